import { addMs, toInstant } from '../instant.ts';
import { createRandom } from '../random.ts';
import { drawSubject } from './agenda.ts';
import { toDurationMs, toPeopledCall, type Call, type CallKind } from './call.ts';
import type { Cast } from './cast.ts';

/** A call that ends while the tenant is looked at. */
export interface NewCallPlan {
  /** Who has thought of it: calls of different origins are different ones. */
  readonly origin: string;
  /** Tells it from the others of its origin, and decides, with the seed, everything that is left open. */
  readonly index: number;
  /** When its first version is written, milliseconds. */
  readonly writtenMs: number;
  readonly kind?: CallKind | undefined;
  /** Id of a user who takes part in any case. */
  readonly participantId?: string | undefined;
}

/**
 * A GUID that no other index has: the generator has 32 bits of state, and a month of calls would meet the same state
 * twice.
 */
function toUniqueId(randomId: string, index: number): string {
  const tail = Math.imul(index + 1, 0x9e3779b1) >>> 0;
  return `${randomId.slice(0, -8)}${tail.toString(16).padStart(8, '0')}`;
}

/** Its first version lacks what some clients are still to report. */
export function toNewCall(seed: number, tenantId: string, cast: Cast, plan: NewCallPlan): Call {
  const { writtenMs, participantId } = plan;
  const random = createRandom(seed, plan.origin, plan.index);
  const id = toUniqueId(random.guid(), plan.index);
  const member = participantId === undefined ? undefined : cast.find(participantId);
  if (participantId !== undefined && member === undefined) {
    throw new RangeError(`'${participantId}' is no user of the tenant.`);
  }
  const [drawnKind, course] = drawSubject(random);
  const subject = { kind: plan.kind ?? drawnKind, course, scenario: null, hasCommunicationServicesUser: false };
  const end = toInstant(writtenMs - random.between(800, 2500), random.integer(1, 9999));
  const start = addMs(end, -toDurationMs(random, subject));
  const lastModified = toInstant(writtenMs);
  const history = { id, start, end, lastModified, version: 1, telemetry: 'partial' } as const;
  return toPeopledCall(random, tenantId, cast, subject, history, member);
}
