import assert from 'node:assert/strict';
import type { Fault } from '../fault.ts';
import { onFront, openLine, post, toWire } from '../front.ts';
import { onScene, toId } from '../scene.ts';
import { createDoor, rest, until } from '../until.ts';

const RECORD = `{ callRecord(id: "${toId(1)}") { version } }`;
const listOf = (count: number) => ({ value: Array.from({ length: count }, (_, index) => ({ id: toId(index) })) });
const never = () => new Promise<never>(() => undefined);

export const callerLeaves: Fault = {
  id: 'F21',
  fault: 'The caller hangs up',
  promise: 'What was asked of Graph for it is cut at once, unless somebody else waits for the same.',
  cases: [
    {
      asked: '50 records with their sessions; the caller hangs up while Graph reads',
      run: () =>
        onScene(
          ({ inBatch }) => (inBatch ? never() : { body: listOf(50) }),
          async ({ graph, gateway: { gateway }, cutCount }) =>
            onFront(gateway, async ({ url }) => {
              const line = openLine(url);
              line.send(toWire('{ callRecords(first: 50) { nodes { sessions { id } } } }'));
              await until(() => graph.calls.length === 4, 'the list and three batches');
              line.hangUp();
              await until(() => cutCount() === 3, 'three batches cut');
              await rest();
              assert.equal(graph.calls.length, 4);
              assert.equal(line.text(), '');
              return `${cutCount()} of 3 batches cut, nothing more asked of Graph`;
            }),
          { isClockFree: false },
        ),
    },
    {
      asked: 'the same record by two callers; one hangs up',
      run: () => {
        const door = createDoor();
        return onScene(
          async () => {
            await door.opened;
            return { body: { id: toId(1), version: 7 } };
          },
          async ({ graph, gateway: { gateway }, cutCount }) =>
            onFront(gateway, async ({ url, begunCount, overCount }) => {
              const leaver = openLine(url);
              leaver.send(toWire(RECORD));
              await until(() => graph.calls.length === 1, 'the request');
              const stays = post(url, RECORD);
              await until(() => begunCount() === 2, 'both');
              await rest();
              leaver.hangUp();
              await until(() => overCount() === 1, 'one gone');
              await rest();
              assert.equal(cutCount(), 0);
              door.open();
              const { data } = (await (await stays).json()) as { data: unknown };
              assert.deepEqual(data, { callRecord: { version: 7 } });
              assert.equal(graph.calls.length, 1);
              return 'the other has the record, by the request under way';
            }),
          { isClockFree: false },
        );
      },
    },
    {
      asked: 'the same record by two callers; both hang up',
      run: () =>
        onScene(
          never,
          async ({ graph, gateway: { gateway }, cutCount }) =>
            onFront(gateway, async ({ url, begunCount }) => {
              const lines = [openLine(url), openLine(url)];
              for (const line of lines) line.send(toWire(RECORD));
              await until(() => begunCount() === 2 && graph.calls.length === 1, 'the request');
              await rest();
              for (const line of lines) line.hangUp();
              await until(() => cutCount() === 1, 'the request cut');
              assert.equal(graph.calls.length, 1);
              return 'the one request to Graph cut';
            }),
          { isClockFree: false },
        ),
    },
    {
      asked: 'a record, answered 503; the caller hangs up before the next try',
      run: () =>
        onScene(
          () => ({ status: 503, headers: { 'retry-after': '5' } }),
          async ({ graph, gateway: { gateway }, clock }) =>
            onFront(gateway, async ({ url, overCount }) => {
              const line = openLine(url);
              line.send(toWire(RECORD));
              await until(() => graph.calls.length === 1, 'the first try');
              // The answer is on its way: what it sets off is a wait on a clock that stands still.
              await until(() => clock.waitingCount() === 2, 'the wait beside the deadline');
              line.hangUp();
              await until(() => overCount() === 1, 'the caller gone');
              await until(() => clock.waitingCount() === 0, 'the wait given up');
              await clock.advance(60_000);
              await rest();
              assert.equal(graph.calls.length, 1);
              return 'no second try';
            }),
          { isClockFree: false },
        ),
    },
  ],
};
