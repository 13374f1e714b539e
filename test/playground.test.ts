import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../src/clock.ts';
import type { PlaygroundTab } from '../src/playground.ts';
import { toPlaygroundTabs } from '../src/playground.ts';
import { showcase } from '../src/simulator/showcase.ts';
import type { LiveServer } from './support/live-server.ts';
import { openLiveServer } from './support/live-server.ts';
import { readServerSentEvents } from './support/server-sent-events.ts';
import type { SimulatedGateway } from './support/simulator.ts';
import { openSimulatedGateway } from './support/simulator.ts';

/** Every tab of GraphiQL runs as it stands. The browser's part of it is test/browser/graphiql.test.ts. */

const nowMs = Date.parse('2026-06-15T12:00:00Z');
const clock = { ...systemClock, now: () => nowMs };
const toName = ({ query }: PlaygroundTab) => /^(?:query|subscription) (\w+)/m.exec(query)?.[1] ?? '';

let gateway: SimulatedGateway;
let live: LiveServer;
beforeAll(async () => {
  gateway = await openSimulatedGateway({ clock }, { clock });
  live = await openLiveServer();
});
afterAll(async () => {
  await gateway.close();
  await live.close();
});

describe.each([
  ['with a showcase', toPlaygroundTabs(showcase, nowMs, true), 15],
  ['on any tenant', toPlaygroundTabs(undefined, nowMs, true), 10],
] as const)('%s', (_, tabs, least) => {
  it('there are enough, each with a name of its own and a question', () => {
    expect(tabs.length).toBeGreaterThanOrEqual(least);
    expect(new Set(tabs.map(toName)).size).toBe(tabs.length);
    for (const { query } of tabs) expect(query).toMatch(/^# [^\n]*\?/);
  });

  it.each(tabs.filter(({ query }) => !query.includes('\nsubscription ')).map((tab) => [toName(tab), tab] as const))(
    '%s has an answer',
    async (_name, { query, variables }) => {
      const given = variables === undefined ? undefined : (JSON.parse(variables) as Record<string, unknown>);
      const { data, errors } = await gateway.query(query, given);
      expect(errors).toBeUndefined();
      expect(Object.values(data as object)[0]).toBeTruthy();
    },
  );
});

it('the subscription is told of a call', async () => {
  const [tab] = toPlaygroundTabs(undefined, nowMs, true).filter(({ query }) => query.includes('\nsubscription '));
  const leaving = new AbortController();
  const response = await fetch(`${live.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify({ query: tab?.query }),
    signal: leaving.signal,
  });
  await live.untilSubscribers(1);
  live.simulator.control.endCall({ kind: 'peerToPeer' });
  const { value } = await readServerSentEvents(response).next();
  leaving.abort();
  expect(value?.data).toMatchObject({ data: { callRecordChanged: { kind: 'CREATED' } } });
  expect(value?.data).not.toHaveProperty('errors');
});

it('without changes to be told of there is none that waits for them', () => {
  const tabs = toPlaygroundTabs(showcase, nowMs, false);
  expect(tabs.filter(({ query }) => query.includes('\nsubscription '))).toEqual([]);
});
