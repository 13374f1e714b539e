import assert from 'node:assert/strict';
import { toCapacity } from '../../../src/capacity.ts';
import type { Fault } from '../fault.ts';
import { toCodes } from '../record.ts';
import { onScene, toId } from '../scene.ts';
import { createDoor, until } from '../until.ts';

const ample = toCapacity(4 * 1024 ** 3);
const LONG_TEXT = 'x'.repeat(30_000);
const toRecord = (index: number, sessionCount = 1) => ({
  id: toId(index),
  version: index,
  sessions: Array.from({ length: sessionCount }, (_, session) => ({
    id: `${session}`,
    modalities: [],
    note: LONG_TEXT,
  })),
});

const LIST = '{ callRecords(first: 120) { nodes { version } pageInfo { hasNextPage } } }';
const toPage = (baseUrl: string, count = 60) => ({
  value: Array.from({ length: count }, (_, index) => toRecord(index)),
  '@odata.nextLink': `${baseUrl}/v1.0/communications/callRecords?$skiptoken=1`,
});

export const hugeAnswer: Fault = {
  id: 'F19',
  fault: 'Huge page, huge record, long texts',
  promise:
    'What is read is capped: bytes of an answer, bytes and items of an operation, bytes of all operations. What was read is given, the rest is RESULT_TRUNCATED (OVERLOADED where others hold the room).',
  cases: [
    {
      asked: 'one record, answered with 200 MB where 1 MB is read of an answer',
      run: async () => {
        let sentBytes = 0;
        return onScene(
          () => ({}),
          async ({ gateway, graph, cutCount }) => {
            const answer = await gateway.query(`{ callRecord(id: "${toId(1)}") { version } }`);
            assert.deepEqual(answer.data, { callRecord: null });
            assert.deepEqual(toCodes(answer), ['RESULT_TRUNCATED']);
            await until(() => cutCount() === 1, 'the connection is cut');
            assert.ok(sentBytes < 40_000_000, `${sentBytes} bytes were sent`);
            assert.equal(graph.calls.length, 1);
            return 'RESULT_TRUNCATED; the connection was cut before a fifth of it had been sent';
          },
          {
            capacity: { ...ample, answerBytes: 1_000_000 },
            rawAnswer: (_request, response) => {
              response.writeHead(200, { 'content-type': 'application/json' });
              response.write('{"id":"');
              const piece = 'x'.repeat(100_000);
              const send = () => {
                while (sentBytes < 200_000_000 && !response.destroyed) {
                  sentBytes += piece.length;
                  if (!response.write(piece)) return void response.once('drain', send);
                }
                response.end('"}');
              };
              send();
              return true;
            },
          },
        );
      },
    },
    {
      asked: '20 records in a batch, together more than is read of an answer',
      run: () =>
        onScene(
          ({ url }) => ({ body: toRecord(Number(/(\d+)\?/.exec(url)?.[1])) }),
          async ({ gateway, graph }) => {
            const fields = Array.from(
              { length: 20 },
              (_, index) => `r${index}: callRecord(id: "${toId(index + 1)}") { version sessions { id } }`,
            );
            const { data, errors } = await gateway.query(`{ ${fields.join(' ')} }`);
            assert.equal(errors, undefined);
            for (let index = 0; index < 20; index += 1) {
              assert.deepEqual(data[`r${index}`], { version: index + 1, sessions: [{ id: '0' }] });
            }
            assert.equal(graph.calls.length, 21);
            return 'all 20, asked for again one by one: 21 calls';
          },
          { capacity: { ...ample, answerBytes: 200_000 } },
        ),
    },
    {
      asked: 'one record with endless pages of 60 sessions, where an operation may read 100 items',
      run: () => {
        let baseUrl = '';
        return onScene(
          ({ url }) => {
            const page = Number(/skiptoken=(\d+)/.exec(url)?.[1] ?? 0);
            const value = Array.from({ length: 60 }, (_, index) => ({ id: `${page * 60 + index}` }));
            const nextLink = `${baseUrl}/v1.0/communications/callRecords/${toId(1)}/sessions?$skiptoken=${page + 1}`;
            if (page) return { body: { value, '@odata.nextLink': nextLink } };
            return { body: { id: toId(1), version: 7, sessions: value, 'sessions@odata.nextLink': nextLink } };
          },
          async ({ gateway, graph }) => {
            ({ baseUrl } = graph);
            const answer = await gateway.query(`{ callRecord(id: "${toId(1)}") { version sessions { id } } }`);
            assert.equal(answer.data.callRecord.version, 7);
            assert.equal(answer.data.callRecord.sessions.length, 120);
            assert.deepEqual(toCodes(answer), ['RESULT_TRUNCATED']);
            assert.deepEqual(answer.errors?.[0]?.path, ['callRecord', 'sessions']);
            assert.equal(graph.calls.length, 2);
            return 'the record with the 120 sessions of two pages, and RESULT_TRUNCATED at sessions';
          },
          { capacity: { ...ample, nodes: 100 } },
        );
      },
    },
    {
      asked: '120 records, the first 60 of them 1.8 MB, where an operation may read 1 MB',
      run: () => {
        let baseUrl = '';
        return onScene(
          () => ({ body: toPage(baseUrl) }),
          async ({ gateway, graph }) => {
            ({ baseUrl } = graph);
            const answer = await gateway.query(LIST);
            assert.equal(answer.data.callRecords.nodes.length, 60);
            assert.equal(answer.data.callRecords.pageInfo.hasNextPage, true);
            assert.deepEqual(toCodes(answer), ['RESULT_TRUNCATED']);
            assert.equal(graph.calls.length, 1);
            return 'the 60 that were read, hasNextPage true, and RESULT_TRUNCATED';
          },
          { capacity: { ...ample, operationBytes: 1_000_000 } },
        );
      },
    },
    {
      asked: 'two lists at once, each beginning with 1.2 MB, where all operations together may hold 1.5 MB',
      run: () => {
        let baseUrl = '';
        const door = createDoor();
        return onScene(
          async ({ url }) => {
            if (url.includes('skiptoken')) await door.opened;
            return { body: url.includes('skiptoken') ? { value: [] } : toPage(baseUrl, 40) };
          },
          async ({ gateway, graph }) => {
            ({ baseUrl } = graph);
            const first = gateway.query(LIST);
            await until(() => graph.calls.length === 2, 'the second page is asked for');
            const other = LIST.replace('version', 'version joinWebUrl');
            const second = await gateway.query(other);
            assert.equal(second.data.callRecords.nodes.length, 40);
            assert.deepEqual(toCodes(second), ['OVERLOADED']);
            assert.equal(second.errors?.[0]?.extensions['retryable'], true);
            assert.equal(graph.calls.length, 3);
            door.open();
            const { data, errors } = await first;
            assert.equal(errors, undefined);
            assert.equal(data.callRecords.nodes.length, 40);
            assert.equal(gateway.graph.heldBytes(), 0);
            assert.equal((await gateway.query(other)).errors, undefined);
            return 'the first whole; the second with the 40 that were read and OVERLOADED, and whole when asked again';
          },
          { capacity: { ...ample, heldBytes: 1_500_000 } },
        );
      },
    },
  ],
};
