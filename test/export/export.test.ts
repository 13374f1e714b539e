import fc from 'fast-check';
import { validate } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { exportDocument } from '../../src/export/export-document.ts';
import { columnNames } from '../../src/export/exports.ts';
import { schema } from '../../src/schema/index.ts';
import { toCsvRows, toUnprotected } from '../support/csv.ts';
import { GRAPHQL_URL } from '../support/gateway.ts';
import type { SimulatedGateway } from '../support/simulator.ts';
import { openSimulatedGateway } from '../support/simulator.ts';

const nowMs = Date.parse('2026-06-15T12:00:00Z');
const clock = { ...systemClock, now: () => nowMs };
const WINDOW = 'from=2026-06-11T00:00:00Z&to=2026-06-13T00:00:00Z';

let gateway: SimulatedGateway;
beforeAll(async () => {
  gateway = await openSimulatedGateway({ clock, pageSize: 20 }, { clock });
});
afterAll(() => gateway.close());

const get = (path: string, init?: RequestInit) => gateway.gateway.fetch(new URL(path, GRAPHQL_URL).href, init);
const read = async (path: string) => (await get(path)).text();
const toRows = (text: string) =>
  text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Record<string, string | number | boolean | null>);

interface Answer {
  readonly nodes: readonly {
    readonly id: string;
    readonly sessions: readonly {
      readonly id: string;
      readonly segments: readonly {
        readonly id: string;
        readonly media:
          readonly { readonly label: string; readonly streams: readonly Record<string, unknown>[] | null }[] | null;
      }[];
    }[];
  }[];
}

const QUESTION = `query ($from: DateTime, $to: DateTime) {
  callRecords(filter: { from: $from, to: $to }, first: 1000) { nodes { id sessions { id segments { id
    media { label streams { streamId streamDirection averageJitterMs packetUtilization audioCodec quality { verdict } } } } } } }
}`;

describe('an export', () => {
  it('asks what the schema knows', () => {
    expect(validate(schema, exportDocument)).toEqual([]);
  });

  it('has each stream of the window once, as a query has it', async () => {
    const { data } = await gateway.query(QUESTION, { from: '2026-06-11T00:00:00Z', to: '2026-06-13T00:00:00Z' });
    const expected: unknown[] = [];
    const { nodes } = data.callRecords as Answer;
    for (const { id, sessions } of nodes) {
      for (const session of sessions) {
        for (const segment of session.segments) {
          for (const { label, streams } of segment.media ?? []) {
            for (const stream of streams ?? []) {
              const { streamId, streamDirection, averageJitterMs, packetUtilization, audioCodec, quality } = stream;
              const { verdict } = quality as { verdict: string };
              expected.push([
                id,
                session.id,
                segment.id,
                streamId,
                streamDirection,
                label,
                averageJitterMs,
                packetUtilization,
                audioCodec,
                verdict,
              ]);
            }
          }
        }
      }
    }
    const rows = toRows(await read(`/export/streams.ndjson?${WINDOW}`));
    const streams = rows.filter((row) => row['Verdict'] !== null);
    const names = [
      'CallId',
      'SessionId',
      'SegmentId',
      'StreamId',
      'StreamDirection',
      'MediaLabel',
      'AverageJitterMs',
      'PacketUtilization',
      'AudioCodec',
      'Verdict',
    ];
    expect(streams.map((row) => names.map((name) => row[name]))).toEqual(expected);
    expect(expected.length).toBeGreaterThan(100);
    expect(new Set(rows.map((row) => row['CallId'])).size).toBe(nodes.length);
    expect(new Set(rows.map((row) => row['SessionId'])).size).toBe(nodes.flatMap(({ sessions }) => sessions).length);
    expect(rows.filter((row) => row['cursor']).map((row) => row['CallId'])).toEqual(nodes.map(({ id }) => id));
  });

  it('takes a list for every page and a request for every call', async () => {
    gateway.calls.length = 0;
    const rows = toRows(await read(`/export/streams.ndjson?${WINDOW}`));
    const callCount = new Set(rows.map((row) => row['CallId'])).size;
    const lists = gateway.calls.filter(({ url }) => /\/callRecords(\?|$)/.test(url));
    // A long meeting has further pages of sessions.
    const records = gateway.calls.flatMap(({ items }) => items).filter(({ url }) => !/skip/.test(url));
    expect(records).toHaveLength(callCount);
    expect(lists).toHaveLength(Math.ceil(callCount / 20));
  });

  it('has the same values in both formats', async () => {
    const rows = toRows(await read(`/export/streams.ndjson?${WINDOW}`));
    const [names, ...lines] = toCsvRows(await read(`/export/streams.csv?${WINDOW}`));
    expect(names).toEqual(columnNames);
    expect(lines).toHaveLength(rows.length);
    for (const [index, row] of rows.entries()) {
      expect(Object.keys(row)).toEqual(columnNames);
      const values = Object.values({ ...row, cursor: null });
      const cells = lines[index]
        ?.slice(0, -1)
        .map((text, at) => (typeof values[at] === 'string' ? toUnprotected(text) : text));
      expect(cells).toEqual(values.slice(0, -1).map((value) => (value === null ? undefined : String(value))));
    }
  });

  it('goes on wherever it was cut', async () => {
    const day = 'from=2026-06-11T00:00:00Z&to=2026-06-12T00:00:00Z';
    const toBare = (text: string) =>
      toCsvRows(text).map((row) => [...row.slice(0, -1), row.at(-1) ? 'cursor' : undefined]);
    const whole = await read(`/export/streams.csv?${day}`);
    const bytes = Buffer.from(whole);
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: bytes.length }), async (length) => {
        const rows = toCsvRows(bytes.subarray(0, length).toString());
        const last = rows.findLastIndex((row, index) => index > 0 && row.at(-1));
        const after = last > 0 ? rows[last]?.at(-1) : undefined;
        const rest = await read(`/export/streams.csv?${after ? `after=${after}&header=off` : day}`);
        const kept = after ? toBare(whole).slice(0, last + 1) : [];
        expect([...kept, ...toBare(rest)]).toEqual(toBare(whole));
      }),
      { numRuns: 12, examples: [[0], [bytes.length], [3_000]] },
    );
  });

  it('of nothing is a header, or nothing', async () => {
    const empty = 'from=2026-06-14T00:00:00Z&to=2026-06-14T00:00:00Z';
    expect(await read(`/export/streams.csv?${empty}`)).toBe(`${columnNames.join(',')}\r\n`);
    expect(await read(`/export/streams.ndjson?${empty}`)).toBe('');
  });

  it('is of the last 24 hours unless told', async () => {
    const { headers, status } = await get('/export/streams.csv', { method: 'HEAD' });
    expect(status).toBe(200);
    expect(headers.get('content-disposition')).toBe(
      'attachment; filename="streams_20260614T120000000Z_20260615T120000000Z.csv"',
    );
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('can be of one person', async () => {
    const [row] = toRows(await read(`/export/streams.ndjson?${WINDOW}`)).filter((each) => each['Caller_Id']);
    const id = String(row?.['Caller_Id']);
    const { data } = await gateway.query(
      `query ($id: String!) { callRecords(filter: { from: "2026-06-11T00:00:00Z", to: "2026-06-13T00:00:00Z", participantId: $id }) { nodes { id } } }`,
      { id },
    );
    const rows = toRows(await read(`/export/streams.ndjson?${WINDOW}&participantId=${id}`));
    const ids = (data.callRecords as Answer).nodes.map((node) => node.id);
    expect([...new Set(rows.map(({ CallId }) => CallId))]).toEqual(ids);
  });
});

/** A cursor that nobody gave. */
const toForged = (scope: object) => `${Buffer.from(JSON.stringify(scope)).toString('base64url')}.abcd`;

describe('what is asked', () => {
  it.each([
    ['from=yesterday', 'from'],
    ['to=2026-06-31', 'to'],
    ['to=2026-02-31T00:00:00Z', 'to'],
    ['to=0000-01-01T00:00:00Z', 'from'],
    ['from=2026-06-14T00:00:00.12345678Z', 'from'],
    ['from=2026-06-14T00:00:00+02:00', 'from'],
    ['from=2026-06-14T00:00:00Z&to=2026-06-13T00:00:00Z', 'from'],
    ['profile=GUESS', 'profile'],
    ['header=maybe', 'header'],
    ['after=x', 'after'],
    ['after=e30.abc', 'after'],
    [`after=${toForged({ from: 'x', to: '2026-06-12T00:00:00Z', profile: 'CQD_2020' })}`, 'after'],
    [`after=${toForged({ from: '2026-06-11T00:00:00Z', to: '2026-06-12T00:00:00Z', profile: 'NOPE' })}`, 'after'],
    ['limit=3', 'limit'],
    ['from=2026-06-14T00:00:00Z&from=2026-06-14T00:00:00Z', 'from'],
    ['participantId=%00', 'participantId'],
  ])('%s is refused by name', async (search, name) => {
    gateway.calls.length = 0;
    const response = await get(`/export/streams.csv?${search}`);
    const { errors } = (await response.json()) as { errors: { message: string; extensions: { code: string } }[] };
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toMatch(/^application\/json/);
    expect(errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
    expect(errors[0]?.message).toContain(`"${name === 'participantId' ? 'filter.participantId' : name}"`);
    expect(gateway.calls).toEqual([]);
  });

  it('refuses whatever is no cursor, by name', async () => {
    const { text, ...good } = {
      text: fc.string(),
      from: '2026-06-11T00:00:00Z',
      to: '2026-06-12T00:00:00Z',
      profile: 'SAMPLE_2026',
    };
    const instant = fc.oneof(
      text,
      fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
      fc.constantFrom(
        '2026-02-31T00:00:00Z',
        '2026-06-11T24:00:00Z',
        '2026-06-11T00:00:00.12345678Z',
        '2026-06-11t00:00:00z',
      ),
    );
    const scope = fc.record({
      from: fc.oneof(fc.constant(good.from), instant),
      to: fc.oneof(fc.constant(good.to), instant),
      profile: fc.oneof(fc.constant(good.profile), text),
      participantId: fc.option(text, { nil: undefined }),
    });
    const toHead = (value: unknown) => Buffer.from(JSON.stringify(value) ?? '').toString('base64url');
    const after = fc.oneof(
      fc.tuple(fc.oneof(scope, fc.anything()).map(toHead), fc.base64String()).map((parts) => parts.join('.')),
      fc.string({ minLength: 1 }),
    );
    await fc.assert(
      fc.asyncProperty(after, async (cursor) => {
        const response = await get(`/export/streams.csv?after=${encodeURIComponent(cursor)}`);
        const body = await response.text();
        expect([response.status, body]).toEqual([400, expect.stringMatching(/after|filter\.participantId/)]);
        expect(body).toContain('BAD_USER_INPUT');
      }),
      {
        examples: [{ ...good, profile: 'NOPE' }, { ...good, from: 'x' }, good].map(
          (each) => [`${toHead(each)}.abcd`] as [string],
        ),
      },
    );
  });

  it('refuses a cursor whose window somebody has changed', async () => {
    const rows = toRows(await read(`/export/streams.ndjson?${WINDOW}`));
    const cursor = String(rows.find((row) => row['cursor'])?.['cursor']);
    const [head = '', tail] = cursor.split('.');
    const scope = { ...(JSON.parse(Buffer.from(head, 'base64url').toString()) as object), to: '2026-06-12T00:00:00Z' };
    const changed = `${Buffer.from(JSON.stringify(scope)).toString('base64url')}.${tail}`;
    const response = await get(`/export/streams.csv?after=${changed}`);
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('BAD_USER_INPUT');
    expect((await get(`/export/streams.csv?after=${cursor}&from=2026-06-11T00:00:00Z`)).status).toBe(200);
    expect((await get(`/export/streams.csv?after=${cursor}&from=2026-06-12T00:00:00Z`)).status).toBe(400);
  });

  it.each(['POST', 'PUT', 'DELETE', 'PATCH'])('%s is not for exports', async (method) => {
    const response = await get('/export/streams.csv', { method });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  });

  it.each([
    '/export',
    '/export/',
    '/export/streams',
    '/export/streams.csv/',
    '/export/streams.xlsx',
    '/Export/streams.csv',
    '//export/streams.csv',
  ])('%s is nothing here', async (path) => {
    expect((await gateway.gateway.fetch(`http://gateway.test${path}`)).status).toBe(404);
  });

  it('is not for pages of other sites', async () => {
    const response = await get('/export/streams.csv', { headers: { 'sec-fetch-site': 'cross-site' } });
    expect(response.status).toBe(403);
    expect(await response.text()).toContain('FORBIDDEN');
  });
});
