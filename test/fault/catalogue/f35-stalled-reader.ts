import assert from 'node:assert/strict';
import { connect } from 'node:net';
import type { Fault } from '../fault.ts';
import { onFront, post } from '../front.ts';
import { onScene, toId } from '../scene.ts';
import { until } from '../until.ts';

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
            return onFront(
              gateway.gateway,
              async ({ url }) => {
                const socket = connect(Number(new URL(url).port), '127.0.0.1');
                let isClosed = false;
                socket.on('error', () => undefined).once('close', () => (isClosed = true));
                socket.pause();
                const query = encodeURIComponent(`{ callRecord(id: "${toId(1)}") { joinWebUrl } }`);
                socket.write(
                  `GET /graphql?query=${query} HTTP/1.1\r\nhost: 127.0.0.1\r\nx-graphql-yoga-csrf: 1\r\n\r\n`,
                );
                await until(() => stalledCount === 1, 'the reader is found to have stopped');
                const response = await post(url, `{ callRecord(id: "${toId(1)}") { version } }`);
                assert.deepEqual(((await response.json()) as { data: unknown }).data, { callRecord: { version: 7 } });
                socket.resume();
                await until(() => isClosed, 'the connection is closed');
                return 'the connection cut, counted once; the other answered';
              },
              { inbound: { stalledReaderMs: 200 }, onStalledReader: () => (stalledCount += 1) },
            );
          },
        ),
    },
  ],
};
