import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '../src/clock.ts';
import type { GraphQLAnswer } from './support/gateway.ts';
import { openLiveServer } from './support/live-server.ts';
import { readServerSentEvents } from './support/server-sent-events.ts';
import type { SimulatedGateway } from './support/simulator.ts';
import { openSimulatedGateway } from './support/simulator.ts';

/** What the README shows is what happens. */

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

function toBlocks(language: string): string[] {
  return [...readme.matchAll(new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 'gs'))].map(([, text]) => text as string);
}

/** The instant that the README names. */
const nowMs = Date.parse('2026-06-15T12:00:00Z');
const clock = { ...systemClock, now: () => nowMs };

let gateway: SimulatedGateway;

beforeAll(async () => {
  gateway = await openSimulatedGateway({ clock }, { clock });
});

afterAll(() => gateway.close());

const answered = [...readme.matchAll(/```graphql\n([^`]*)```\n[^`]*```json\n([^`]*)```/g)].map(
  ([, query, answer]) => [query, answer] as [string, string],
);

test('the first query and the four questions have answers', () => {
  expect(answered).toHaveLength(5);
  expect(answered[0]?.[0]).toBe(toBlocks('graphql')[0]);
});

test.each(answered)('%s has the answer printed below it', async (query, answer) => {
  expect(await gateway.query(query)).toEqual(JSON.parse(answer));
});

test.each(toBlocks('graphql').map((query) => [query]))('%s', async (query) => {
  const { data, errors } = await gateway.query(query);
  expect(errors).toBeUndefined();
  expect(Object.values(data as object)[0]).toBeTruthy();
});

test('the curl command asks what it says', async () => {
  const [, query] = /-d '\{"query":"(.*?)"\}'/.exec(readme) as unknown as [string, string];
  const { data } = await gateway.query(query);
  expect(data.callRecords.nodes).toHaveLength(3);
});

test('who subscribes as it says is sent what is printed below it', async () => {
  const [, query, printed] =
    /-H 'accept: text\/event-stream' \\\n {2}-d '\{"query":"(.*?)"\}'\n```\n\n```text\nevent: next\ndata: (.*)\n```/.exec(
      readme,
    ) as unknown as [string, string, string];
  const live = await openLiveServer();
  const leaving = new AbortController();
  const response = await fetch(`${live.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify({ query }),
    signal: leaving.signal,
  });
  await live.untilSubscribers(1);
  live.simulator.control.endCall({ kind: 'peerToPeer' });
  const { value } = await readServerSentEvents(response).next();
  leaving.abort();
  await live.close();
  const { data, extensions } = JSON.parse(printed) as GraphQLAnswer & { extensions: unknown };
  const { callRecord } = data.callRecordChanged;
  const moment = { cursor: expect.any(String), callRecord: { ...callRecord, endDateTime: expect.any(String) } };
  expect(value?.event).toBe('next');
  expect(value?.data).toEqual({
    data: { callRecordChanged: { ...data.callRecordChanged, ...moment } },
    extensions: { cost: { ...(extensions as { cost: object }).cost, waitedMs: expect.any(Number) } },
  });
});

test('every variable that the gateway reads is in the table, and no other', () => {
  const read = readdirSync(new URL('../src/', import.meta.url))
    .filter((file) => file.startsWith('config'))
    .flatMap((file) => {
      const source = readFileSync(new URL(`../src/${file}`, import.meta.url), 'utf8');
      return [
        ...source.matchAll(
          /'((?:ADMIN|AUDIT|AUTOMATIC|CACHE|CALLER|CHANGE|CORS|ENTRA|GRAPH|AZURE|LIMIT|OIDC|OPERATION|MAX|NOTIFICATION|OTEL|LOG|CURSOR|PERSISTED|REDIS|RESPONSE|TLS)_[A-Z_]+|PORT|HOST|AUTH|DASHBOARD|PLAYGROUND|REPLICAS|INTROSPECTION|FEDERATION)'/g,
        ),
      ].map(([, name]) => name);
    });
  const table = readme.slice(readme.indexOf('## Configuration'), readme.indexOf('## Limits'));
  const documented = [...table.matchAll(/^\| (`.*?) +\|/gm)].flatMap(([, cell]) =>
    [...(cell as string).matchAll(/`(\w+)`/g)].map(([, name]) => name),
  );
  expect([...new Set(documented)].sort()).toEqual([...new Set(read)].sort());
});
