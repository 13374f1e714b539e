import type { CallRecord, ClientUserAgent, Identity, Participant, Session } from '../graph/resources.ts';
import { combineQualities, toSessionQuality } from './combined-quality.ts';
import { toBounds, toIntervals, type Interval } from './interval.ts';
import { toInstantMs } from './instant.ts';
import { toLegKey } from './leg.ts';
import { isApplication, toEndpointIdentity, toParticipantIdentity, toPersonKey } from './person.ts';
import { defaultProfile, type ProfileName } from './profile.ts';
import type { Quality } from './quality.ts';
import { isFailedAttempt, toDevices, toEndpoints, toPeople, type EndName } from './session-end.ts';

/** One person's part in a call. */
export interface Attendance {
  /** Object id, `teamsvisitor:…` or telephone number; null for an end that told nobody's. */
  readonly id: string | null;
  readonly identity: Identity | null;
  /** First and last instant of being connected, as Graph wrote them; null when never or not known. */
  readonly joinedAt: string | null;
  readonly leftAt: string | null;
  /** Milliseconds connected, overlaps counted once. */
  readonly connectedMs: number;
  /** More than one when the person came back. */
  readonly intervals: readonly Interval[];
  /** Names of the machines. */
  readonly devices: readonly string[];
  /** Names of microphones and loudspeakers. */
  readonly mediaDevices: readonly string[];
  /** As Graph writes them (`windows`, `iOS`), `unknown` left out. */
  readonly platforms: readonly string[];
  /** Of all streams of their sessions together. */
  readonly quality: Quality;
  /** Attempts to connect that failed in call setup. */
  readonly failedAttempts: number;
}

interface Draft {
  identity: Identity | null;
  readonly connected: Session[];
  readonly failedLegs: Set<unknown>;
  readonly qualities: Quality[];
  readonly devices: Set<string>;
  readonly mediaDevices: Set<string>;
  readonly platforms: Set<string>;
}

const toDraft = (identity: Identity | null): Draft => ({
  identity,
  connected: [],
  failedLegs: new Set(),
  qualities: [],
  devices: new Set(),
  mediaDevices: new Set(),
  platforms: new Set(),
});

/**
 * Who was in a call, when, and with what: one entry for each person, by joinedAt, those who never got in last.
 *
 * The same id is the same person, however many sessions. An end that does not say whose it is becomes an entry of its
 * own for each leg, id null: two may be one person, but nobody is lost and no two people become one. A participant
 * (`participants`, else those in the record) who is in no session has an entry without time. Sessions that failed in call
 * setup are attempts: of both ends in a peer-to-peer call. A session without both instants adds no time; any member may
 * be null. Call queues, auto attendants and other applications are nobody. Sessions need their segments for the verdict, the media devices and nothing else.
 */
export function toAttendance(
  record: Pick<CallRecord, 'type' | 'participants_v2'>,
  sessions: readonly Session[] | null | undefined,
  participants?: readonly Participant[] | null,
  profile: ProfileName = defaultProfile,
): Attendance[] {
  const drafts = new Map<unknown, Draft>();
  const draftOf = (key: unknown, identity: Identity | null) => {
    const draft = drafts.get(key) ?? toDraft(identity);
    drafts.set(key, draft);
    // A session may know only the id where another, or the list of participants, has the name.
    if (!draft.identity?.displayName && identity?.displayName) draft.identity = identity;
    return draft;
  };
  for (const session of sessions ?? []) {
    const leg = toLegKey(session) ?? session;
    const people = toPeople(record, session);
    if (people.length === 0) continue;
    const quality = toSessionQuality(session, profile);
    for (const [end, endpoint] of people) {
      const identity = toEndpointIdentity(endpoint);
      const key = toPersonKey(identity) ?? (typeof leg === 'string' ? `${end} of ${leg}` : endpoint);
      addSession(draftOf(key, identity), session, end, leg, quality);
    }
  }
  for (const participant of participants ?? record.participants_v2 ?? []) {
    if (isApplication(participant)) continue;
    const identity = toParticipantIdentity(participant);
    draftOf(toPersonKey(identity) ?? participant, identity);
  }
  return [...drafts.values()].map((draft) => toEntry(draft, profile)).sort(compareJoined);
}

function addSession(draft: Draft, session: Session, end: EndName, leg: unknown, quality: Quality): void {
  if (isFailedAttempt(session)) draft.failedLegs.add(leg);
  else draft.connected.push(session);
  draft.qualities.push(quality);
  for (const { name, userAgent } of toEndpoints(session, end) as {
    name?: string | null;
    userAgent?: ClientUserAgent;
  }[]) {
    if (name) draft.devices.add(name);
    const platform = userAgent?.platform;
    // Graph may send anything for it; the enum makes something of it.
    if (platform && !/^unknown$/i.test(platform)) draft.platforms.add(platform);
  }
  for (const { captureDeviceName, renderDeviceName } of toDevices(session, end)) {
    if (captureDeviceName) draft.mediaDevices.add(captureDeviceName);
    if (renderDeviceName) draft.mediaDevices.add(renderDeviceName);
  }
}

function toEntry(draft: Draft, profile: ProfileName): Attendance {
  const intervals = toIntervals(draft.connected);
  const { start, end } = toBounds(draft.connected);
  return {
    id: draft.identity?.id ?? null,
    identity: draft.identity,
    joinedAt: start,
    leftAt: end,
    connectedMs: intervals.reduce((sum, { connectedMs }) => sum + connectedMs, 0),
    intervals,
    devices: [...draft.devices],
    mediaDevices: [...draft.mediaDevices],
    platforms: [...draft.platforms],
    quality: combineQualities(draft.qualities, profile),
    failedAttempts: draft.failedLegs.size,
  };
}

function compareJoined(a: Attendance, b: Attendance): number {
  const [left, right] = [toInstantMs(a.joinedAt), toInstantMs(b.joinedAt)];
  if (left === right) return 0;
  if (left === undefined) return 1;
  return right === undefined ? -1 : left - right;
}
