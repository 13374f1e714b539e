import { setMaxListeners } from 'node:events';
import type { Clock } from '../../src/clock.ts';
import type { TokenSource } from '../../src/graph/auth.ts';
import type { GraphClient } from '../../src/graph/client.ts';
import { createGraphClient } from '../../src/graph/client.ts';
import type { GraphError } from '../../src/graph/errors.ts';
import type { GraphRequest, Meter } from '../../src/graph/exchange.ts';
import { createMeter } from '../../src/graph/exchange.ts';
import type { ThrottleStore } from '../../src/graph/throttle-store.ts';
import { createMemoryThrottleStore } from '../../src/graph/throttle-store.ts';
import { createManualClock } from './manual-clock.ts';

export const START_MS = Date.parse('2026-03-02T09:00:00Z');
export const REQUEST_ID = '0f8fad5b-d9cb-469f-a165-70867728950e';

export interface HastyClock extends Clock {
  /** Every wait that was begun, in milliseconds and in order. */
  readonly waits: readonly number[];
}

/** A clock that stands still until somebody waits, and then goes on to the end of that wait at once. */
export function createHastyClock(startMs = START_MS): HastyClock {
  const clock = createManualClock(startMs);
  const waits: number[] = [];
  let moved = Promise.resolve();
  return {
    waits,
    now: () => clock.now(),
    schedule(delayMs, fn) {
      waits.push(delayMs);
      const dueMs = clock.now() + delayMs;
      const cancel = clock.schedule(delayMs, fn);
      moved = moved.then(() => clock.advance(Math.max(0, dueMs - clock.now())));
      return cancel;
    },
  };
}

export interface TestClientOptions {
  readonly baseUrl: string;
  readonly clock: Clock;
  readonly tokens?: TokenSource;
  readonly random?: () => number;
  /** How long after START_MS the operation's deadline lies; an hour unless told. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
  readonly throttleStore?: ThrottleStore;
}

export interface TestClient {
  readonly client: GraphClient;
  readonly meter: Meter;
  /** Reads as one operation. */
  readAll(requests: readonly (string | GraphRequest)[]): Promise<(object | GraphError)[]>;
  close(): Promise<void>;
}

const steadyTokens: TokenSource = { token: () => Promise.resolve('test-token'), discard: () => undefined };

/** The client over a Graph that speaks HTTP at `baseUrl`. */
export function openClient(options: TestClientOptions): TestClient {
  const { baseUrl, clock, tokens = steadyTokens, random = () => 0, timeoutMs = 3_600_000 } = options;
  const signal = options.signal ?? new AbortController().signal;
  setMaxListeners(0, signal);
  const throttleStore = options.throttleStore ?? createMemoryThrottleStore({ enforced: false });
  const client = createGraphClient({ baseUrl, tokens, clock, random, throttleStore });
  const meter = createMeter();
  return {
    client,
    meter,
    readAll: (requests) =>
      client.readAll(
        requests.map((request) => (typeof request === 'string' ? { url: request } : request)),
        { signal, deadlineMs: START_MS + timeoutMs, requestId: REQUEST_ID, meter },
      ),
    close: () => client.close(),
  };
}
