import type { GraphErrorCode } from './errors.ts';
import type { Flight } from './flight.ts';
import type { Outcome } from './exchange.ts';

/** Is told what leaves and what becomes of it: for metrics and traces. Must not throw. */
export interface GraphObserver {
  /** Something that the requests of this moment are made for, to be handed back as `Flight.origin`. */
  origin?(): unknown;
  /** A request joined another operation's instead of being made. */
  shared?(): void;
  /** A request was answered from what Graph had answered a moment ago. */
  cached?(): void;
  /** A request waited for Graph's limits, in milliseconds. */
  waited?(ms: number): void;
  /** A request is going to be repeated because of this. */
  retried?(code: GraphErrorCode): void;
  /** An HTTP call begins; its headers go out with it, and it is told how it ended. */
  exchange?(flights: readonly Flight[]): {
    readonly headers?: Readonly<Record<string, string>>;
    end(outcomes: readonly Outcome[], durationMs: number): void;
  };
}

/** One observer for several. */
export function observeAll(observers: readonly GraphObserver[]): GraphObserver {
  return {
    origin: () => observers.map((observer) => observer.origin?.()).find((origin) => origin !== undefined),
    shared: () => observers.forEach((observer) => observer.shared?.()),
    cached: () => observers.forEach((observer) => observer.cached?.()),
    waited: (ms) => observers.forEach((observer) => observer.waited?.(ms)),
    retried: (code) => observers.forEach((observer) => observer.retried?.(code)),
    exchange(flights) {
      const started = observers.flatMap((observer) => observer.exchange?.(flights) ?? []);
      return {
        headers: Object.assign({}, ...started.map((each) => each.headers)) as Record<string, string>,
        end: (outcomes, durationMs) => started.forEach((each) => each.end(outcomes, durationMs)),
      };
    },
  };
}
