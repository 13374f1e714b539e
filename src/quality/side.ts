import { toEntities } from '../graph/entity-list.ts';
import type { Media, Session } from '../graph/resources.ts';
import { toEndSigns, type EndSigns, type Sign } from './end-sign.ts';
import { isParticipant } from './person.ts';
import { defaultProfile, type ProfileName } from './profile.ts';
import { toStreamQuality } from './stream-quality.ts';

export interface SideReason extends Sign {
  /** Whom it points at. With cause PEER the value was measured at the other end. */
  readonly side: 'CALLER' | 'CALLEE';
}

export interface Side {
  readonly side: 'CALLER' | 'CALLEE' | 'BOTH' | 'NETWORK' | 'UNKNOWN';
  readonly reasons: readonly SideReason[];
}

const unknown: Side = Object.freeze({ side: 'UNKNOWN', reasons: Object.freeze([]) });

/**
 * A hint whose fault a poor session was; Microsoft publishes no rule for this, so this one is ours (side-threshold.ts has
 * the limits). Only what the ends reported beside poor streams is looked at.
 *
 * - An end with trouble of its own (device, wireless, network) is named; two such ends are BOTH, unless neither has more
 *   than its wired or mobile network to show: then what lies between them is likelier, NETWORK.
 * - What an end received badly counts against it only beside such trouble. On its own it points at the other end (PEER),
 *   if that is a participant who reported nothing; a media service is not suspected, and the end itself is named.
 * - NETWORK without reasons: both ends reported, and neither has trouble of its own, so it lies between them.
 * - UNKNOWN otherwise, and for every session that is not poor.
 */
export function toSide(session: Session, profile: ProfileName = defaultProfile): Side {
  const media = toPoorMedia(session, profile);
  if (media.length === 0) return unknown;
  const caller = toEndSigns(
    media.map(({ callerDevice, callerNetwork }) => ({ device: callerDevice, network: callerNetwork })),
  );
  const callee = toEndSigns(
    media.map(({ calleeDevice, calleeNetwork }) => ({ device: calleeDevice, network: calleeNetwork })),
  );
  const reasons = [
    ...toReasons('CALLER', caller, callee, isParticipant(session.callee)),
    ...toReasons('CALLEE', callee, caller, isParticipant(session.caller)),
  ];
  const sides = new Set(reasons.map(({ side }) => side));
  if (sides.size === 2)
    return { side: reasons.every(({ cause }) => cause === 'NETWORK') ? 'NETWORK' : 'BOTH', reasons };
  const [side] = sides;
  if (side !== undefined) return { side, reasons };
  return caller.isReported && callee.isReported ? { side: 'NETWORK', reasons: [] } : unknown;
}

function toPoorMedia({ segments }: Session, profile: ProfileName): Media[] {
  return toEntities(segments)
    .flatMap(({ media }) => toEntities(media))
    .filter(({ label, streams }) =>
      toEntities(streams).some((stream) => toStreamQuality(stream, label, profile).verdict === 'POOR'),
    );
}

/** What the report of one end says: about itself, or about the other end. */
function toReasons(
  side: 'CALLER' | 'CALLEE',
  { own, received }: EndSigns,
  other: EndSigns,
  isOtherParticipant: boolean,
): SideReason[] {
  if (own.length > 0) return [...own, ...received].map((sign) => ({ ...sign, side }));
  if (other.own.length > 0 || other.isReported) return [];
  if (!isOtherParticipant) return received.map((sign) => ({ ...sign, side }));
  const peer = side === 'CALLER' ? 'CALLEE' : 'CALLER';
  return received.map((sign) => ({ ...sign, side: peer, cause: 'PEER' }));
}
