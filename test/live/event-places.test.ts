import { expect, it } from 'vitest';
import { createEventPlaces, toEventPlaceCount } from '../../src/operation/event-places.ts';

it('there is a quarter of the places of operations, and four at least', () => {
  expect([1, 8, 16, 64, 256].map(toEventPlaceCount)).toEqual([4, 4, 4, 16, 64]);
});

it('who waits is let in in order, and who leaves holds up nobody', async () => {
  const places = createEventPlaces(2);
  const entered: number[] = [];
  const held: (() => void)[] = [];
  const leaving = new AbortController();
  const enter = async (who: number, { signal } = new AbortController()) => {
    const place = await places.enter(signal);
    if (!place) return;
    entered.push(who);
    held.push(place);
  };
  const all = [1, 2, 3].map((who) => enter(who));
  all.push(enter(4, leaving), enter(5), enter(6));
  leaving.abort();
  all.push(enter(7, leaving));
  for (const count of [2, 3, 4, 5, 5]) {
    await new Promise((resolve) => setImmediate(resolve));
    expect(entered).toEqual([1, 2, 3, 5, 6].slice(0, count));
    const giveBack = held.shift();
    giveBack?.();
    // A place is given back once, however often it is said.
    giveBack?.();
  }
  held.forEach((giveBack) => giveBack());
  await Promise.all(all);
});
