import type { Meter } from './exchange.ts';

/** What operations hold of Graph's answers, in bytes of JSON: bodies live as long as the operation that wanted them. */
export interface ByteLedger {
  /** Enters what an operation has read; after its end nothing is held for it. */
  hold(meter: Meter, bytes: number): void;
  release(meter: Meter): void;
  heldBytes(): number;
}

export function createByteLedger(): ByteLedger {
  const ended = new WeakSet<Meter>();
  const held = new Map<Meter, number>();
  let sum = 0;
  return {
    hold(meter, bytes) {
      meter.bytes += bytes;
      if (ended.has(meter)) return;
      held.set(meter, (held.get(meter) ?? 0) + bytes);
      sum += bytes;
    },
    release(meter) {
      sum -= held.get(meter) ?? 0;
      held.delete(meter);
      ended.add(meter);
    },
    heldBytes: () => sum,
  };
}
