import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { TestGateway } from '../support/gateway.ts';
import { openGateway } from '../support/gateway.ts';
import type { StubAnswer, StubGraph, StubRequest } from '../support/stub-graph.ts';
import { startStubGraph } from '../support/stub-graph.ts';

/** How the list behind the gateway behaves; tokens count records from the front. */
interface Listing {
  ids: string[];
  /** Graph's own page size. */
  pageSize: number;
  /** Whether `Prefer: odata.maxpagesize` makes pages smaller. */
  honoursPreference: boolean;
  /** Items that a page repeats from the end of the one before. */
  overlap: number;
  /** Positions in front of which an empty page comes. */
  emptyBefore: readonly number[];
  /** Whether behind the last record comes an empty page. */
  trailingEmpty: boolean;
  /** The page at this position is refused. */
  refusedAt: number | undefined;
}

const toId = (index: number) => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
const toIds = (count: number, from = 0) => Array.from({ length: count }, (_, index) => toId(from + index));

const plain: Listing = {
  ids: [],
  pageSize: 60,
  honoursPreference: true,
  overlap: 0,
  emptyBefore: [],
  trailingEmpty: false,
  refusedAt: undefined,
};

let listing: Listing = plain;
/** Answers instead of the listing, where a test needs pages of its own. */
let special: ((request: StubRequest) => StubAnswer) | undefined;
let graph: StubGraph;
let gateway: TestGateway;

function toPage({ url, headers }: StubRequest): StubAnswer {
  const query = new URL(url, graph.baseUrl).searchParams;
  const [token = '0', emptied] = (query.get('$skiptoken') ?? '0').split('.');
  const position = Number(token);
  if (position === listing.refusedAt) return { status: 403 };
  const toLink = (skipToken: string) => `${graph.baseUrl}/v1.0/communications/callRecords?$skiptoken=${skipToken}`;
  if (listing.emptyBefore.includes(position) && emptied === undefined) {
    return { body: { value: [], '@odata.nextLink': toLink(`${position}.emptied`) } };
  }
  const preference = /odata\.maxpagesize=(\d+)/.exec(headers['prefer'] ?? '')?.[1];
  const size = listing.honoursPreference ? Math.min(listing.pageSize, Number(preference ?? 60)) : listing.pageSize;
  const end = position + size;
  const more = end < listing.ids.length;
  const isLastFull = !more && listing.trailingEmpty && position < listing.ids.length;
  return {
    body: {
      value: listing.ids.slice(position, end).map((id) => ({ id, version: 1 })),
      ...(more && { '@odata.nextLink': toLink(String(Math.max(end - listing.overlap, position + 1))) }),
      ...(isLastFull && { '@odata.nextLink': toLink(String(listing.ids.length)) }),
    },
  };
}

beforeAll(async () => {
  graph = await startStubGraph((request) => (special ?? toPage)(request));
  gateway = openGateway({ baseUrl: graph.baseUrl });
});

beforeEach(() => {
  listing = plain;
  special = undefined;
  graph.requests.length = 0;
});

afterAll(async () => {
  await gateway.close();
  await graph.close();
});

interface Part {
  readonly ids: readonly string[];
  readonly cursors: readonly string[];
  readonly versions: readonly number[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly endCursor: string | null;
  };
  readonly errors: readonly {
    readonly path?: readonly unknown[];
    readonly extensions: Readonly<Record<string, unknown>>;
  }[];
}

const QUERY = `query ($first: Int, $after: String, $filter: CallRecordFilter) {
  callRecords(first: $first, after: $after, filter: $filter) {
    edges { cursor node { id version } }
    pageInfo { hasNextPage hasPreviousPage endCursor }
  }
}`;

async function read(variables: { first?: number | null; after?: string | null; filter?: object } = {}): Promise<Part> {
  const { data, errors = [] } = await gateway.query(QUERY, variables);
  if (!data?.callRecords) throw new Error(`no list: ${JSON.stringify(errors)}`);
  const { edges, pageInfo } = data.callRecords as {
    edges: { cursor: string; node: { id: string; version: number } }[];
    pageInfo: Part['pageInfo'];
  };
  return {
    ids: edges.map(({ node }) => node.id),
    versions: edges.map(({ node }) => node.version),
    cursors: edges.map(({ cursor }) => cursor),
    pageInfo,
    errors,
  };
}

/** Codes of the errors of a query that gave no list. */
async function readCodes(variables: object): Promise<unknown[]> {
  const { data, errors = [] } = await gateway.query(QUERY, variables as Record<string, unknown>);
  expect(data?.callRecords ?? null).toBeNull();
  return errors.map(({ extensions }) => extensions['code']);
}

const anyListing = (overlap: fc.Arbitrary<number>): fc.Arbitrary<Listing> =>
  fc.record({
    ids: fc.integer({ min: 0, max: 90 }).map((count) => toIds(count)),
    pageSize: fc.integer({ min: 1, max: 60 }),
    honoursPreference: fc.boolean(),
    overlap,
    emptyBefore: fc.array(fc.integer({ min: 0, max: 90 }), { maxLength: 5 }),
    trailingEmpty: fc.boolean(),
    refusedAt: fc.constant(undefined),
  });

/** How many records are asked for, time after time; then as many as there can be. */
const anyFirsts = fc.array(fc.oneof(fc.integer({ min: 1, max: 70 }), fc.integer({ min: 1, max: 1000 })), {
  maxLength: 6,
});

/** Pages forward from `after`, by the end cursor or, on turns that `strays` names, from an edge in the middle. */
async function readForward(firsts: readonly number[], strays: readonly number[]): Promise<void> {
  const expected = listing.ids;
  let position = 0;
  let after: string | null = null;
  for (let turn = 0; ; turn++) {
    const first = firsts[turn] ?? 1000;
    const part: Part = await read({ first, after });
    expect(part.errors).toEqual([]);
    expect(part.ids).toEqual(expected.slice(position, position + first));
    expect(part.pageInfo.hasPreviousPage).toBe(after !== null);
    expect(part.pageInfo.endCursor === null).toBe(part.ids.length === 0);
    const end = position + part.ids.length;
    if (!part.pageInfo.hasNextPage) {
      expect(end).toBe(expected.length);
      return;
    }
    if (!listing.trailingEmpty) expect(end).toBeLessThan(expected.length);
    const stray = strays[turn];
    if (stray === undefined || part.ids.length === 0) {
      after = part.pageInfo.endCursor;
      position = end;
    } else {
      const index = stray % part.ids.length;
      after = part.cursors[index] ?? null;
      position += index + 1;
    }
    if (turn > firsts.length + strays.length + 10) throw new Error('the list does not end');
  }
}

describe('paging forward gives every record once and in order', () => {
  const anyStrays = fc
    .array(fc.option(fc.nat(1000), { nil: undefined, freq: 1 }), { maxLength: 4 })
    .map((strays) => strays.filter((stray) => stray !== undefined));

  it('whatever the page sizes, with empty pages between and behind, from any edge', async () => {
    await fc.assert(
      fc.asyncProperty(anyListing(fc.constant(0)), anyFirsts, anyStrays, async (next, firsts, strays) => {
        listing = next;
        await readForward(firsts, strays);
      }),
      { numRuns: 40 },
    );
  });

  it('where pages overlap within one answer', async () => {
    await fc.assert(
      fc.asyncProperty(anyListing(fc.integer({ min: 1, max: 20 })), async (next) => {
        listing = next;
        await readForward([1000], []);
      }),
      { numRuns: 15 },
    );
  });

  it('where pages overlap, between one answer and the next as well', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyListing(fc.integer({ min: 1, max: 20 })),
        anyFirsts,
        anyStrays,
        async (next, firsts, strays) => {
          // An empty page, or one that the next answer makes smaller than the overlap, shows nothing to go by.
          listing = { ...next, honoursPreference: false, emptyBefore: [] };
          await readForward(firsts, strays);
        },
      ),
      { numRuns: 25 },
    );
  });

  it.each([
    [1, 1, 1],
    [59, 1, 59],
    [60, 1, undefined],
    [61, 2, 31],
    [120, 2, undefined],
    [121, 3, 41],
    [600, 10, undefined],
    [1000, 17, 59],
  ])('%i records cost %i requests, for pages of %s', async (first, requests, size) => {
    listing = { ...plain, ids: toIds(1100) };
    const part = await read({ first });
    expect(part.ids).toEqual(toIds(first));
    expect(part.pageInfo.hasNextPage).toBe(true);
    const preference = `include-unknown-enum-members${size === undefined ? '' : `, odata.maxpagesize=${size}`}`;
    expect(graph.requests.map(({ headers }) => headers['prefer'])).toEqual(Array(requests).fill(preference));
  });

  it.each([
    ['a page that Graph made longer', 9, false, true],
    ['a page of just that length', 10, false, false],
    ['a page that could be longer', 11, false, false],
    ['a page as long as was asked for', 9, true, true],
    ['all of them, asked for', 10, true, false],
  ])('tells of more: %s', async (_, first, honoursPreference, hasNextPage) => {
    listing = { ...plain, ids: toIds(10), honoursPreference };
    expect((await read({ first })).pageInfo.hasNextPage).toBe(hasNextPage);
  });

  it('goes on by the count where the last record is gone', async () => {
    listing = { ...plain, ids: toIds(150), honoursPreference: false };
    const { pageInfo } = await read({ first: 10 });
    listing = { ...listing, ids: [...toIds(9), toId(999), ...toIds(140, 10)] };
    expect((await read({ first: 1000, after: pageInfo.endCursor })).ids).toEqual(toIds(140, 10));
  });
});

describe('records that arrive in front while somebody pages', () => {
  it.each<[string, Partial<Listing>, first: number, arrived: number]>([
    ['push the place back on its page', { honoursPreference: false }, 10, 3],
    ['push the place onto the next page', { honoursPreference: false }, 50, 20],
  ])('%s: nothing is lost and nothing comes twice', async (_, partial, first, arrived) => {
    listing = { ...plain, ...partial, ids: toIds(150, 100) };
    const before = await read({ first });
    expect(before.ids).toEqual(toIds(first, 100));
    listing = { ...listing, ids: [...toIds(arrived), ...listing.ids] };
    const behind = await read({ first: 1000, after: before.pageInfo.endCursor });
    expect(behind.ids).toEqual(toIds(150 - first, 100 + first));
    expect(behind.pageInfo.hasNextPage).toBe(false);
  });

  it.each<[string, Partial<Listing>, first: number, arrived: number]>([
    ['where the answer ended with its page', { honoursPreference: false }, 60, 3],
    ['where pages are as small as the answers', { honoursPreference: true }, 10, 3],
  ])('%s: nothing is lost and nothing comes twice', async (_, partial, first, arrived) => {
    listing = { ...plain, ...partial, ids: toIds(150, 100) };
    const before = await read({ first });
    listing = { ...listing, ids: [...toIds(arrived), ...listing.ids] };
    const behind = await read({ first: 1000, after: before.pageInfo.endCursor });
    expect(behind.ids).toEqual(toIds(150 - first, 100 + first));
  });
});

it('of a record that comes twice the highest version counts, in its first place', async () => {
  const link = (name: string) => `${graph.baseUrl}/v1.0/communications/callRecords?$skiptoken=${name}`;
  const [a, b, c, d] = toIds(4);
  special = ({ url }) =>
    url.includes('$skiptoken=two')
      ? { body: { value: [{ id: a, version: 3 }, { id: c, version: 1 }, { id: b, version: 1 }, { id: d }] } }
      : {
          body: {
            value: [
              { id: a, version: 1 },
              { id: b, version: 2 },
            ],
            '@odata.nextLink': link('two'),
          },
        };
  const part = await read();
  expect(part.ids).toEqual([a, b, c, d]);
  expect(part.versions).toEqual([3, 2, 1, null]);
});

describe('a page that cannot be read', () => {
  it('costs an error, not what was read before; and the end cursor leads on once it can', async () => {
    listing = { ...plain, ids: toIds(200), refusedAt: 120 };
    const part = await read({ first: 180 });
    expect(part.ids).toEqual(toIds(120));
    expect(part.pageInfo.hasNextPage).toBe(true);
    expect(part.errors).toEqual([
      expect.objectContaining({
        path: ['callRecords'],
        extensions: { code: 'UPSTREAM_FORBIDDEN', retryable: false, upstream: { status: 403, attempts: 1 } },
      }),
    ]);
    const after = part.pageInfo.endCursor;
    expect(await readCodes({ first: 10, after })).toEqual(['UPSTREAM_FORBIDDEN']);
    listing = { ...listing, refusedAt: undefined };
    const rest = await read({ first: 1000, after });
    expect(rest.ids).toEqual(toIds(80, 120));
    expect(rest.pageInfo.hasNextPage).toBe(false);
    expect(rest.errors).toEqual([]);
  });

  it('as the first one leaves no list', async () => {
    listing = { ...plain, ids: toIds(200), refusedAt: 0 };
    expect(await readCodes({})).toEqual(['UPSTREAM_FORBIDDEN']);
  });

  it.each<[string, unknown, string]>([
    ['a link elsewhere', 'https://evil.example/v1.0/communications/callRecords', 'INVALID_NEXT_LINK'],
    ['a link that is no text', 7, 'INVALID_NEXT_LINK'],
    ['a link back to itself', 'self', 'PAGINATION_LOOP'],
  ])('behind %s: what was read stays', async (_, link, code) => {
    const self = `${graph.baseUrl}/v1.0/communications/callRecords?$skiptoken=self`;
    special = () => ({ body: { value: [{ id: toId(1) }], '@odata.nextLink': link === 'self' ? self : link } });
    const part = await read({ first: 5 });
    expect(part.ids).toEqual([toId(1)]);
    expect(part.pageInfo.hasNextPage).toBe(true);
    expect(part.errors.map(({ extensions }) => extensions['code'])).toEqual([code]);
    expect(graph.requests.length).toBeLessThanOrEqual(2);
  });

  it.each<[string, unknown]>([
    ['no items', {}],
    ['an object for items', { value: {} }],
    ['null for items', { value: null }],
  ])('with %s is refused', async (_, body) => {
    special = () => ({ body });
    expect(await readCodes({})).toEqual(['UPSTREAM_INVALID_RESPONSE']);
  });

  it('with null for an item keeps the others', async () => {
    special = () => ({ body: { value: [null, { id: toId(1) }, null] } });
    expect((await read()).ids).toEqual([toId(1)]);
  });
});

describe('a cursor', () => {
  const filter = { from: '2026-03-01T00:00:00Z', participantId: 'canary-person' };

  async function readCursors(): Promise<string[]> {
    listing = { ...plain, ids: toIds(30), honoursPreference: false, pageSize: 7 };
    const { cursors } = await read({ first: 20, filter });
    return [...cursors];
  }

  it('is opaque text, fit for a URL, that tells nothing', async () => {
    for (const cursor of await readCursors()) {
      expect(cursor).toMatch(/^[\w-]+$/);
      const bytes = Buffer.from(cursor, 'base64url');
      expect(bytes.toString('base64url')).toBe(cursor);
      expect(bytes.toString('latin1')).not.toMatch(/http|communications|skiptoken|canary|filter|0000-4000/i);
    }
  });

  it('goes on in the list that it comes from, and asks only for what Graph gave', async () => {
    const cursors = await readCursors();
    graph.requests.length = 0;
    const part = await read({ first: 5, after: cursors[13] ?? '', filter });
    expect(part.ids).toEqual(toIds(5, 14));
    expect(graph.requests.map(({ url }) => url)).toEqual(['/communications/callRecords?$skiptoken=14']);
  });

  it('is refused when any of its bytes was changed', async () => {
    const cursors = await readCursors();
    const bytes = Buffer.from(cursors[8] ?? '', 'base64url');
    graph.requests.length = 0;
    const fields = [...bytes.keys()].flatMap((index) =>
      [0x01, 0x80].map((bit) => {
        const forged = Buffer.from(bytes);
        forged[index] = (forged[index] ?? 0) ^ bit;
        return `f${index}_${bit}: callRecords(after: "${forged.toString('base64url')}", filter: $filter) { nodes { id } }`;
      }),
    );
    for (let start = 0; start < fields.length; start += 50) {
      const some = fields.slice(start, start + 50);
      const { data, errors } = await gateway.query(`query ($filter: CallRecordFilter) { ${some.join('\n')} }`, {
        filter,
      });
      expect(Object.values(data as object).every((list) => list === null)).toBe(true);
      expect(errors).toHaveLength(some.length);
      expect(new Set(errors?.map(({ extensions }) => extensions['code']))).toEqual(new Set(['BAD_USER_INPUT']));
    }
    expect(graph.requests).toEqual([]);
  });

  it('is refused where it is none', async () => {
    const [cursor = ''] = await readCursors();
    const sealedElsewhere = openGateway({ baseUrl: graph.baseUrl, cursorSecret: 'a secret of somebody else' });
    const foreign = await sealedElsewhere.query(QUERY, { filter });
    await sealedElsewhere.close();
    graph.requests.length = 0;
    const texts = [
      '',
      'x',
      '0',
      'null',
      `${cursor}=`,
      ` ${cursor}`,
      cursor.slice(0, -4),
      cursor + cursor,
      'A'.repeat(10_000),
      `${graph.baseUrl}/v1.0/communications/callRecords`,
      Buffer.from(JSON.stringify(['/communications/callRecords', 0, '', ''])).toString('base64url'),
      foreign.data.callRecords.pageInfo.endCursor as string,
    ];
    for (const after of texts) expect(await readCodes({ after, filter })).toEqual(['BAD_USER_INPUT']);
    expect(graph.requests).toEqual([]);
  });

  it('is refused in a list with another filter', async () => {
    const [cursor] = await readCursors();
    const { cursors } = await read({ first: 1 });
    graph.requests.length = 0;
    const others = [
      undefined,
      {},
      { from: filter.from },
      { ...filter, from: '2026-03-01T00:00:01Z' },
      { ...filter, participantId: 'x' },
    ];
    for (const other of others) expect(await readCodes({ after: cursor, filter: other })).toEqual(['BAD_USER_INPUT']);
    expect(await readCodes({ after: cursors[0], filter })).toEqual(['BAD_USER_INPUT']);
    expect(graph.requests).toEqual([]);
  });
});

describe('first', () => {
  it.each([0, -1, 1001, 2 ** 31 - 1, -(2 ** 31)])('%i is refused', async (first) => {
    expect(await readCodes({ first })).toEqual(['BAD_USER_INPUT']);
    expect(graph.requests).toEqual([]);
  });

  it.each([1.5, 'ten', 2 ** 31])('%j is refused', async (first) => {
    expect(await readCodes({ first })).toEqual(['BAD_USER_INPUT']);
    expect(graph.requests).toEqual([]);
  });

  it.each([{}, { first: null }])('is 60 with %j', async (variables) => {
    listing = { ...plain, ids: toIds(70) };
    const part = await read(variables);
    expect(part.ids).toEqual(toIds(60));
    expect(part.pageInfo.hasNextPage).toBe(true);
    expect(graph.requests.map(({ url, headers }) => [url, headers['prefer']])).toEqual([
      ['/communications/callRecords', 'include-unknown-enum-members'],
    ]);
  });

  it('is 60 for a null in the document', async () => {
    listing = { ...plain, ids: toIds(70) };
    const { data } = await gateway.query('{ callRecords(first: null, after: null) { nodes { id } } }');
    expect(data.callRecords.nodes).toHaveLength(60);
  });
});

it('an empty list has no cursors and no next page', async () => {
  const part = await read();
  expect(part).toMatchObject({ ids: [], errors: [], pageInfo: { hasNextPage: false, endCursor: null } });
});
