import { showcaseRank } from './tenant/agenda.ts';
import { toCallId } from './tenant/call.ts';
import { toPersonId } from './tenant/people.ts';

/** The seed of a simulator that was given none. */
export const defaultSeed = 1;

/** The newest call over a trunk of the tenant that the default seed has. */
const directRoutingRank = 39;

const idAt = (rank: number) => toCallId(defaultSeed, rank);

/** Calls worth showing, by id: constant for the default seed, whatever the clock says. */
export const showcase = {
  peerToPeer: idAt(showcaseRank.peerToPeer),
  /** A call of two over a weak network. */
  poorCall: idAt(showcaseRank.poorCall),
  meeting: idAt(showcaseRank.meeting),
  pstnCall: idAt(showcaseRank.pstnCall),
  /** Its first two sessions carry one id. */
  /** Of two as well; its row is one of direct routing. */
  directRoutingCall: idAt(directRoutingRank),
  callQueue: idAt(showcaseRank.callQueue),
  /** 300 sessions, 142 participants. */
  townHall: idAt(showcaseRank.townHall),
  /** Broke off in the middle. */
  failedCall: idAt(showcaseRank.failedCall),
  /** The id of someone who takes part in many calls. */
  person: toPersonId(defaultSeed, 0),
} as const;
