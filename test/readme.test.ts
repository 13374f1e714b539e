import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '../src/clock.ts';
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

const isSubscription = (query: string) => query.startsWith('subscription');

test.each(
  toBlocks('graphql')
    .filter((query) => !isSubscription(query))
    .map((query) => [query]),
)('%s', async (query) => {
  const { data, errors } = await gateway.query(query);
  expect(errors).toBeUndefined();
  expect(Object.values(data as object)[0]).toBeTruthy();
});

test('the curl command asks what it says', async () => {
  const [, query] = /-d '\{"query":"(.*?)"\}'/.exec(readme) as unknown as [string, string];
  const { data } = await gateway.query(query);
  expect(data.callRecords.nodes).toHaveLength(3);
});

test('every variable that the gateway reads is in the table, and no other', () => {
  const read = readdirSync(new URL('../src/', import.meta.url))
    .filter((file) => file.startsWith('config'))
    .flatMap((file) => {
      const source = readFileSync(new URL(`../src/${file}`, import.meta.url), 'utf8');
      return [
        ...source.matchAll(
          /'((?:ADMIN|AUDIT|AUTOMATIC|CACHE|CALLER|CORS|ENTRA|GRAPH|AZURE|CHANGE|LIMIT|NOTIFICATION|OIDC|OPERATION|MAX|OTEL|LOG|CURSOR|PERSISTED|REDIS|RESPONSE|TLS)_[A-Z_]+|PORT|HOST|AUTH|PLAYGROUND|INTROSPECTION)'/g,
        ),
      ].map(([, name]) => name);
    });
  const table = readme.slice(readme.indexOf('## Configuration'), readme.indexOf('## Limits'));
  const documented = [...table.matchAll(/^\| (`.*?) +\|/gm)].flatMap(([, cell]) =>
    [...(cell as string).matchAll(/`(\w+)`/g)].map(([, name]) => name),
  );
  expect([...new Set(documented)].sort()).toEqual([...new Set(read)].sort());
});
