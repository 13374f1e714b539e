import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestGateway } from './support/gateway.ts';
import { GRAPHQL_URL, openGateway } from './support/gateway.ts';
import type { StubGraph } from './support/stub-graph.ts';
import { startStubGraph } from './support/stub-graph.ts';

/** The audits of GraphQL over HTTP, by the reference implementation's package. */

let graph: StubGraph;
let gateway: TestGateway;

beforeAll(async () => {
  graph = await startStubGraph(() => ({ status: 404 }));
  gateway = openGateway({ baseUrl: graph.baseUrl });
});

afterAll(async () => {
  await gateway.close();
  await graph.close();
});

const audits = serverAudits({
  url: GRAPHQL_URL,
  fetchFn(url: string, init: RequestInit = {}) {
    // A page of another origin could send a GET as it stands, so that it needs a header which no such page can set.
    const headers = new Headers(init.headers);
    if ((init.method ?? 'GET') === 'GET') headers.set('x-graphql-yoga-csrf', '1');
    return gateway.gateway.fetch(url, { ...init, headers });
  },
});

test('there are audits', () => expect(audits.length).toBeGreaterThan(55));

test.each(audits.map((audit) => [`${audit.id} ${audit.name}`, audit] as const))('%s', async (_name, audit) => {
  const result = await audit.fn();
  expect(result.status, 'reason' in result ? result.reason : undefined).toBe('ok');
});
