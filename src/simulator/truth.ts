import type { Instant } from './instant.ts';
import type { CallKind, Course } from './tenant/call.ts';
import type { End, Failure, SessionPlan } from './tenant/plan.ts';
import { toRecordLegs } from './tenant/record-leg.ts';
import type { Scenario } from './tenant/scenario.ts';
import { planSessions } from './tenant/session-plan.ts';
import { createTenant } from './tenant/tenant.ts';

/** What spoils a session: weak Wi-Fi, a network of any other kind, sound hardware or the machine, a mute client. */
export type Cause = 'wifi' | 'network' | 'device' | 'silent' | 'none';

/** Who has it; `network`: both are wired, and packets are lost between them. */
export type Side = 'caller' | 'callee' | 'both' | 'network' | 'none';

export interface SessionTruth {
  /** May repeat within a call. */
  readonly id: string;
  readonly side: Side;
  readonly cause: Cause;
  readonly failure: Failure | null;
}

export interface Presence {
  readonly sessionId: string;
  readonly role: 'caller' | 'callee';
  readonly start: Instant;
  readonly end: Instant;
  /** A failed set-up is no presence, but an attempt. */
  readonly failure: Failure | null;
  readonly cause: Cause;
  readonly platform: string;
}

export interface ParticipantTruth {
  readonly id: string;
  readonly kind: string;
  /** By start; they overlap where someone was there on two devices. */
  readonly presences: readonly Presence[];
}

export interface CallTruth {
  readonly id: string;
  readonly kind: CallKind;
  readonly course: Course;
  /** Set for the calls that every seed has for one known reason. */
  readonly scenario: Scenario | null;
  readonly start: Instant;
  readonly end: Instant;
  readonly sessions: readonly SessionTruth[];
  readonly failedSessionCount: number;
  readonly participants: readonly ParticipantTruth[];
  /** Ids of its rows in getPstnCalls. */
  readonly pstnRowIds: readonly string[];
  /** Ids of its rows in getDirectRoutingCalls. */
  readonly directRoutingRowIds: readonly string[];
}

type Joined = Presence & { readonly id: string; readonly kind: string };

function toCause(end: End): Cause {
  if (end.kind === 'service') return 'none';
  const { trouble, connection } = end.situation;
  return trouble === 'network' && connection === 'wifi' ? 'wifi' : trouble;
}

const isLossyWire = (end: End) =>
  end.kind === 'participant' && end.situation.trouble === 'network' && end.situation.connection === 'wired';

function toSessionTruth({ id, caller, callee, failure }: SessionPlan): SessionTruth {
  const [first, second] = [toCause(caller), toCause(callee)];
  const cause = first === 'none' ? second : first;
  if (isLossyWire(caller) && isLossyWire(callee)) return { id, side: 'network', cause, failure };
  const hasTwo = first !== 'none' && second !== 'none';
  const side = hasTwo ? 'both' : first !== 'none' ? 'caller' : second !== 'none' ? 'callee' : 'none';
  return { id, side, cause, failure };
}

function toPresences({ id, caller, callee, start, end, failure }: SessionPlan): Joined[] {
  return ([['caller', caller] as const, ['callee', callee] as const] satisfies [Presence['role'], End][]).flatMap(
    ([role, at]) => {
      if (at.kind === 'service') return [];
      const { party, client } = at;
      const presence = { sessionId: id, role, start, end, failure, cause: toCause(at), platform: client.platform };
      return [{ id: party.id, kind: party.kind, ...presence }];
    },
  );
}

function toParticipants(sessions: readonly SessionPlan[]): ParticipantTruth[] {
  const byId = new Map<string, { id: string; kind: string; presences: Presence[] }>();
  for (const { id, kind, ...presence } of sessions.flatMap(toPresences)) {
    const participant = byId.get(id) ?? { id, kind, presences: [] };
    participant.presences.push(presence);
    byId.set(id, participant);
  }
  return [...byId.values()].map(({ presences, ...rest }) => ({
    ...rest,
    presences: presences.sort((one, other) => (one.start < other.start ? -1 : one.start > other.start ? 1 : 0)),
  }));
}

/**
 * What is true of every call of the tenant that a simulator with this seed, started at `nowMs` (milliseconds), shows;
 * newest first. Told from the plans that bodies are written from, never from bodies.
 */
export function toTruth(seed: number, nowMs: number): readonly CallTruth[] {
  return createTenant(seed, nowMs).calls.map((call) => {
    const sessions = planSessions(call, seed);
    const legs = toRecordLegs(seed, call, sessions);
    const toIds = (route: string) => legs.filter((leg) => leg.route === route).map(({ id }) => id);
    return {
      id: call.id,
      kind: call.kind,
      course: call.course,
      scenario: call.scenario,
      start: call.start,
      end: call.end,
      sessions: sessions.map(toSessionTruth),
      failedSessionCount: sessions.filter(({ failure }) => failure !== null).length,
      participants: toParticipants(sessions),
      pstnRowIds: toIds('callingPlan'),
      directRoutingRowIds: toIds('directRouting'),
    };
  });
}
