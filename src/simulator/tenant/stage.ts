import type { Random } from '../random.ts';
import type { Call } from './call.ts';
import { toClient } from './client.ts';
import type { Party } from './party.ts';
import type { End, Failure, SegmentPlan } from './plan.ts';
import type { Spot } from './scenario.ts';
import { toSituation, type Trouble } from './situation.ts';

/** What planning a call needs. */
export interface Stage {
  readonly call: Call;
  readonly seed: number;
  readonly random: Random;
}

export function toEnd({ call, random, seed }: Stage, party: Party, trouble: Trouble, spot?: Spot): End {
  const client = toClient(party, random, seed, call.modalities.length === 1);
  return { kind: 'participant', party, client, situation: toSituation(random, party, client, trouble, spot) };
}

/** How the call as a whole went wrong, if it did. Graph often gives no reason. */
export function toFailure(random: Random, { course }: Call): Failure | null {
  switch (course) {
    case 'failedSetup':
      return {
        stage: 'callSetup',
        reason: random.pick([
          null,
          'No answer.',
          'The call was declined.',
          'Media connectivity could not be established.',
        ]),
      };
    case 'failedMidcall':
      return {
        stage: 'midcall',
        reason: random.pick([null, 'Media connectivity was lost.', 'The network connection was lost.']),
      };
    default:
      return null;
  }
}

/** The trouble of the one participant who has it, in calls of two. */
export function toMainTrouble({ course }: Call): Trouble {
  switch (course) {
    case 'poorNetwork':
    case 'failedMidcall':
      return 'network';
    case 'poorDevice':
      return 'device';
    case 'silent':
      return 'silent';
    case 'good':
    case 'failedSetup':
      return 'none';
  }
}

export type Span = Pick<SegmentPlan, 'start' | 'end'>;

export function toSegment(id: string, caller: End, callee: End, span: Span, rest?: Partial<SegmentPlan>): SegmentPlan {
  return { id, caller, callee, start: span.start, end: span.end, failure: null, isSip: false, ...rest };
}
