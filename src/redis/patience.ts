import type { Clock } from '../clock.ts';
import type { RedisConnection } from './connection.ts';

/** Asks Redis, and goes on without it when it is away or slow. */
export interface Patience {
  /** The answer; undefined where there is none in time. Never rejects. */
  ask<T>(work: () => Promise<T>): Promise<T | undefined>;
}

export interface PatienceOptions {
  readonly connection: Pick<RedisConnection, 'isUp'>;
  readonly clock: Clock;
  /** The longest that anybody waits, in milliseconds. */
  readonly waitMs?: number | undefined;
}

/** Once it was slow it is left alone for so long. */
const REST_MS = 1_000;
const WAIT_MS = 75;

export function createPatience({ connection, clock, waitMs = WAIT_MS }: PatienceOptions): Patience {
  let restEndsMs = -Infinity;
  return {
    ask<T>(work: () => Promise<T>) {
      if (!connection.isUp() || clock.now() < restEndsMs) return Promise.resolve(undefined);
      return new Promise<T | undefined>((resolve) => {
        const giveUp = () => {
          restEndsMs = clock.now() + REST_MS;
          resolve(undefined);
        };
        const cancel = clock.schedule(waitMs, giveUp);
        work().then(
          (answer) => {
            cancel();
            resolve(answer);
          },
          () => {
            cancel();
            resolve(undefined);
          },
        );
      });
    },
  };
}
