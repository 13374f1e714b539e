import { ApolloClient, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { Defer20220824Handler } from '@apollo/client/incremental';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '../src/clock.ts';
import type { SimulatedGateway } from './support/simulator.ts';
import { openSimulatedGateway } from './support/simulator.ts';
import { showcase } from '../src/simulator/showcase.ts';
import { GRAPHQL_URL, openGateway } from './support/gateway.ts';
import { createManualClock } from './support/manual-clock.ts';
import { readParts } from './support/parts.ts';
import type { Answer } from './support/stub-graph.ts';
import { startStubGraph } from './support/stub-graph.ts';

/** Answers in parts: `@defer` and `@stream`. */

const nowMs = Date.parse('2026-06-15T12:00:00Z');
const clock = { ...systemClock, now: () => nowMs };

const SUMMARY = `{ callQualitySummary(groupBy: SUBNET, maxRecords: 150) {
  progress @stream { recordsRead poorCallCount goodCallCount unclassifiedCallCount poorCallPercentage groups { key poorStreamCount } }
  ... @defer { recordsRead complete poorCallCount goodCallCount unclassifiedCallCount poorCallPercentage groups { key poorStreamCount } } } }`;
const withoutDirectives = (query: string) => query.replaceAll(/@(defer|stream)/g, '');

describe('over the simulator', () => {
  let gateway: SimulatedGateway;

  beforeAll(async () => {
    gateway = await openSimulatedGateway({ clock }, { clock });
  });

  afterAll(() => gateway.close());

  beforeEach(() => {
    gateway.calls.length = 0;
  });

  const countRequests = () => gateway.calls.reduce((sum, { items }) => sum + Math.max(items.length, 1), 0);

  test('a summary shows its figures after every 60 calls, at the requests of the summary alone', async () => {
    const [first, ...parts] = await readParts(gateway.gateway, SUMMARY);
    const requests = countRequests();
    expect(first).toEqual({ data: { callQualitySummary: { progress: [] } }, hasNext: true });
    const entries = parts.flatMap(({ incremental = [] }) => incremental);
    const progress = entries.flatMap(({ items = [] }) => items);
    const [whole] = entries.flatMap(({ data }) => (data ? [data] : []));
    expect(progress.map(({ recordsRead }) => recordsRead)).toEqual([60, 120, 150]);
    for (const { recordsRead, poorCallCount, goodCallCount, unclassifiedCallCount } of progress) {
      expect(poorCallCount + goodCallCount + unclassifiedCallCount).toBe(recordsRead);
    }
    expect({ ...progress.at(-1), complete: false }).toEqual(whole);
    expect(parts.at(-1)?.hasNext).toBe(false);

    gateway.calls.length = 0;
    const { data } = await gateway.query(withoutDirectives(SUMMARY));
    expect(data.callQualitySummary).toEqual({ progress, ...whole });
    expect(requests).toBe(countRequests());
  });

  test('a caller that takes JSON only gets the whole answer at once', async () => {
    const whole = await gateway.query(SUMMARY);
    expect(whole).toEqual(await gateway.query(withoutDirectives(SUMMARY)));
    expect(whole.data.callQualitySummary.progress).toHaveLength(3);
  });

  test('deferring a part of a record costs no request more', async () => {
    const query = `{ callRecord(id: "${showcase.townHall}") { id version
      ... @defer { participants { id } }
      ... @defer(label: "legs") { sessions { id segments { id } } } } }`;
    const [first, ...parts] = await readParts(gateway.gateway, query);
    const requests = countRequests();
    expect(Object.keys(first?.data?.['callRecord'] as object)).toEqual(['id', 'version']);
    const deferred = parts.flatMap(({ incremental = [] }) => incremental).map(({ data }) => data);
    gateway.calls.length = 0;
    const { data } = await gateway.query(withoutDirectives(query).replace('(label: "legs")', ''));
    expect(Object.assign({}, first?.data?.['callRecord'], ...deferred)).toEqual(data.callRecord);
    expect(requests).toBe(countRequests());
  });

  test('Apollo Client, told which draft it is, shows progress and then the whole', async () => {
    const client = new ApolloClient({
      cache: new InMemoryCache(),
      incrementalHandler: new Defer20220824Handler(),
      link: new HttpLink({ uri: GRAPHQL_URL, fetch: (url, init) => gateway.gateway.fetch(url as string, init) }),
    });
    // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a test knows what it asked for
    const seen: any[] = [];
    await new Promise<void>((resolve, reject) => {
      client.watchQuery({ query: gql(SUMMARY), fetchPolicy: 'no-cache' }).subscribe(({ data, dataState, error }) => {
        if (error) reject(new Error('errors in the answer', { cause: error }));
        if (dataState === 'streaming' || dataState === 'complete') seen.push(data);
        if (dataState === 'complete') resolve();
      });
    });
    expect(seen.length).toBeGreaterThan(2);
    expect(seen.at(-1).callQualitySummary).toMatchObject(
      (await gateway.query(withoutDirectives(SUMMARY))).data.callQualitySummary,
    );
  });
});

describe('faults', () => {
  const recordId = '00000000-0000-4000-8000-000000000001';
  const QUERY = `{ callRecords { nodes { id ... @defer { sessions { id } } } } }`;
  const list = { body: { value: [{ id: recordId, version: 1 }] } };

  async function ask(
    answer: Answer,
    ask: (gateway: ReturnType<typeof openGateway>, lines: readonly Record<string, unknown>[]) => Promise<void>,
    manual = createManualClock(nowMs),
  ): Promise<void> {
    const graph = await startStubGraph(answer);
    const lines: Record<string, unknown>[] = [];
    const log = pino({ base: null }, { write: (line: string) => void lines.push(JSON.parse(line) as never) });
    const gateway = openGateway({ baseUrl: graph.baseUrl, clock: manual, log });
    try {
      await ask(gateway, lines);
    } finally {
      await gateway.close();
      await graph.close();
    }
  }

  test('an error of a deferred part is coded, tells nothing of the upstream, and is in the log', () =>
    ask(
      ({ url }) => (url.includes('/sessions') ? { status: 403 } : list),
      async ({ gateway }, lines) => {
        const parts = await readParts(gateway, QUERY);
        expect(parts[0]).toMatchObject({ data: { callRecords: { nodes: [{ id: recordId }] } } });
        expect(parts[0]?.errors).toBeUndefined();
        const [entry] = parts.flatMap(({ incremental = [] }) => incremental);
        expect(entry).toMatchObject({
          data: { sessions: null },
          path: ['callRecords', 'nodes', 0],
          errors: [{ path: ['callRecords', 'nodes', 0, 'sessions'], extensions: { code: 'UPSTREAM_FORBIDDEN' } }],
        });
        expect(JSON.stringify(parts)).not.toMatch(/127\.0\.0\.1|upstream text/);
        expect(lines.filter(({ msg }) => msg === 'operation')).toMatchObject([
          { errors: 1, codes: ['UPSTREAM_FORBIDDEN'] },
        ]);
      },
    ));

  test('an unexpected error of a deferred part is masked', () =>
    ask(
      ({ url }) => (url.includes('/sessions') ? { body: { value: [{ id: 'a', modalities: 7 }] } } : list),
      async ({ gateway }) => {
        const parts = await readParts(gateway, QUERY.replace('sessions { id }', 'sessions { modalities }'));
        const errors = parts.flatMap(({ incremental = [] }) => incremental).flatMap(({ errors = [] }) => errors);
        expect(errors).toHaveLength(1);
        expect(errors[0]?.message).not.toMatch(/iterable|7/i);
        expect(errors[0]?.extensions['code']).toMatch(/^(INTERNAL_SERVER_ERROR|UPSTREAM_INVALID_RESPONSE)$/);
      },
    ));

  test('a list that was cut short says so in the part that it is in', () =>
    ask(
      ({ url }) => {
        if (!url.includes('/sessions')) return list;
        if (url.includes('skiptoken')) return { status: 403 };
        return {
          body: {
            value: [{ id: 'a' }],
            '@odata.nextLink': `https://graph.microsoft.com/v1.0/communications/callRecords/${recordId}/sessions?$skiptoken=2`,
          },
        };
      },
      async ({ gateway }) => {
        const parts = await readParts(gateway, QUERY);
        expect(parts[0]?.errors).toBeUndefined();
        const [entry] = parts.flatMap(({ incremental = [] }) => incremental);
        expect(entry).toMatchObject({
          data: { sessions: [{ id: 'a' }] },
          errors: [{ path: ['callRecords', 'nodes', 0, 'sessions'] }],
        });
      },
    ));

  test('at the deadline the parts that are due end with DEADLINE_EXCEEDED', async () => {
    const manual = createManualClock(nowMs);
    let isAsked: () => void;
    const asked = new Promise<void>((resolve) => (isAsked = resolve));
    await ask(
      async ({ url }) => {
        if (!url.includes('/sessions')) return list;
        isAsked();
        return new Promise(() => undefined);
      },
      async ({ gateway }, lines) => {
        const reading = readParts(gateway, QUERY);
        await asked;
        await manual.advance(30_000);
        const parts = await reading;
        expect(parts[0]?.data).toEqual({ callRecords: { nodes: [{ id: recordId }] } });
        const [entry] = parts.flatMap(({ incremental = [] }) => incremental);
        expect(entry?.errors?.[0]?.extensions['code']).toBe('DEADLINE_EXCEEDED');
        expect(lines.filter(({ msg }) => msg === 'operation')).toHaveLength(1);
      },
      manual,
    );
  });

  test('a caller that leaves in the middle ends the operation', async () => {
    let isAsked: () => void;
    const asked = new Promise<void>((resolve) => (isAsked = resolve));
    await ask(
      async ({ url }) => {
        if (!url.includes('/sessions')) return list;
        isAsked();
        return new Promise(() => undefined);
      },
      async ({ gateway }, lines) => {
        const controller = new AbortController();
        const response = await gateway.fetch(GRAPHQL_URL, {
          method: 'POST',
          headers: { 'content-type': 'application/json', accept: 'multipart/mixed' },
          body: JSON.stringify({ query: QUERY }),
          signal: controller.signal,
        });
        const reader = (response.body as ReadableStream<Uint8Array>).getReader();
        await reader.read();
        await asked;
        controller.abort();
        await reader.cancel();
        await expect.poll(() => lines.filter(({ msg }) => msg === 'operation')).toHaveLength(1);
      },
    );
  });
});
