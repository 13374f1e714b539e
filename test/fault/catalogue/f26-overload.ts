import assert from 'node:assert/strict';
import { toCapacity } from '../../../src/capacity.ts';
import { GRAPHQL_URL } from '../../support/gateway.ts';
import type { Fault } from '../fault.ts';
import { onScene, toId } from '../scene.ts';
import { createDoor, until } from '../until.ts';

const ample = toCapacity(4 * 1024 ** 3);

export const overload: Fault = {
  id: 'F26',
  fault: 'More operations than can be under way',
  promise:
    'So many are under way, four times as many wait for two seconds at most; others get 503 with Retry-After and OVERLOADED at once. /ready says 503 meanwhile, /health stays 200.',
  cases: [
    {
      asked: '100 operations at once where 4 can be under way, while Graph is silent',
      run: () => {
        const door = createDoor();
        return onScene(
          async ({ url }) => {
            await door.opened;
            return { body: { id: url.slice(-36), version: 7 } };
          },
          async ({ gateway, clock }) => {
            const front = gateway.gateway;
            const statusOf = async (path: string) => (await front.fetch(`http://gateway.test${path}`)).status;
            const statuses = new Map<number, number>();
            const refusals: Response[] = [];
            assert.deepEqual([await statusOf('/ready'), await statusOf('/health')], [200, 200]);
            const all = Array.from({ length: 100 }, async (_, index) => {
              const response = await front.fetch(GRAPHQL_URL, {
                method: 'POST',
                headers: { 'content-type': 'application/json' },
                body: JSON.stringify({ query: `{ callRecord(id: "${toId(index)}") { version } }` }),
              });
              statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
              if (response.status === 503) refusals.push(response);
            });
            await until(() => statuses.get(503) === 80, '80 are refused');
            assert.deepEqual([await statusOf('/ready'), await statusOf('/health')], [503, 200]);
            await clock.advance(2_000);
            await until(() => statuses.get(503) === 96, '16 more are refused');
            door.open();
            await Promise.all(all);
            assert.deepEqual([...statuses].sort(), [
              [200, 4],
              [503, 96],
            ]);
            for (const response of refusals) {
              assert.equal(response.headers.get('retry-after'), '2');
              assert.match(await response.text(), /"OVERLOADED"/);
            }
            await clock.advance(5_001);
            assert.deepEqual([await statusOf('/ready'), await statusOf('/health')], [200, 200]);
            return '80 refused at once, 16 after 2 s, all with 503 and Retry-After: 2; 4 answered; /ready 503, then 200 again; /health 200';
          },
          { capacity: { ...ample, operations: 4 }, isClockFree: false },
        );
      },
    },
    {
      asked: '20 operations at once where 4 can be under way, while Graph answers',
      run: () =>
        onScene(
          ({ url }) => ({ body: { id: url.slice(-36), version: 7 } }),
          async ({ gateway }) => {
            const answers = await Promise.all(
              Array.from({ length: 20 }, (_, index) =>
                gateway.query(`{ callRecord(id: "${toId(index)}") { version } }`),
              ),
            );
            for (const answer of answers) assert.deepEqual(answer, { data: { callRecord: { version: 7 } } });
            return 'all 20: 16 of them waited for room';
          },
          { capacity: { ...ample, operations: 4 }, isClockFree: false },
        ),
    },
  ],
};
