import type { Signal } from '../abort.ts';
import { createAborter } from '../abort.ts';
import { MAX_BATCH_ITEMS } from './batch.ts';
import { toGraphError } from './errors.ts';
import type { ApiVersion, Meter, Outcome } from './exchange.ts';
import type { Flight } from './flight.ts';
import { createTurns, LARGE_BYTES } from './turns.ts';

interface Waiting {
  readonly flight: Flight;
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (reason: unknown) => void;
}

/** Sends flights of one version together; one outcome for each, in order. `signal` aborts when none is wanted any more. */
export type SendPack = (flights: readonly Flight[], signal: Signal) => Promise<readonly Outcome[]>;

export interface CollectorOptions {
  /** Most requests in a batch, the 20 that Graph takes unless told; 1 sends each by itself. */
  readonly batchSize?: number | undefined;
}

/**
 * Gathers what is let out at the same moment, whoever asked for it, into packs that one batch can hold. One that is
 * no longer wanted gets its answer at once; the pack goes on for the others.
 */
export function collect(
  send: SendPack,
  { batchSize = MAX_BATCH_ITEMS }: CollectorOptions = {},
): (flight: Flight) => Promise<Outcome> {
  let gathered: Waiting[] = [];
  const turn = createTurns();

  function flush(): void {
    const waiting = gathered;
    gathered = [];
    const packs = new Map<ApiVersion, Waiting[]>();
    for (const entry of waiting) {
      const { isAlone, request } = entry.flight;
      const version = request.version ?? 'v1.0';
      const pack = packs.get(version);
      if (isAlone || batchSize === 1) void sendPack([entry]);
      else if (!pack) packs.set(version, [entry]);
      else if (pack.push(entry) === batchSize) {
        packs.delete(version);
        void sendPack(pack);
      }
    }
    for (const pack of packs.values()) void sendPack(pack);
  }

  async function sendPack(pack: readonly Waiting[]): Promise<void> {
    const controller = createAborter();
    let wanted = pack.length;
    const listeners = pack.map(({ flight: { signal }, resolve }) => {
      const onAbort = () => {
        resolve({ error: toGraphError(signal.reason) });
        wanted -= 1;
        if (wanted === 0) controller.abort(signal.reason);
      };
      if (signal.aborted) onAbort();
      else signal.addEventListener('abort', onAbort, { once: true });
      return onAbort;
    });
    if (controller.signal.aborted) return;
    try {
      const outcomes = await send(
        pack.map(({ flight }) => flight),
        controller.signal,
      );
      const isLarge = outcomes.some(({ exchange }) => (exchange?.bytes ?? 0) > LARGE_BYTES);
      let payer: Meter | undefined;
      for (const [index, { flight, resolve }] of pack.entries()) {
        // The first has waited for its turn before the answer was parsed.
        if (isLarge && payer && flight.payer !== payer) await turn();
        payer = flight.payer;
        resolve(outcomes[index] as Outcome);
      }
    } catch (reason) {
      for (const { reject } of pack) reject(reason);
    } finally {
      for (const [index, { flight }] of pack.entries()) {
        flight.signal.removeEventListener('abort', listeners[index] as () => void);
      }
    }
  }

  return (flight) =>
    new Promise((resolve, reject) => {
      if (gathered.push({ flight, resolve, reject }) === 1) queueMicrotask(flush);
    });
}
