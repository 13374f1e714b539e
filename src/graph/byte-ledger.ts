import type { Meter } from './exchange.ts';

/** What operations hold of Graph's answers, in bytes of JSON: bodies live as long as the operation that wanted them. */
export interface ByteLedger {
  /** Enters what an operation has read; after its end nothing is held for it. */
  hold(meter: Meter, bytes: number): void;
  release(meter: Meter): void;
  heldBytes(): number;
}

export function createByteLedger(): ByteLedger {
  let sum = 0;
  return {
    hold(meter, bytes) {
      meter.bytes += bytes;
      if (!meter.isReleased) sum += bytes;
    },
    release(meter) {
      if (meter.isReleased) return;
      meter.isReleased = true;
      sum -= meter.bytes;
    },
    heldBytes: () => sum,
  };
}
