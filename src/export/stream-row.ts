import { ORGANIZER_KINDS } from './export-document.ts';

/** A value of an answer's data, or made of some. */
export type Cell = string | number | boolean | null;

/** An object of an answer's data. */
export type Data = Readonly<Record<string, unknown>>;

/** What a row is made of; null for what the call has not, or the caller may not see. */
export interface Parts {
  readonly call: Data;
  readonly organizer: Data | null;
  readonly session: Data | null;
  readonly segment: Data | null;
  readonly media: Data | null;
  readonly stream: Data | null;
  readonly quality: Data | null;
}

/** A call of an answer, with its place in the list. */
export interface CallEdge {
  readonly cursor: string;
  readonly node: Data;
}

const toList = (value: unknown): readonly Data[] => (Array.isArray(value) ? (value as Data[]) : []);
const toData = (value: unknown) => (value ?? null) as Data | null;

/**
 * The rows of a call, in Graph's order: one for each stream; one for a session without any, and for a call without
 * sessions, so that neither is missing where calls or failures are counted.
 */
export function* toParts(call: Data): Generator<Parts, void, undefined> {
  const organizer = toOrganizer(toData(call['organizer']));
  const none = { call, organizer, session: null, segment: null, media: null, stream: null, quality: null };
  const sessions = toList(call['sessions']);
  if (!sessions.length) yield none;
  for (const session of sessions) {
    let isEmpty = true;
    for (const segment of toList(session['segments'])) {
      for (const media of toList(segment['media'])) {
        for (const stream of toList(media['streams'])) {
          isEmpty = false;
          yield { call, organizer, session, segment, media, stream, quality: toQuality(toData(stream['quality'])) };
        }
      }
    }
    const [segment = null] = toList(session['segments']);
    if (isEmpty) yield { ...none, session, segment };
  }
}

/** Whichever identity is filled, under the names that all of them have. */
function toOrganizer(organizer: Data | null): Data | null {
  if (!organizer) return null;
  const identities = toData(organizer['identity']);
  const kind = ORGANIZER_KINDS.find((name) => identities?.[name]);
  const identity = kind === undefined ? null : toData(identities?.[kind]);
  return { ...identity, id: organizer['id'], idType: kind };
}

function toQuality(quality: Data | null): Data | null {
  if (!quality) return null;
  const { verdict } = quality;
  return {
    verdict,
    reasons:
      toList(quality['reasons'])
        .map(({ metric }) => String(metric))
        .join(';') || null,
    isPoor: verdict === 'UNCLASSIFIED' ? null : verdict === 'POOR',
  };
}
