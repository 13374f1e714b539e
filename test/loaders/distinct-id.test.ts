import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { createDistinctIds } from '../../src/loaders/distinct-id.ts';
import type { TestGateway } from '../support/gateway.ts';
import { openGateway } from '../support/gateway.ts';
import type { Answer, StubGraph } from '../support/stub-graph.ts';
import { startStubGraph } from '../support/stub-graph.ts';

const RECORD_ID = 'e523d2ed-2966-4b6b-925b-754a88034cc5';
const PATH = `/communications/callRecords/${RECORD_ID}`;

let graph: StubGraph;
let gateway: TestGateway;

async function start(answer: Answer): Promise<void> {
  graph = await startStubGraph(answer);
  gateway = openGateway({ baseUrl: graph.baseUrl });
}

/** A collection in pages of these items; the first comes within the record. */
function toAnswer(relationship: string, pages: readonly (readonly object[])[]): Answer {
  return ({ url }) => {
    const page = Number(new URL(url, graph.baseUrl).searchParams.get('$skiptoken') ?? 0);
    const link = `${graph.baseUrl}/v1.0${PATH}/${relationship}?$skiptoken=${page + 1}`;
    const more = page + 1 < pages.length;
    if (page > 0) return { body: { value: pages[page], ...(more && { '@odata.nextLink': link }) } };
    return {
      body: {
        id: RECORD_ID,
        [relationship]: pages[0],
        ...(more && { [`${relationship}@odata.nextLink`]: link }),
      },
    };
  };
}

const toItems = (ids: string) => Array.from(ids, (id) => ({ id }));

describe('an id that comes again', () => {
  it('gets a number behind it, in the order of coming', () => {
    const toDistinct = createDistinctIds();
    expect(toItems('abaacb').map((item) => toDistinct(item).id)).toEqual(['a', 'b', 'a~2', 'a~3', 'c', 'b~2']);
  });

  it('costs the item nothing else, and an item with an id of its own nothing at all', () => {
    const toDistinct = createDistinctIds();
    const [one, two] = [
      { id: 'a', text: 'one' },
      { id: 'a', text: 'two' },
    ];
    expect(toDistinct(one)).toBe(one);
    expect(toDistinct(two)).toEqual({ id: 'a~2', text: 'two' });
    expect(two.id).toBe('a');
  });

  it('is told apart whatever the ids, and the same list always gives the same ids', () => {
    // No id of Graph holds a tilde: they are GUIDs, phone numbers and names of services.
    const anyId = fc.oneof(
      fc.constantFrom('a', 'b', '', '__proto__'),
      fc.string().map((text) => text.replaceAll('~', '')),
    );
    fc.assert(
      fc.property(fc.array(anyId), fc.nat(), (ids, cut) => {
        const toDistinct = createDistinctIds();
        const distinct = ids.map((id) => toDistinct({ id }).id);
        expect(new Set(distinct).size).toBe(ids.length);
        const toAgain = createDistinctIds();
        const again = ids.slice(0, cut).map((id) => toAgain({ id }).id);
        expect(again).toEqual(distinct.slice(0, cut));
      }),
    );
  });
});

describe('through the front door', () => {
  afterEach(async () => {
    await gateway.close();
    await graph.close();
  });

  it.each(['sessions', 'participants'])(
    '%s are told apart over pages, the same with `first` as without',
    async (field) => {
      const relationship = field === 'participants' ? 'participants_v2' : field;
      await start(toAnswer(relationship, [toItems('aab'), [], toItems('ba'), toItems('ca')]));
      const answer = await gateway.query(`{ callRecord(id: "${RECORD_ID}") {
      all: ${field} { id }
      five: ${field}(first: 5) { id }
      one: ${field}(first: 1) { id }
      many: ${field}(first: 99) { id }
    } }`);
      const ids = ['a', 'a~2', 'b', 'b~2', 'a~3', 'c', 'a~4'].map((id) => ({ id }));
      expect(answer).toEqual({
        data: { callRecord: { all: ids, five: ids.slice(0, 5), one: ids.slice(0, 1), many: ids } },
      });
      expect(graph.requests).toHaveLength(4);
    },
  );

  it('first reads no further page than it needs', async () => {
    await start(toAnswer('sessions', [toItems('aab'), toItems('ba'), toItems('ca')]));
    const { data } = await gateway.query(`{ callRecord(id: "${RECORD_ID}") { sessions(first: 3) { id } } }`);
    expect(data.callRecord.sessions).toEqual([{ id: 'a' }, { id: 'a~2' }, { id: 'b' }]);
    expect(graph.requests).toHaveLength(1);
  });

  it('segments are told apart over all sessions of the record', async () => {
    await start(
      toAnswer('sessions', [
        [
          { id: 'x', segments: toItems('ss') },
          { id: 'x', segments: toItems('st') },
        ],
        [
          { id: 'y', segments: [] },
          { id: 'z', segments: null },
          { id: 'x', segments: toItems('tu') },
        ],
      ]),
    );
    const answer = await gateway.query(`{ callRecord(id: "${RECORD_ID}") { sessions { id segments { id } } } }`);
    expect(answer.data.callRecord.sessions).toEqual([
      { id: 'x', segments: [{ id: 's' }, { id: 's~2' }] },
      { id: 'x~2', segments: [{ id: 's~3' }, { id: 't' }] },
      { id: 'y', segments: [] },
      { id: 'z', segments: null },
      { id: 'x~3', segments: [{ id: 't~2' }, { id: 'u' }] },
    ]);
  });

  it('segments on pages of their own are told apart as well', async () => {
    const link = () => `${graph.baseUrl}/v1.0${PATH}/sessions/x/segments?$skiptoken=1`;
    await start(({ url }) =>
      url.includes('$skiptoken')
        ? { body: { value: toItems('st') } }
        : {
            body: {
              id: RECORD_ID,
              sessions: [{ id: 'x', segments: toItems('s'), 'segments@odata.nextLink': link() }],
            },
          },
    );
    const answer = await gateway.query(`{ callRecord(id: "${RECORD_ID}") { sessions { id segments { id } } } }`);
    expect(answer).toEqual({
      data: { callRecord: { sessions: [{ id: 'x', segments: [{ id: 's' }, { id: 's~2' }, { id: 't' }] }] } },
    });
  });

  it('also when another session of the record has a segment of the same id', async () => {
    const link = () => `${graph.baseUrl}/v1.0${PATH}/sessions/x/segments?$skiptoken=1`;
    await start(({ url }) =>
      url.includes('$skiptoken')
        ? { body: { value: toItems('s') } }
        : {
            body: {
              id: RECORD_ID,
              sessions: [
                { id: 'x', segments: toItems('s'), 'segments@odata.nextLink': link() },
                { id: 'y', segments: toItems('s') },
              ],
            },
          },
    );
    const answer = await gateway.query(`{ callRecord(id: "${RECORD_ID}") { sessions { segments { id } } } }`);
    expect(answer).toEqual({
      data: { callRecord: { sessions: [{ segments: [{ id: 's' }, { id: 's~3' }] }, { segments: [{ id: 's~2' }] }] } },
    });
  });

  it('records do not disturb each other', async () => {
    const other = '00000000-0000-4000-8000-000000000001';
    await start(({ url }) => ({
      body: { id: url.includes(other) ? other : RECORD_ID, sessions: toItems('aa') },
    }));
    const { data } = await gateway.query(
      `{ one: callRecord(id: "${RECORD_ID}") { sessions { id } } other: callRecord(id: "${other}") { sessions { id } } }`,
    );
    const sessions = [{ id: 'a' }, { id: 'a~2' }];
    expect(data).toEqual({ one: { sessions }, other: { sessions } });
  });
});
