import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AuditLine } from '../../src/audit.ts';
import { systemClock } from '../../src/clock.ts';
import { createAuditSequence } from '../../src/redis/audit-sequence.ts';
import type { TestGateway } from '../support/gateway.ts';
import { openGateway } from '../support/gateway.ts';
import { useRedis } from '../support/redis-room.ts';
import { until } from '../support/until.ts';
import type { StubGraph } from '../support/stub-graph.ts';
import { startStubGraph } from '../support/stub-graph.ts';

const id = '11111111-2222-4333-8444-000000000001';
const QUERY = `{ callRecord(id: "${id}") { joinWebUrl } }`;

const redis = useRedis();
let graph: StubGraph;
const gateways: TestGateway[] = [];
const lines: AuditLine[] = [];

beforeEach(async () => {
  graph = await startStubGraph(() => ({ body: { id, joinWebUrl: 'https://example.com/' } }));
  lines.length = 0;
});
afterEach(async () => {
  for (const gateway of gateways.splice(0)) await gateway.close();
  await graph.close();
});

async function replica(replicaId: string) {
  const connection = await redis.connect();
  const auditSequence = createAuditSequence({ connection, clock: systemClock, waitMs: 500 });
  const open = openGateway({
    baseUrl: graph.baseUrl,
    replicaId,
    auditSequence,
    audit: (line) => void lines.push(line),
  });
  gateways.push(open);
  return { connection, ask: () => open.ask(QUERY) };
}

const toShort = () => lines.map(({ writer, number, sequence }) => [writer, number, sequence]);

describe('Lines of the audit logs of replicas', () => {
  it('are counted together, also when Redis was away', async () => {
    const [a, b] = [await replica('a'), await replica('b')];
    await a.ask();
    await expect.poll(() => lines.length).toBe(1);
    await b.ask();
    await expect.poll(() => lines.length).toBe(2);
    await redis.server.kill();
    await expect.poll(() => a.connection.isUp()).toBe(false);
    await a.ask();
    await expect.poll(() => lines.length).toBe(3);
    await redis.server.start();
    await until(() => a.connection.isUp());
    await a.ask();
    await expect.poll(() => lines.length).toBe(4);
    // The server of this test comes back empty.
    expect(toShort()).toEqual([
      ['a', 1, 1],
      ['b', 1, 2],
      ['a', 2, undefined],
      ['a', 3, 1],
    ]);
  });
});
