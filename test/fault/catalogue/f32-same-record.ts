import assert from 'node:assert/strict';
import type { Fault } from '../fault.ts';
import { onScene, toId } from '../scene.ts';
import { createDoor, rest, until } from '../until.ts';

const record = { id: toId(1), version: 7, sessions: [{ id: 'a' }] };

export const sameRecord: Fault = {
  id: 'F32',
  fault: 'Everybody wants the same record at once',
  promise: 'It is read once while it is under way, whoever asks and by whatever alias; one operation bears the cost.',
  cases: [
    {
      asked: 'a record with its sessions, by 200 callers at once',
      run: () => {
        const door = createDoor();
        let begunCount = 0;
        return onScene(
          async () => {
            await door.opened;
            return { body: record };
          },
          async ({ gateway, graph }) => {
            const query = `{ callRecord(id: "${toId(1)}") { version sessions { id } } }`;
            const asked = Promise.all(Array.from({ length: 200 }, () => gateway.ask(query)));
            await until(() => begunCount === 200 && graph.requests.length === 1, 'all of them');
            await rest();
            door.open();
            const answers = await asked;
            for (const { data, errors, extensions } of answers) {
              assert.equal(errors, undefined);
              assert.deepEqual(data, { callRecord: { version: 7, sessions: [{ id: 'a' }] } });
              assert.equal(extensions.cost.requested, 1);
            }
            assert.equal(graph.requests.length, 1);
            const spent = answers.reduce((sum, { extensions }) => sum + extensions.cost.upstreamRequests, 0);
            assert.equal(spent, 1);
            return `${answers.length} times the record, ${graph.requests.length} request, borne by one`;
          },
          { isClockFree: false, createRequestId: () => toId(++begunCount) },
        );
      },
    },
    {
      asked: 'a record by 30 aliases in one operation',
      run: () =>
        onScene(
          () => ({ body: record }),
          async ({ gateway, graph }) => {
            const aliases = Array.from({ length: 30 }, (_, at) => `a${at}: callRecord(id: "${toId(1)}") { version }`);
            const { data, errors, extensions } = await gateway.ask(`{ ${aliases.join(' ')} }`);
            assert.equal(errors, undefined);
            assert.deepEqual(Object.values(data as object), new Array(30).fill({ version: 7 }));
            assert.equal(graph.requests.length, 1);
            assert.deepEqual(extensions.cost, { requested: 1, upstreamRequests: 1, waitedMs: 0 });
            return `${aliases.length} times the record, ${graph.requests.length} request`;
          },
        ),
    },
    {
      asked: 'a record by two aliases, once with its version and once with its sessions',
      run: () =>
        onScene(
          () => ({ body: record }),
          async ({ gateway, graph }) => {
            const id = toId(1);
            const { data, errors } = await gateway.query(
              `{ a: callRecord(id: "${id}") { version } b: callRecord(id: "${id}") { sessions { id } } }`,
            );
            assert.equal(errors, undefined);
            assert.deepEqual(data, { a: { version: 7 }, b: { sessions: [{ id: 'a' }] } });
            assert.equal(graph.requests.length, 1);
            return `both, ${graph.requests.length} request`;
          },
        ),
    },
  ],
};
