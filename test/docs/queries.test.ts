import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { showcase } from '../../src/simulator/showcase.ts';
import type { GuardedGateway } from '../support/guarded.ts';
import { openGuardedGateway } from '../support/guarded.ts';
import type { LiveServer } from '../support/live-server.ts';
import { openLiveServer } from '../support/live-server.ts';
import { readServerSentEvents } from '../support/server-sent-events.ts';
import type { SimulatedGateway } from '../support/simulator.ts';
import { openSimulatedGateway } from '../support/simulator.ts';
import type { Block } from './markdown.ts';
import { allBlocks } from './markdown.ts';

/** Every query of every page does what the page says. */

/** Pages whose documents are executed elsewhere, because they are of another schema. */
const elsewhere: Readonly<Record<string, string>> = { 'docs/federation.md': 'test/federation' };

/** The instant that the pages name. */
const nowMs = Date.parse('2026-06-15T12:00:00Z');
const clock = { ...systemClock, now: () => nowMs };

let gateway: SimulatedGateway;
let live: LiveServer;
let guarded: GuardedGateway;
beforeAll(async () => {
  gateway = await openSimulatedGateway({ clock }, { clock });
  live = await openLiveServer();
  guarded = await openGuardedGateway();
});
afterAll(async () => {
  await gateway.close();
  await live.close();
  await guarded.close();
});

const blocks = allBlocks.filter(({ language, page }) => language === 'graphql' && !elsewhere[page]);
const isSubscription = ({ text }: Block) => /^subscription\b/m.test(text);
/** Asks who is asking: nobody has calls of their own. */
const isPersonal = ({ text }: Block) => /\bviewer \{/.test(text);
const toName = ({ page, heading }: Block) => `${page}: ${heading}`;
const toJson = (block: Block | undefined) =>
  block?.language === 'json' ? (JSON.parse(block.text) as Readonly<Record<string, unknown>>) : undefined;

/** The JSON below a document is its answer, or its variables. */
function toParts({ next }: Block) {
  const below = toJson(next);
  if (below && 'data' in below) return { answer: below };
  return { variables: below, answer: toJson(next?.next) };
}

it('the cookbook is one', () => {
  expect(blocks.filter(({ page }) => page === 'docs/cookbook.md').length).toBeGreaterThanOrEqual(15);
});

describe.each(blocks.map((block) => [toName(block), block] as const))('%s', (_, block) => {
  it.skipIf(isSubscription(block))('has an answer, the printed one where one is printed', async () => {
    const { variables, answer } = toParts(block);
    const got = isPersonal(block)
      ? await guarded.askAs(['self'], block.text, variables, { oid: showcase.person })
      : await gateway.query(block.text, variables);
    expect(got.errors).toBeUndefined();
    expect(Object.values(got.data as object)[0]).toBeTruthy();
    if (answer) expect(got).toEqual(answer);
  });

  it.runIf(isSubscription(block))('is told of calls', async () => {
    const leaving = new AbortController();
    const response = await fetch(`${live.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify({ query: block.text }),
      signal: leaving.signal,
    });
    await live.untilSubscribers(1);
    // So large a call has always something poor in it.
    live.simulator.control.endCall({ kind: 'townHall' });
    const { value } = await readServerSentEvents(response).next();
    leaving.abort();
    await live.untilSubscribers(0);
    expect(value?.event).toBe('next');
    expect(value?.data).toMatchObject({ data: { callRecordChanged: { kind: 'CREATED' } } });
    expect(value?.data).not.toHaveProperty('errors');
  });
});
