import type { Signal } from '../abort.ts';
import type { GraphClient } from '../graph/client.ts';
import type { GraphError } from '../graph/errors.ts';
import { createMeter } from '../graph/exchange.ts';

export interface FreshReadOptions {
  readonly graph: Pick<GraphClient, 'readAll' | 'release'>;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
  /** A fresh GUID. */
  readonly createRequestId: () => string;
}

/**
 * Reads these as they are now, whatever is cached, as an operation of the gateway's own that may take `longestMs`: a body
 * for each, or the error in its place.
 */
export type FreshRead = (
  urls: readonly string[],
  longestMs: number,
  signal: Signal,
) => Promise<readonly (object | GraphError)[]>;

export function createFreshRead({ graph, now, createRequestId }: FreshReadOptions): FreshRead {
  return async (urls, longestMs, signal) => {
    const meter = createMeter();
    try {
      const operation = { signal, deadlineMs: now() + longestMs, requestId: createRequestId(), meter };
      return await graph.readAll(
        urls.map((url) => ({ url, fresh: true })),
        operation,
      );
    } finally {
      graph.release(meter);
    }
  };
}
