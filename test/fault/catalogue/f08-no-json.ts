import assert from 'node:assert/strict';
import type { Fault } from '../fault.ts';
import { recordQuery, toCodes, toRecord } from '../record.ts';
import { onScene } from '../scene.ts';
import { misbehaveAlways, send } from '../wire.ts';

const HTML = '<html><body>canary: proxy at 10.0.0.7</body></html>';
const bodies: readonly [type: string, body: string][] = [
  ['text/html', HTML],
  ['application/xml', '<error>canary</error>'],
  ['text/plain', JSON.stringify(toRecord(1))],
  ['application/json', ''],
  ['application/json', HTML],
  ['', HTML],
];

/** Tries and code by status, whatever the body. */
const statuses: readonly [status: number, tries: number, code: string][] = [
  [204, 1, 'UPSTREAM_INVALID_RESPONSE'],
  [418, 1, 'UPSTREAM_INVALID_RESPONSE'],
  [502, 4, 'UPSTREAM_UNAVAILABLE'],
];

const ask = (status: number, type: string, body: string, tries: number, code: string) =>
  onScene(
    () => ({ body: toRecord(1) }),
    async ({ gateway, graph }) => {
      const answer = await gateway.query(recordQuery(1));
      assert.deepEqual(answer.data, { callRecord: null });
      assert.deepEqual(toCodes(answer), [code], `${status} ${type}`);
      assert.doesNotMatch(JSON.stringify(answer), /canary|10\.0\.0|</);
      assert.equal(graph.calls.length, tries, `${status} ${type}`);
      return '';
    },
    { rawAnswer: misbehaveAlways(send(status, type ? { 'content-type': type } : {}, status === 204 ? '' : body)) },
  );

export const noJson: Fault = {
  id: 'F8',
  fault: 'HTML, XML, text, nothing',
  promise: 'Refused before it is parsed; the status decides on another try; not a word of the body is shown.',
  cases: [
    {
      asked: `a record, answered with 200 and each of ${bodies.length} kinds of body that are no JSON`,
      run: async () => {
        // What calls itself JSON and is none may have been cut.
        for (const [type, body] of bodies) {
          await ask(200, type, body, type === 'application/json' ? 4 : 1, 'UPSTREAM_INVALID_RESPONSE');
        }
        return 'UPSTREAM_INVALID_RESPONSE: after 4 tries where it called itself JSON, else after one';
      },
    },
    {
      asked: `a record, answered with 204, 418 and 502 and each of the bodies`,
      run: async () => {
        for (const [status, tries, code] of statuses) {
          for (const [type, body] of bodies) await ask(status, type, body, tries, code);
        }
        return statuses.map(([status, tries, code]) => `${status}: ${code}, tries: ${tries}`).join('; ');
      },
    },
  ],
};
