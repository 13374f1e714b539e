import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createRecordCache } from '../../src/graph/record-cache.ts';
import { createAborter } from '../../src/abort.ts';
import { createMeter } from '../../src/graph/exchange.ts';
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
let answer: () => StubAnswer | Promise<StubAnswer>;
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

/** How long a body of a call that ended so long ago is good for. */
describe('what Graph has answered of a call that ended long ago', () => {
  const HOUR_MS = 3_600_000;
  const SETTLED_MS = 300_000;

  beforeEach(async () => {
    await gateway.close();
    gateway = openGateway({ baseUrl: graph.baseUrl, clock, maxAgeMs: MAX_AGE_MS, settledMaxAgeMs: () => SETTLED_MS });
  });

  const answerEnded = (hoursAgo: number) => {
    const endDateTime = new Date(clock.now() - hoursAgo * HOUR_MS).toISOString();
    let version = 0;
    answer = () => ({ body: { id, version: (version += 1), endDateTime, sessions: [] } });
  };

  it('is given again for longer', async () => {
    answerEnded(24);
    await gateway.ask(query('version'));
    await clock.advance(SETTLED_MS - 1);
    expect((await gateway.ask(query('version'))).data.callRecord.version).toBe(1);
    await clock.advance(1);
    expect((await gateway.ask(query('version'))).data.callRecord.version).toBe(2);
  });

  it('is not while a first version may still come', async () => {
    answerEnded(2);
    await gateway.ask(query('version'));
    await clock.advance(MAX_AGE_MS);
    expect((await gateway.ask(query('version'))).data.callRecord.version).toBe(2);
  });

  it('is no longer given once a change is noted', async () => {
    answerEnded(24);
    await gateway.ask(query('version'));
    await gateway.graph.records.noteChange(id.toUpperCase(), 2);
    expect((await gateway.ask(query('version'))).data.callRecord.version).toBe(2);
    await gateway.graph.records.noteChange(id, 2);
    await gateway.ask(query('version'));
    expect(graph.requests).toHaveLength(2);
    await gateway.graph.records.noteChange(id, undefined);
    await gateway.ask(query('version'));
    expect(graph.requests).toHaveLength(3);
  });

  it('is no longer given once a list has a higher version', async () => {
    answerEnded(24);
    await gateway.ask(query('version sessions { id }'));
    const good = answer;
    answer = () => ({ body: { value: [{ id, version: 7 }] } });
    await gateway.ask('{ callRecords(first: 1) { nodes { version } } }');
    answer = good;
    await gateway.ask(query('version sessions { id }'));
    expect(graph.requests).toHaveLength(3);
  });
});

describe('what is under way while a record changes', () => {
  it.each([
    ['a record changes', 'noteChange'],
    ['anything may have changed', 'dropAll'],
  ] as const)('is neither given to who asks afterwards nor kept: %s', async (_name, change) => {
    const waiting: (() => void)[] = [];
    let version = 0;
    answer = () => {
      version += 1;
      const body = { id, version };
      return new Promise((resolve) => waiting.push(() => resolve({ body })));
    };
    const before = gateway.ask(query('version'));
    await expect.poll(() => waiting.length).toBe(1);
    await (change === 'dropAll' ? gateway.graph.records.dropAll() : gateway.graph.records.noteChange(id, 2));
    const after = gateway.ask(query('version'));
    await expect.poll(() => waiting.length).toBe(2);
    for (const go of waiting) go();
    expect((await before).data.callRecord.version).toBe(1);
    expect((await after).data.callRecord.version).toBe(2);
    expect((await gateway.ask(query('version'))).data.callRecord.version).toBe(2);
    expect(graph.requests).toHaveLength(2);
  });

  it('is read anew for who insists, and then given to others', async () => {
    const read = (fresh?: true) => {
      const meter = createMeter();
      const operation = { signal: createAborter().signal, deadlineMs: Infinity, requestId: id, meter };
      return gateway.graph.readAll([{ url: `/communications/callRecords/${id}`, fresh }], operation);
    };
    expect(await read()).toMatchObject([{ version: 1 }]);
    expect(await read(true)).toMatchObject([{ version: 2 }]);
    expect(await Promise.all([read(true), read(true)])).toMatchObject([[{ version: 3 }], [{ version: 4 }]]);
    expect(await read()).toMatchObject([{ version: 4 }]);
  });
});

describe('lists', () => {
  it('are dropped for a change, but no more than once in the time they live', async () => {
    answer = () => ({ body: { value: [{ id, version: 1 }] } });
    const list = '{ callRecords(first: 1) { nodes { version } } }';
    await gateway.ask(list);
    await gateway.graph.records.noteChange(id, 1);
    await gateway.ask(list);
    await gateway.graph.records.noteChange(id, 2);
    await gateway.ask(list);
    expect(graph.requests).toHaveLength(2);
  });
});

interface Model {
  readonly versions: number[];
  readonly noted: number[];
}

describe('whatever happens in whatever order', () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constant('change' as const), record: fc.nat(2) }),
    fc.record({ kind: fc.constant('note' as const), record: fc.nat(2), says: fc.boolean() }),
    fc.record({ kind: fc.constant('gap' as const) }),
    fc.record({ kind: fc.constant('list' as const), record: fc.nat(2) }),
    fc.record({ kind: fc.constant('begin' as const), record: fc.nat(2), part: fc.boolean() }),
    fc.record({ kind: fc.constant('land' as const), which: fc.nat(5) }),
    fc.record({ kind: fc.constant('wait' as const), ms: fc.nat(8_000) }),
    fc.record({ kind: fc.constant('get' as const), record: fc.nat(2), part: fc.boolean() }),
  );

  it('nothing is given of a version lower than one that was noted, and no more is kept than may be', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60 }), fc.integer({ min: 1, max: 3 }), async (steps, maxRecords) => {
        const time = createManualClock(clock.now());
        const maxBytes = 100;
        const cache = createRecordCache({
          clock: time,
          maxAgeMs: MAX_AGE_MS,
          settledMaxAgeMs: () => 300_000,
          maxBytes,
          maxRecords,
        });
        const { versions, noted }: Model = { versions: [1, 1, 1], noted: [0, 0, 0] };
        const endDateTime = '2026-06-01T00:00:00Z';
        const toUrl = (record: number, part: boolean) =>
          `/communications/callRecords/r${record}${part ? '/sessions' : ''}`;
        const underWay: { url: string; body: object; left: number }[] = [];
        for (const each of steps) {
          if (each.kind === 'change') versions[each.record] = (versions[each.record] as number) + 1;
          else if (each.kind === 'note') {
            noted[each.record] = versions[each.record] as number;
            cache.noteChange(`R${each.record}`, each.says ? versions[each.record] : undefined);
          } else if (each.kind === 'gap') {
            noted.splice(0, 3, ...versions);
            cache.dropAll();
          } else if (each.kind === 'list') {
            const version = versions[each.record] as number;
            const body = { value: [{ id: `r${each.record}`, version, endDateTime }] };
            cache.keep({ key: 'list', url: '/communications/callRecords', body, bytes: 10, left: cache.leave() });
          } else if (each.kind === 'begin') {
            const real = versions[each.record];
            const body = { real, ...(!each.part && { version: real, endDateTime }) };
            underWay.push({ url: toUrl(each.record, each.part), body, left: cache.leave() });
          } else if (each.kind === 'land') {
            const [flight] = underWay.splice(each.which, 1);
            if (flight) cache.keep({ ...flight, key: flight.url, bytes: 30 });
          } else if (each.kind === 'wait') await time.advance(each.ms);
          else {
            const given = cache.get(toUrl(each.record, each.part))?.body as { real: number } | undefined;
            if (given) expect(given.real).toBeGreaterThanOrEqual(noted[each.record] as number);
          }
          const all = ['list', ...[0, 1, 2].flatMap((record) => [toUrl(record, true), toUrl(record, false)])];
          const bytes = all.reduce((sum, key) => sum + (cache.get(key)?.bytes ?? 0), 0);
          expect(bytes).toBeLessThanOrEqual(maxBytes);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('room', () => {
  const keep = (maxBytes: number, maxAgeMs = MAX_AGE_MS) => {
    const cache = createRecordCache({ clock, maxAgeMs, maxBytes });
    return {
      get: (key: string) => cache.get(key),
      keep: (key: string, body: object, bytes: number) =>
        cache.keep({ key, url: '/other', body, bytes, left: cache.leave() }),
    };
  };

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
