import { createRandom, type Random } from '../random.ts';
import type { CallKind, CallOutline, Course } from './call.ts';
import type { Scenario } from './scenario.ts';

/** Calls worth showing have a fixed place among the newest, so that a first look at the list meets them. */
export const showcaseRank = {
  meeting: 2,
  peerToPeer: 4,
  poorCall: 6,
  pstnCall: 9,
  callQueue: 12,
  failedCall: 15,
  townHall: 18,
} as const;

const communicationServicesRank = 21;

/** Calls of every seed that go the way they do for one known reason. */
export const scenarioRank = {
  callerWifi: 30,
  calleeWifi: 31,
  wiredLoss: 32,
  device: 33,
  silent: 34,
  onePoorParticipant: 35,
  twoDevices: 36,
  failedJoins: 37,
} as const satisfies Readonly<Record<Scenario, number>>;

const fixed = new Map<number, readonly [CallKind, Course, Scenario?]>([
  [showcaseRank.meeting, ['meeting', 'good']],
  [showcaseRank.peerToPeer, ['peerToPeer', 'good']],
  [showcaseRank.poorCall, ['peerToPeer', 'poorNetwork']],
  [showcaseRank.pstnCall, ['pstn', 'good']],
  [showcaseRank.callQueue, ['callQueue', 'good']],
  [showcaseRank.failedCall, ['peerToPeer', 'failedMidcall']],
  [showcaseRank.townHall, ['townHall', 'good']],
  [communicationServicesRank, ['meeting', 'good']],
  [scenarioRank.callerWifi, ['peerToPeer', 'poorNetwork', 'callerWifi']],
  [scenarioRank.calleeWifi, ['peerToPeer', 'poorNetwork', 'calleeWifi']],
  [scenarioRank.wiredLoss, ['peerToPeer', 'poorNetwork', 'wiredLoss']],
  [scenarioRank.device, ['peerToPeer', 'poorDevice', 'device']],
  [scenarioRank.silent, ['peerToPeer', 'silent', 'silent']],
  [scenarioRank.onePoorParticipant, ['meeting', 'poorNetwork', 'onePoorParticipant']],
  [scenarioRank.twoDevices, ['meeting', 'good', 'twoDevices']],
  [scenarioRank.failedJoins, ['meeting', 'good', 'failedJoins']],
]);

/** What kind of call it is and how it goes, where nothing says so. */
export function drawSubject(random: Random): readonly [CallKind, Course] {
  return [
    random.weighted<CallKind>([
      ['peerToPeer', 42],
      ['meeting', 35],
      ['pstn', 15],
      ['callQueue', 8],
    ]),
    random.weighted<Course>([
      ['good', 76],
      ['poorNetwork', 9],
      ['poorDevice', 3],
      ['failedSetup', 5],
      ['failedMidcall', 3],
      ['silent', 4],
    ]),
  ];
}

/** What kind of call has the `rank`-th newest place, and how it goes. */
export function toOutline(seed: number, rank: number): CallOutline {
  const [kind, course, scenario = null] = fixed.get(rank) ?? drawSubject(createRandom(seed, 'agenda', rank));
  return { rank, kind, course, scenario, hasCommunicationServicesUser: rank === communicationServicesRank };
}
