import { setMaxListeners } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Viewer } from '../../src/access/viewer.ts';
import { anyone } from '../../src/access/viewer.ts';
import { pino } from 'pino';
import type { AuditLine } from '../../src/audit.ts';
import { toCapacity } from '../../src/capacity.ts';
import type { ChangingGraph } from '../support/changing-graph.ts';
import { RECORD_IDS, startChangingGraph } from '../support/changing-graph.ts';
import type { TestGateway, TestGatewayOptions } from '../support/gateway.ts';
import { GRAPHQL_URL, openGateway } from '../support/gateway.ts';
import { notificationsOf, openLive } from '../support/live.ts';
import type { ManualClock } from '../support/manual-clock.ts';
import { createManualClock } from '../support/manual-clock.ts';
import type { StubAnswer } from '../support/stub-graph.ts';
import type { ServerSentEvent } from '../support/server-sent-events.ts';
import { readServerSentEvents } from '../support/server-sent-events.ts';

const [A, B, C] = RECORD_IDS as [string, string, string];
const ME = '11111111-1111-4111-8111-111111111111';
const OTHER = '22222222-2222-4222-8222-222222222222';

let graph: ChangingGraph;
let clock: ManualClock;
let opened: TestGateway[];
let leaving: AbortController;

beforeEach(async () => {
  graph = await startChangingGraph();
  clock = createManualClock(Date.parse('2026-11-28T12:00:00Z'));
  opened = [];
  leaving = new AbortController();
  setMaxListeners(0, leaving.signal);
});
afterEach(async () => {
  leaving.abort();
  for (const gateway of opened) await gateway.close();
  await graph.close();
});

function open(options: Partial<TestGatewayOptions> = {}): TestGateway {
  const gateway = openGateway({
    baseUrl: graph.baseUrl,
    clock,
    toLive: (client) => openLive(client, clock),
    ...options,
  });
  opened.push(gateway);
  return gateway;
}

/** Lets what is under way go on until `isDone`. */
async function until(isDone: () => boolean | Promise<boolean>): Promise<void> {
  for (let turn = 0; turn < 2_000; turn += 1) {
    if (await isDone()) return;
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  throw new Error('it did not come to pass');
}

interface Stream {
  readonly status: number;
  readonly retryAfter: string | null;
  readonly events: ServerSentEvent[];
  /** What was told of each change. */
  changes(): { kind: string; version: number; callRecordId: string; cursor: string; callRecord?: unknown }[];
  readonly isOver: () => boolean;
}

const FIELDS = 'kind version callRecordId cursor';

async function subscribe(
  { gateway }: TestGateway,
  args = '',
  { fields = FIELDS, variables }: { fields?: string; variables?: object } = {},
): Promise<Stream> {
  const query = `subscription S${variables ? '($after: String)' : ''} { callRecordChanged${args} { ${fields} } }`;
  const response = await gateway.fetch(GRAPHQL_URL, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify({ query, variables }),
    signal: leaving.signal,
  });
  const events: ServerSentEvent[] = [];
  let isOver = false;
  void (async () => {
    for await (const event of readServerSentEvents(response)) events.push(event);
  })()
    .catch(() => undefined)
    .finally(() => (isOver = true));
  // The stream follows from the moment it has been told where the log ends: that is some turns away, however slow they are.
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setTimeout(resolve, 1));
  return {
    status: response.status,
    retryAfter: response.headers.get('retry-after'),
    events,
    isOver: () => isOver,
    changes: () =>
      events.flatMap(({ event, data }) => {
        const change = (data as { data?: { callRecordChanged?: never } } | undefined)?.data?.callRecordChanged;
        return event === 'next' && change ? [change] : [];
      }),
  };
}

const errorsOf = ({ events }: Stream) =>
  events.flatMap(({ data }) => (data as { errors?: { extensions: { code: string } }[] } | undefined)?.errors ?? []);

async function notify({ gateway }: TestGateway, ...ids: string[]): Promise<void> {
  const response = await gateway.fetch('http://gateway.test/notifications/call-records', {
    method: 'POST',
    body: notificationsOf(ids),
  });
  expect(response.status).toBe(202);
}

describe('a subscriber', () => {
  it('is told of each version of a record once, however often it is notified', async () => {
    const gateway = open();
    const stream = await subscribe(gateway);
    graph.records.set(A, { version: 1 });
    await notify(gateway, A, A);
    await until(() => stream.changes().length === 1);
    await notify(gateway, A);
    graph.records.set(A, { version: 3 });
    await notify(gateway, A, A.toUpperCase());
    await until(() => stream.changes().length === 2);
    await notify(gateway, A);
    graph.records.set(B, { version: 1 });
    await notify(gateway, B);
    await until(() => stream.changes().length === 3);
    expect(stream.changes()).toMatchObject([
      { kind: 'CREATED', version: 1, callRecordId: A },
      { kind: 'UPDATED', version: 3, callRecordId: A },
      { kind: 'CREATED', version: 1, callRecordId: B },
    ]);
    expect(errorsOf(stream)).toEqual([]);
  });

  it('costs Graph nothing where nothing of the record is selected, and one request for all who select the same', async () => {
    const gateway = open();
    const bare = await subscribe(gateway);
    const fields = `${FIELDS} callRecord { id version sessions { id } }`;
    const streams = [await subscribe(gateway, '', { fields }), await subscribe(gateway, '', { fields })];
    graph.records.set(A, { version: 1 });
    await notify(gateway, A);
    await until(() => [bare, ...streams].every((stream) => stream.changes().length === 1));
    expect(graph.requests.map(({ url }) => url.replace(A, 'A'))).toEqual([
      '/communications/callRecords/A?$select=id,version,type,startDateTime,endDateTime,lastModifiedDateTime&$expand=participants_v2',
      '/communications/callRecords/A?$select=id,version&$expand=sessions($select=id)',
    ]);
    expect(streams[0]?.changes()[0]?.callRecord).toEqual({ id: A, version: 1, sessions: [{ id: A }] });
  });

  it('goes on behind a cursor without loss or repetition', async () => {
    const gateway = open();
    const first = await subscribe(gateway);
    for (const id of [A, B, C]) {
      graph.records.set(id, { version: 1 });
      await notify(gateway, id);
      await until(() => first.changes().some(({ callRecordId }) => callRecordId === id));
    }
    const after = first.changes()[0]?.cursor;
    const again = await subscribe(gateway, '(after: $after)', { variables: { after } });
    await until(() => again.changes().length === 2);
    graph.records.set(A, { version: 2 });
    await notify(gateway, A);
    await until(() => again.changes().length === 3);
    expect(again.changes().map(({ callRecordId, version }) => [callRecordId, version])).toEqual([
      [B, 1],
      [C, 1],
      [A, 2],
    ]);
  });

  it.each([
    ['with the same secret', 'a secret of the tests', 'RESULT_TRUNCATED'],
    ['with a secret made up anew', 'another secret', 'BAD_USER_INPUT'],
  ])('is told where the log of before ended with its process, after a start %s', async (_which, cursorSecret, code) => {
    const gateway = open();
    const first = await subscribe(gateway);
    graph.records.set(A, { version: 1 });
    await notify(gateway, A);
    await until(() => first.changes().length === 1);
    await gateway.close();
    await until(() => first.isOver());
    expect(first.events.at(-1)?.event).toBe('complete');
    // While nobody is there.
    graph.records.set(B, { version: 1 });

    const restarted = open({ cursorSecret });
    const variables = { after: first.changes()[0]?.cursor };
    const again = await subscribe(restarted, '(after: $after)', { variables });
    await until(() => again.isOver());
    expect(errorsOf(again)).toMatchObject([{ extensions: { code } }]);
    // What the log goes on with is not behind it either, however many changes that are.
    graph.records.set(C, { version: 1 });
    await notify(restarted, C);
    const later = await subscribe(restarted, '(after: $after)', { variables });
    await until(() => later.isOver());
    expect([errorsOf(later), later.changes()]).toMatchObject([[{ extensions: { code } }], []]);
  });

  it.each([
    ['(after: "nonsense")', 'BAD_USER_INPUT'],
    ['(participantId: "")', 'BAD_USER_INPUT'],
  ])('gets an error for %s', async (args, code) => {
    const stream = await subscribe(open(), args);
    await until(() => stream.isOver());
    expect(errorsOf(stream)).toMatchObject([{ extensions: { code } }]);
    expect(stream.events.at(-1)?.event).toBe('complete');
  });

  it('gets an error where no notifications are received', async () => {
    const gateway = openGateway({ baseUrl: graph.baseUrl, clock });
    opened.push(gateway);
    const stream = await subscribe(gateway);
    await until(() => stream.isOver());
    expect(errorsOf(stream)).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  it('is told of a record that is not there yet when it is', async () => {
    const gateway = open();
    const stream = await subscribe(gateway);
    await notify(gateway, A);
    await until(() => graph.requests.length === 1);
    const wait = async (minutes: number) => {
      for (let second = 0; second < minutes * 60; second += 5) {
        await clock.advance(5_000);
        await new Promise((resolve) => setTimeout(resolve, 3));
      }
    };
    await wait(5);
    const asked = graph.requests.length;
    expect(asked).toBeGreaterThan(4);
    expect(asked).toBeLessThan(12);
    graph.records.set(A, { version: 1 });
    await wait(8);
    await until(() => stream.changes().length === 1);
  });

  it('can be told of the calls of one person, those that failed, and of one kind alone', async () => {
    const gateway = open();
    const ofMe = await subscribe(gateway, `(participantId: "${ME}")`);
    const failed = await subscribe(gateway, '(failedOnly: true)');
    const groups = await subscribe(gateway, '(type: GROUP_CALL)');
    graph.records.set(A, { version: 1, participantIds: [ME, OTHER] });
    graph.records.set(B, { version: 1, participantIds: [OTHER], hasFailed: true });
    graph.records.set(C, { version: 1, participantIds: [ME.toUpperCase()], hasMore: true, type: 'groupCall' });
    await notify(gateway, A, B, C);
    const idsOf = (stream: Stream) =>
      stream
        .changes()
        .map(({ callRecordId }) => callRecordId)
        .sort();
    await until(async () => {
      // A request that a busy machine let fail is tried again.
      await clock.advance(100);
      return [ofMe, failed, groups].every((stream) => stream.changes().length > 0);
    });
    expect([idsOf(ofMe), idsOf(failed), idsOf(groups)]).toEqual([[A], [B], [C]]);
  });
});

describe('a change of which it has to be read whether it is for somebody', () => {
  const isCheck = (url: string) => url.includes(A) && url.includes('sessions');

  /** A subscriber to failed calls, another who follows it, and what is warned of. */
  async function openFailed() {
    const warnings: object[] = [];
    const write = (line: string) => {
      const { level, recordId, version, code } = JSON.parse(line) as Record<string, unknown>;
      if (level === 40 && recordId) warnings.push({ recordId, version, code });
    };
    const gateway = open({ log: pino({ base: null }, { write }) });
    const first = await subscribe(gateway, '(failedOnly: true)');
    graph.records.set(A, { version: 1, hasFailed: true });
    graph.records.set(B, { version: 1, hasFailed: true });
    const metric = async () => {
      const text = await (await gateway.gateway.fetch('http://gateway.test/metrics')).text();
      return Number(/^live_changes_passed_over_total (\d+)/m.exec(text)?.[1]);
    };
    return { gateway, first, warnings, metric };
  }

  it.each<[string, StubAnswer, string]>([
    ['is forbidden', { status: 403 }, 'UPSTREAM_FORBIDDEN'],
    ['is refused as wrong', { status: 400 }, 'UPSTREAM_INVALID_RESPONSE'],
    ['makes no sense', { body: [] }, 'UPSTREAM_INVALID_RESPONSE'],
    ['has a list that is none', { body: { id: A, version: 1, sessions: 7 } }, 'UPSTREAM_INVALID_RESPONSE'],
  ])('is passed over where that %s for good, by all and with one warning', async (_what, answer, code) => {
    const { gateway, first, warnings, metric } = await openFailed();
    const second = await subscribe(gateway, '(failedOnly: true)');
    graph.instead = (url) => (isCheck(url) ? answer : undefined);
    await notify(gateway, A);
    await until(async () => (await metric()) === 2);
    await notify(gateway, B);
    await until(() => first.changes().length === 1 && second.changes().length === 1);
    expect(first.changes()).toMatchObject([{ callRecordId: B }]);
    expect(errorsOf(first)).toEqual([]);
    expect(warnings).toEqual([{ recordId: A, version: 1, code }]);
  });

  it.each([
    [503, 'UPSTREAM_UNAVAILABLE'],
    [401, 'UPSTREAM_UNAUTHENTICATED'],
  ])('ends the subscription where that fails with %d again and again', async (status, code) => {
    const { gateway, first, warnings, metric } = await openFailed();
    graph.instead = (url) => (isCheck(url) ? { status } : undefined);
    await notify(gateway, A);
    await until(async () => {
      await clock.advance(1_000);
      return first.isOver();
    });
    expect(errorsOf(first)).toMatchObject([{ extensions: { code } }]);
    expect([warnings, await metric()]).toEqual([[], 0]);
  });

  it('is told where that fails a few times', async () => {
    const { gateway, first } = await openFailed();
    let asked = 0;
    graph.instead = (url) => (isCheck(url) && ++asked < 3 ? { status: 401 } : undefined);
    await notify(gateway, A);
    await until(async () => {
      await clock.advance(1_000);
      return first.changes().length === 1;
    });
  });
});

describe('each change', () => {
  const support: Viewer = { ...anyone, kind: 'user', id: ME, tenantId: OTHER, roles: ['support'] };

  it('is an operation of its own: with its cost, and in the audit log', async () => {
    const lines: AuditLine[] = [];
    const gateway = open({ authenticate: () => Promise.resolve(support), audit: (line) => void lines.push(line) });
    const stream = await subscribe(gateway, '', {
      fields: `${FIELDS} callRecord { id participants { id identity { user { displayName } } } }`,
    });
    graph.records.set(A, { version: 1, participantIds: [OTHER] });
    graph.records.set(B, { version: 1, participantIds: [OTHER] });
    await notify(gateway, A);
    await until(() => stream.changes().length === 1);
    await notify(gateway, B);
    await until(() => stream.changes().length === 2);
    const costs = stream.events.map(({ data }) => (data as { extensions: { cost: object } }).extensions.cost);
    expect(costs).toMatchObject([{ upstreamRequests: 1 }, { upstreamRequests: 1 }]);
    const recordsOf = (line: AuditLine) => line.records ?? [];
    expect(new Set(lines.flatMap(recordsOf))).toEqual(new Set([A, B]));
    expect(new Set(lines.map(({ requestId }) => requestId)).size).toBe(2);
    expect(JSON.stringify(lines)).not.toContain(`User ${OTHER}`);
  });

  it('waits for what the caller may take of Graph, and is not lost', async () => {
    const gateway = open({ authenticate: () => Promise.resolve(support), callerBudget: 1 });
    const stream = await subscribe(gateway, '', { fields: `${FIELDS} callRecord { id }` });
    graph.records.set(A, { version: 1 });
    graph.records.set(B, { version: 1 });
    await notify(gateway, A, B);
    await until(() => stream.changes().length === 1);
    await clock.advance(30_000);
    expect(stream.changes()).toHaveLength(1);
    await clock.advance(31_000);
    await until(() => stream.changes().length === 2);
  });
});

describe('a change of which many are told', () => {
  it('takes no place of a query, sheds nobody, and is lost to none', async () => {
    const gateway = open({ capacity: { ...toCapacity(4 * 1024 ** 3), operations: 2 } });
    const fields = `${FIELDS} callRecord { id }`;
    const streams: Stream[] = [];
    while (streams.length < 40) streams.push(await subscribe(gateway, '', { fields }));
    const told = streams.map((stream) => () => stream.changes().map((change) => change.version));
    for (const version of [1, 2]) {
      graph.records.set(A, { version });
      let release = () => {};
      const held = new Promise<void>((resolve) => (release = resolve));
      let asked = 0;
      // What the feed itself reads has more in it.
      graph.instead = async (url) => {
        if (url.includes('participants')) return undefined;
        asked += 1;
        await held;
        return undefined;
      };
      await notify(gateway, A);
      await until(() => asked > 0);
      // As long as who finds no place among the queries would wait for one.
      for (let second = 0; second < 5; second += 1) await clock.advance(1_000);
      expect(await gateway.query('{ __typename }')).toEqual({ data: { __typename: 'Query' } });
      const ready = (await (await gateway.gateway.fetch('http://gateway.test/ready')).json()) as object;
      expect(ready).toMatchObject({ ready: true, overloaded: false, operations: { running: 0, queued: 0 } });
      release();
      await until(() => told.every((versions) => versions().length === version));
    }
    for (const versions of told) expect(versions()).toEqual([1, 2]);
  });
});

describe('the end of a stream', () => {
  it('is a `complete` when the gateway stops', async () => {
    const gateway = open();
    const stream = await subscribe(gateway);
    await gateway.gateway.stopSubscriptions();
    await until(() => stream.isOver());
    expect(stream.events).toEqual([{ event: 'complete', data: undefined }]);
  });

  it('comes at once, with OVERLOADED, for who subscribes while the gateway stops', async () => {
    const gateway = open();
    await gateway.gateway.stopSubscriptions();
    const stream = await subscribe(gateway);
    await until(() => stream.isOver());
    expect(errorsOf(stream)).toMatchObject([{ extensions: { code: 'OVERLOADED', retryable: true } }]);
    expect(stream.events.at(-1)?.event).toBe('complete');
    expect([stream.status, stream.retryAfter]).toEqual([503, '1']);
  });

  it('is an error when the token of the caller ends', async () => {
    const viewer: Viewer = { ...anyone, kind: 'user', id: ME, tenantId: OTHER, expiresMs: clock.now() + 3_600_000 };
    const gateway = open({ authenticate: () => Promise.resolve(viewer) });
    const stream = await subscribe(gateway);
    await clock.advance(3_599_000);
    expect(stream.isOver()).toBe(false);
    await clock.advance(1_000);
    await until(() => stream.isOver());
    expect(errorsOf(stream)).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
    expect(stream.events.at(-1)?.event).toBe('complete');
  });

  it('gives the place back when the subscriber leaves', async () => {
    const viewer: Viewer = { ...anyone, kind: 'user', id: ME, tenantId: OTHER };
    const gateway = open({ authenticate: () => Promise.resolve(viewer), subscriptions: { perCaller: 1, total: 10 } });
    await subscribe(gateway);
    const second = await subscribe(gateway);
    await until(() => second.isOver());
    expect(errorsOf(second)).toMatchObject([{ extensions: { code: 'LIMIT_EXCEEDED', limit: 'subscriptions' } }]);
    leaving.abort();
    leaving = new AbortController();
    await new Promise((resolve) => setTimeout(resolve, 20));
    const third = await subscribe(gateway);
    expect(third.isOver()).toBe(false);
  });
});

it('beyond as many as there may be, a subscriber is told when to come back', async () => {
  const gateway = open({ subscriptions: { perCaller: 1, total: 1 } });
  await subscribe(gateway);
  const second = await subscribe(gateway);
  await until(() => second.isOver());
  expect(errorsOf(second)).toMatchObject([{ extensions: { code: 'OVERLOADED' } }]);
  expect([second.status, second.retryAfter]).toEqual([503, '10']);
});

describe('who may see their own calls alone', () => {
  const self: Viewer = { ...anyone, kind: 'user', id: ME, tenantId: OTHER, roles: ['self'] };

  it('is told of no others, whether or not all participants are known', async () => {
    const gateway = open({ authenticate: () => Promise.resolve(self) });
    const stream = await subscribe(gateway, '', { fields: `${FIELDS} callRecord { id }` });
    graph.records.set(A, { version: 1, participantIds: [OTHER] });
    graph.records.set(B, { version: 1, participantIds: [ME, OTHER] });
    graph.records.set(C, { version: 1, participantIds: [OTHER], hasMore: true });
    await notify(gateway, A, C);
    await until(() => graph.requests.length >= 2);
    await notify(gateway, B);
    await until(() => stream.changes().length === 1);
    expect(stream.changes()[0]).toMatchObject({ callRecordId: B, callRecord: { id: B } });
    // Of what is plainly not theirs nothing is fetched for them.
    expect(graph.requests.filter(({ url }) => url.includes(A))).toHaveLength(1);
  });

  it('may not ask for those of somebody else', async () => {
    const gateway = open({ authenticate: () => Promise.resolve(self) });
    const stream = await subscribe(gateway, `(participantId: "${OTHER}")`);
    await until(() => stream.isOver());
    expect(errorsOf(stream)).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });

  it('is refused where their roles show no single call', async () => {
    const reports: Viewer = { ...self, roles: ['reports'] };
    const gateway = open({ authenticate: () => Promise.resolve(reports) });
    const stream = await subscribe(gateway);
    await until(() => stream.isOver());
    expect(errorsOf(stream)).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });
});
