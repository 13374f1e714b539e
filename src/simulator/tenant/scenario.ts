import type { Situation } from './situation.ts';

/** A call that is what it is for one known reason, so that whoever reads it can be checked. */
export type Scenario =
  /** The caller, and only the caller, is on weak Wi-Fi. */
  | 'callerWifi'
  | 'calleeWifi'
  /** Both ends are wired, and packets are lost between them. */
  | 'wiredLoss'
  /** The microphone of the caller. */
  | 'device'
  /** Neither client reported anything. */
  | 'silent'
  /** A meeting that is good but for one participant on weak Wi-Fi. */
  | 'onePoorParticipant'
  /** One participant of a meeting is there on two devices at once for a while. */
  | 'twoDevices'
  /** One participant of a meeting gets in at the third attempt. */
  | 'failedJoins';

export type Spot = Pick<Situation, 'place' | 'connection'>;

export const weakSpot: Spot = { place: 'home', connection: 'wifi' };
export const wiredSpot: Spot = { place: 'office', connection: 'wired' };
