import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createRecentBodies } from '../../src/graph/recent-bodies.ts';
import type { TestGateway } from '../support/gateway.ts';
import { openGateway } from '../support/gateway.ts';
import type { ManualClock } from '../support/manual-clock.ts';
import { createManualClock } from '../support/manual-clock.ts';
import type { StubAnswer, StubGraph } from '../support/stub-graph.ts';
import { startStubGraph } from '../support/stub-graph.ts';

const MAX_AGE_MS = 5_000;
const id = '11111111-2222-4333-8444-555555555555';
const query = (members: string) => `{ callRecord(id: "${id}") { ${members} } }`;

let clock: ManualClock;
let answer: () => StubAnswer;
let graph: StubGraph;
let gateway: TestGateway;

beforeEach(async () => {
  clock = createManualClock(Date.parse('2026-06-15T12:00:00Z'));
  let version = 0;
  answer = () => ({ body: { id, version: (version += 1), sessions: [] } });
  graph = await startStubGraph(() => answer());
  gateway = openGateway({ baseUrl: graph.baseUrl, clock, maxAgeMs: MAX_AGE_MS });
});

afterEach(async () => {
  await gateway.close();
  await graph.close();
});

describe('what Graph has answered a moment ago', () => {
  it('is given to the next who asks the same, for nothing', async () => {
    const first = await gateway.ask(query('version'));
    await clock.advance(MAX_AGE_MS - 1);
    const second = await gateway.ask(query('version'));
    expect(second.data).toEqual(first.data);
    expect(second.extensions.cost).toEqual({ requested: 1, upstreamRequests: 0, waitedMs: 0 });
    expect(graph.requests).toHaveLength(1);
  });

  it('is asked for anew when it is older', async () => {
    await gateway.ask(query('version'));
    await clock.advance(MAX_AGE_MS);
    expect((await gateway.ask(query('version'))).data.callRecord.version).toBe(2);
    expect(graph.requests).toHaveLength(2);
  });

  it('is not given to who asks for something else of it', async () => {
    await gateway.ask(query('version'));
    await gateway.ask(query('version sessions { id }'));
    expect(graph.requests).toHaveLength(2);
  });

  it('is no error', async () => {
    const good = answer;
    answer = () => ({ status: 403 });
    expect((await gateway.ask(query('version'))).errors?.[0]?.extensions['code']).toBe('UPSTREAM_FORBIDDEN');
    answer = good;
    expect((await gateway.ask(query('version'))).errors).toBeUndefined();
    expect(graph.requests).toHaveLength(2);
  });

  it('is kept no longer than it is good for, also when nobody asks', async () => {
    await gateway.ask(query('version'));
    await clock.advance(2 * MAX_AGE_MS);
    expect(clock.waitingCount()).toBe(0);
  });
});

describe('room', () => {
  const keep = (maxBytes: number, maxAgeMs = MAX_AGE_MS) => createRecentBodies({ clock, maxAgeMs, maxBytes });

  it('is made by the least lately used', () => {
    const recent = keep(100);
    recent.keep('a', { a: 1 }, 40);
    recent.keep('b', { b: 1 }, 40);
    recent.get('a');
    recent.keep('c', { c: 1 }, 40);
    expect(['a', 'b', 'c'].map((key) => recent.get(key)?.body)).toEqual([{ a: 1 }, undefined, { c: 1 }]);
  });

  it('is not made for what is larger than all of it', () => {
    const recent = keep(100);
    recent.keep('a', { a: 1 }, 40);
    recent.keep('b', { b: 1 }, 101);
    expect([recent.get('a')?.body, recent.get('b')?.body]).toEqual([{ a: 1 }, undefined]);
  });

  it('is not taken at all where nothing may be old', () => {
    const recent = keep(100, 0);
    recent.keep('a', { a: 1 }, 40);
    expect(recent.get('a')).toBeUndefined();
    expect(clock.waitingCount()).toBe(0);
  });
});
