import { pause } from '../support/until.ts';
import type { SimulatorProcess } from './simulator-process.ts';

/** Calls that end and records that are written anew, beside those that do by themselves, until it is stopped. */
export interface Workload {
  /** How many things it made happen. */
  count(): number;
  stop(): Promise<void>;
}

const GAP_MS = 500;
/** The simulator remembers a thousand over its death. */
const MOST = 900;
const HIDDEN_MS = 3_000;

export function startWorkload(simulator: SimulatorProcess): Workload {
  const ids: string[] = [];
  let count = 0;
  let isStopped = false;

  async function once(turn: number): Promise<void> {
    // Now and then Graph tells twice, or of what cannot be read yet.
    if (turn % 7 === 3) await simulator.act('repeat', { count: 1 });
    if (turn % 11 === 5) await simulator.act('hide', { count: 1, delayMs: HIDDEN_MS });
    if (turn % 3 === 0 || !ids.length) {
      const { value } = (await simulator.act('calls')) as { value: { id: string }[] };
      ids.push(...value.map(({ id }) => id));
    } else {
      const recent = ids.slice(-12);
      await simulator.act('versions', { id: recent[(turn * 5) % recent.length] });
    }
    count += 1;
  }

  const work = (async () => {
    for (let turn = 0; !isStopped && count < MOST; turn += 1) {
      // It may be away.
      await once(turn).catch(() => undefined);
      await pause(GAP_MS);
    }
  })();
  return {
    count: () => count,
    async stop() {
      isStopped = true;
      await work;
    },
  };
}
