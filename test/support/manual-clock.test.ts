import { describe, expect, it } from 'vitest';
import { sleep } from '../../src/clock.ts';
import { createManualClock } from './manual-clock.ts';

describe('the manual clock', () => {
  it('runs what falls due in order, at its time', async () => {
    const clock = createManualClock(1000);
    const log: [string, number][] = [];
    clock.schedule(30, () => log.push(['late', clock.now()]));
    clock.schedule(10, () => log.push(['early', clock.now()]));
    clock.schedule(10, () => log.push(['same time, later', clock.now()]));
    const cancel = clock.schedule(20, () => log.push(['cancelled', clock.now()]));
    cancel();
    await clock.advance(29);
    expect(log).toEqual([
      ['early', 1010],
      ['same time, later', 1010],
    ]);
    expect(clock.now()).toBe(1029);
    await clock.advance(1);
    expect(log.at(-1)).toEqual(['late', 1030]);
  });

  it('lets a waiting function go on to its next wait', async () => {
    const clock = createManualClock(0);
    const times: number[] = [];
    const done = (async () => {
      for (let turn = 0; turn < 3; turn += 1) {
        await sleep(clock, 100);
        times.push(clock.now());
      }
    })();
    await clock.advance(300);
    await done;
    expect(times).toEqual([100, 200, 300]);
  });
});
