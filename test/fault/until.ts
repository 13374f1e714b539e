import assert from 'node:assert/strict';
import { systemClock } from '../../src/clock.ts';

const pause = (ms: number) => new Promise<void>((resolve) => systemClock.schedule(ms, resolve));

/** Resolves once it is so; rejects when it never becomes so. */
export async function until(isSo: () => boolean, what: string): Promise<void> {
  for (let waitedMs = 0; !isSo(); waitedMs += 2) {
    assert.ok(waitedMs < 10_000, `in vain: ${what}`);
    await pause(2);
  }
}

/** Lets this process do what it can do without anything from outside. */
export async function rest(): Promise<void> {
  for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** Something held until it is let go. */
export function createDoor(): { readonly opened: Promise<void>; readonly open: () => void } {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open };
}
