import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { systemClock } from '../../../src/clock.ts';
import { startHttpServer } from '../../../src/server.ts';
import type { Fault } from '../fault.ts';
import { onScene, toId, until } from '../scene.ts';

export const stalledReader: Fault = {
  id: 'F35',
  fault: 'A caller stops reading its answer',
  promise:
    'What is kept for it is no more than the answer; after 20 s without a byte taken it is cut off, others are not.',
  cases: [
    {
      asked: 'an answer of 30 MB that is never read, with another caller beside it (cut off after 0.2 s for this run)',
      run: () =>
        onScene(
          () => ({ body: { id: toId(1), version: 7, joinWebUrl: 'x'.repeat(30_000_000) } }),
          async ({ gateway }) => {
            let stalledCount = 0;
            const server = await startHttpServer(gateway.gateway.listener, {
              host: '127.0.0.1',
              port: 0,
              clock: systemClock,
              stalledReaderMs: 200,
              onStalledReader: () => (stalledCount += 1),
            });
            try {
              const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
              let isClosed = false;
              socket.on('error', () => undefined).once('close', () => (isClosed = true));
              socket.pause();
              const query = encodeURIComponent(`{ callRecord(id: "${toId(1)}") { joinWebUrl } }`);
              socket.write(`GET /graphql?query=${query} HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n`);
              await until(() => stalledCount === 1);
              const other = encodeURIComponent(`{ callRecord(id: "${toId(1)}") { version } }`);
              const response = await fetch(`${server.url}/graphql?query=${other}`);
              const { data } = (await response.json()) as { data: unknown };
              assert.deepEqual(data, { callRecord: { version: 7 } });
              socket.resume();
              await until(() => isClosed);
              return 'the connection cut, counted once; the other answered';
            } finally {
              await server.stop(0);
            }
          },
        ),
    },
  ],
};
