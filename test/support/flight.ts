import { createAborter } from '../../src/abort.ts';
import { createMeter } from '../../src/graph/exchange.ts';
import type { Flight } from '../../src/graph/flight.ts';

/** A request on its way: without a deadline, for an operation of its own that stays, unless told. */
export function toFlight(url: string, told: Partial<Flight> = {}): Flight {
  return {
    request: { url },
    signal: createAborter().signal,
    deadlineMs: Infinity,
    requestId: 'id',
    isRetry: false,
    isAlone: false,
    bytes: 0,
    left: 0,
    readMs: undefined,
    origin: undefined,
    payer: createMeter(),
    ...told,
  };
}
