import type { Clock } from '../../clock.ts';
import type { Parcel } from './courier.ts';

/** A notification and where it goes. */
export interface Addressed {
  readonly url: string;
  readonly parcel: Parcel;
}

/** What goes wrong between Graph and a subscriber, on demand. Each is for as many notifications as come next. */
export interface Disturbance {
  loseNext(count: number): void;
  repeatNext(count: number): void;
  /** They wait for each other, a minute at most, and go the last one first, each in a POST of its own. */
  reorderNext(count: number): void;
  /** Passes on what is left of it. */
  pass(addressed: Addressed): void;
}

export interface DisturbanceOptions {
  readonly clock: Clock;
  readonly send: (addressed: Addressed) => void;
}

const longestHoldMs = 60_000;
/** Longer than notifications are gathered, so that they do not travel together. */
export const apartMs = 250;

export function createDisturbance({ clock, send }: DisturbanceOptions): Disturbance {
  let losing = 0;
  let repeating = 0;
  let holding = 0;
  let held: Addressed[] = [];
  let cancelHold = () => {};

  function release(): void {
    cancelHold();
    const released = held.reverse();
    held = [];
    holding = 0;
    for (const [index, addressed] of released.entries()) clock.schedule(index * apartMs, () => send(addressed));
  }

  return {
    loseNext: (count) => void (losing = count),
    repeatNext: (count) => void (repeating = count),
    reorderNext(count) {
      release();
      holding = count;
    },
    pass(addressed) {
      if (losing > 0) {
        losing -= 1;
        return;
      }
      if (repeating > 0) {
        repeating -= 1;
        clock.schedule(apartMs, () => send(addressed));
      }
      if (holding === 0) return send(addressed);
      if (held.length === 0) cancelHold = clock.schedule(longestHoldMs, release);
      held.push(addressed);
      if (held.length >= holding) release();
    },
  };
}
