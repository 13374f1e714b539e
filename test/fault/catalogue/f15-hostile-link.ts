import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { chain, SESSIONS } from '../chain.ts';
import type { Fault } from '../fault.ts';
import { recordQuery, toCodes, toPaths, toRecord } from '../record.ts';
import { onScene } from '../scene.ts';

const PATH = '/v1.0/communications/callRecords/x/sessions?$skiptoken=1';

/** Links that lead away from `graph`, most of them to `evil`, both as host and port. */
const links: readonly ((graph: string, evil: string) => string)[] = [
  (_, evil) => `http://${evil}${PATH}`,
  (_, evil) => `https://${evil}${PATH}`,
  (_, evil) => `//${evil}${PATH}`,
  (graph, evil) => `http://${graph}@${evil}${PATH}`,
  (graph, evil) => `http://${graph.replace(':', '%3A')}:x@${evil}${PATH}`,
  (graph) => `http://user@${graph}${PATH}`,
  (graph) => `http://user:secret@${graph}${PATH}`,
  (graph, evil) => `http://${graph}.evil.example${PATH}#${evil}`,
  (graph) => `http://${graph}${PATH}#fragment`,
  (graph) => `https://${graph}${PATH}`,
  (graph) => `ftp://${graph}${PATH}`,
  (graph) => `http://${graph}/beta/communications/callRecords`,
  (graph) => `http://${graph}/v1.0/../v1.0x/communications`,
  (graph, evil) => `http://${graph}/v1.0//${evil}/x`,
  (graph, evil) => `http://${graph.split(':')[0]}:${evil.split(':')[1]}${PATH}`,
  () => 'http://xn--grph-8ra.microsoft.com/v1.0/x',
  () => PATH,
  () => 'javascript:alert(1)',
  () => 'file:///etc/passwd',
];
const REDIRECTS = [301, 302, 303, 307, 308];

/** A server whose connections are counted and cut, for as long as `play` takes. */
async function onEvil<T>(play: (host: string, connectionCount: () => number) => Promise<T>): Promise<T> {
  let count = 0;
  const server = createServer((socket) => {
    count += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await play(`127.0.0.1:${(server.address() as AddressInfo).port}`, () => count);
  } finally {
    server.close();
  }
}

export const hostileLink: Fault = {
  id: 'F15',
  fault: 'A link to the next page, or a redirect, that leads elsewhere',
  promise:
    'Followed only to the same origin below the same version, without user info or fragment; else INVALID_NEXT_LINK and not a byte sent. Redirects are never followed.',
  cases: [
    {
      asked: `the sessions of a record with each of ${links.length} links that lead elsewhere`,
      run: () =>
        onEvil(async (evil, connectionCount) => {
          for (const toHostile of links) {
            let link = '';
            await onScene(
              chain(() => link),
              async ({ gateway, graph }) => {
                link = toHostile(new URL(graph.baseUrl).host, evil);
                const answer = await gateway.query(SESSIONS);
                assert.deepEqual(answer.data, { callRecord: { version: 7, sessions: [{ id: 'A' }] } }, link);
                assert.deepEqual([toCodes(answer), toPaths(answer)], [['INVALID_NEXT_LINK'], ['callRecord.sessions']]);
                assert.ok(!JSON.stringify(answer).includes(link));
                assert.equal(graph.calls.length, 1, link);
                return '';
              },
            );
          }
          assert.equal(connectionCount(), 0);
          return 'the first page and INVALID_NEXT_LINK each time; no connection to the other server';
        }),
    },
    {
      asked: `a record, answered with ${REDIRECTS.join(', ')} to another server`,
      run: () =>
        onEvil(async (evil, connectionCount) => {
          for (const status of REDIRECTS) {
            await onScene(
              () => ({ status, headers: { location: `http://${evil}${PATH}` } }),
              async ({ gateway, graph }) => {
                const answer = await gateway.query(recordQuery(1));
                assert.deepEqual(answer.data, { callRecord: null });
                assert.deepEqual(toCodes(answer), ['UPSTREAM_INVALID_RESPONSE']);
                assert.equal(graph.calls.length, 1);
                return '';
              },
            );
          }
          assert.equal(connectionCount(), 0);
          return 'UPSTREAM_INVALID_RESPONSE after one try each; no connection to the other server';
        }),
    },
    {
      asked: 'a record with an @odata.id and a sessions@odata.navigationLink to another server',
      run: () =>
        onEvil((evil, connectionCount) =>
          onScene(
            ({ url }) =>
              url.includes('/sessions')
                ? { body: { value: [{ id: 'a' }] } }
                : {
                    body: {
                      ...toRecord(1),
                      '@odata.id': `http://${evil}/x`,
                      'sessions@odata.navigationLink': `http://${evil}/y`,
                      sessions: [{ id: 'a', '@odata.id': `http://${evil}/z` }],
                    },
                  },
            async ({ gateway }) => {
              assert.deepEqual(await gateway.query(SESSIONS), {
                data: { callRecord: { version: 1, sessions: [{ id: 'a' }] } },
              });
              assert.equal(connectionCount(), 0);
              return 'the record; no connection to the other server';
            },
          ),
        ),
    },
  ],
};
