import { toTicks } from '../graph/instant.ts';
import { InputError } from '../loaders/input-error.ts';
import { defaultProfile, profiles } from '../quality/profile.ts';
import type { ExportScope } from './position.ts';
import { toPosition } from './position.ts';

export interface ExportRequest {
  readonly scope: ExportScope;
  /** Where to go on in the gateway's own list; undefined: at its beginning. */
  readonly after: string | undefined;
  /** Whether the names of the columns stand before the rows. */
  readonly hasHeader: boolean;
}

const SCOPE = ['from', 'to', 'participantId', 'profile'] as const;
const NAMES: readonly string[] = [...SCOPE, 'after', 'header'];
const DAY_MS = 86_400_000;

/** Reads the parameters of an export; throws an InputError that names what is wrong with which. */
export function toExportRequest(search: string, nowMs: number): ExportRequest {
  const given = new URLSearchParams(search);
  for (const name of new Set(given.keys())) {
    if (!NAMES.includes(name)) {
      throw new InputError(`There is no parameter ${JSON.stringify(name)}; there are ${NAMES.join(', ')}.`);
    }
    if (given.getAll(name).length > 1) throw new InputError(`Parameter "${name}" is given more than once.`);
  }
  const read = (name: string) => given.get(name) || undefined;

  const header = read('header') ?? 'on';
  if (header !== 'on' && header !== 'off') throw new InputError('Parameter "header" must be "on" or "off".');
  const hasHeader = header === 'on';
  const after = read('after');
  if (after === undefined) return { scope: toScope(read, nowMs), after, hasHeader };

  const position = toPosition(after);
  if (!position) throw new InputError('Parameter "after" is not a cursor of an export.');
  for (const name of SCOPE) {
    const value = read(name);
    if (value !== undefined && value !== position.scope[name]) {
      throw new InputError(`Parameter "${name}" is not that of the export that "after" goes on with; leave it out.`);
    }
  }
  return { scope: toCheckedScope(position.scope, nowMs), after: position.after, hasHeader };
}

/** What a cursor says of its export is no more to be trusted than parameters are. */
function toCheckedScope(scope: ExportScope, nowMs: number): ExportScope {
  try {
    return toScope((name) => scope[name], nowMs);
  } catch {
    throw new InputError('Parameter "after" is not a cursor of an export.');
  }
}

/** The last 24 hours, where nothing else is asked for. */
function toScope(read: (name: keyof ExportScope) => string | undefined, nowMs: number): ExportScope {
  for (const name of ['from', 'to'] as const) {
    const text = read(name);
    if (text === undefined || toTicks(text) !== undefined) continue;
    throw new InputError(
      `Parameter "${name}" must be an instant such as 2026-06-15T00:00:00Z (RFC 3339; a "+" in it is written %2B).`,
    );
  }
  const to = read('to') ?? new Date(nowMs).toISOString();
  const from = read('from') ?? new Date(Date.parse(to) - DAY_MS).toISOString();
  if (Date.parse(from) > Date.parse(to)) throw new InputError('Parameter "from" must not be later than "to".');
  const profile: string = read('profile') ?? defaultProfile;
  if (!Object.hasOwn(profiles, profile)) {
    throw new InputError(`Parameter "profile" must be one of ${Object.keys(profiles).join(', ')}.`);
  }
  return { from, to, participantId: read('participantId'), profile };
}
