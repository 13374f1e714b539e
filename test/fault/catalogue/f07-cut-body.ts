import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { toCapacity } from '../../../src/capacity.ts';
import type { Fault } from '../fault.ts';
import { recordQuery, toCodes, toRecord } from '../record.ts';
import { onScene } from '../scene.ts';
import type { Misdeed } from '../wire.ts';
import { cutAfter, misbehave, misbehaveAlways, send } from '../wire.ts';

const JSON_TYPE = { 'content-type': 'application/json' };
const GZIP = { ...JSON_TYPE, 'content-encoding': 'gzip' };
const plain = Buffer.from(JSON.stringify({ ...toRecord(1), joinWebUrl: 'canary'.repeat(20) }));
const packed = gzipSync(plain);
const tenths = (body: Buffer) => Array.from({ length: 10 }, (_, tenth) => Math.floor((body.length * tenth) / 10));

const cuts: readonly [asked: string, misdeeds: readonly Misdeed[], code: string][] = [
  [
    'the connection ends at each tenth of the body',
    tenths(plain).map((at) => cutAfter(plain, at)),
    'UPSTREAM_UNAVAILABLE',
  ],
  [
    'the body ends at each tenth, as announced',
    tenths(plain).map((at) => send(200, JSON_TYPE, plain.subarray(0, at))),
    'UPSTREAM_INVALID_RESPONSE',
  ],
  [
    'the announced length is each tenth of the body',
    tenths(plain)
      .slice(1)
      .map((at) => tooShort(at)),
    'UPSTREAM_INVALID_RESPONSE',
  ],
  [
    'the connection ends at each tenth of the gzip',
    tenths(packed).map((at) => cutAfter(packed, at, GZIP)),
    'UPSTREAM_UNAVAILABLE',
  ],
  [
    'the gzip ends at each tenth',
    tenths(packed).map((at) => send(200, GZIP, packed.subarray(0, at))),
    'UPSTREAM_INVALID_RESPONSE',
  ],
];

/** A body that goes on behind its announced length, as a proxy does that counts characters. */
function tooShort(byteCount: number): Misdeed {
  return (response) => {
    const head = `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${byteCount}\r\n\r\n`;
    response.socket?.end(Buffer.concat([Buffer.from(head), plain]));
  };
}

const onGraph = (rawAnswer: ReturnType<typeof misbehave>, play: Parameters<typeof onScene<string>>[1]) =>
  onScene(() => ({ body: toRecord(1) }), play, {
    rawAnswer,
    capacity: { ...toCapacity(4 * 1024 ** 3), answerBytes: 1_000_000 },
  });

export const cutBody: Fault = {
  id: 'F7',
  fault: 'Cut JSON, wrong length, cut gzip, gzip bomb',
  promise:
    'Tried again; then UPSTREAM_INVALID_RESPONSE (UPSTREAM_UNAVAILABLE where the connection broke) without a word of the body. Bytes are capped behind the decompression.',
  cases: [
    ...cuts.flatMap(([asked, misdeeds, code]) => [
      {
        asked: `a record; ${asked}, once each`,
        run: async () => {
          for (const misdeed of misdeeds) {
            await onGraph(misbehave(misdeed), async ({ gateway, graph }) => {
              assert.deepEqual(await gateway.query(recordQuery(1)), { data: { callRecord: { version: 1 } } });
              assert.equal(graph.calls.length, 2);
              return '';
            });
          }
          return `the record in all ${misdeeds.length} runs, with one request more`;
        },
      },
      {
        asked: `a record; ${asked}, every time`,
        run: async () => {
          for (const misdeed of misdeeds) {
            await onGraph(misbehaveAlways(misdeed), async ({ gateway, graph }) => {
              const answer = await gateway.query(recordQuery(1));
              assert.deepEqual(answer.data, { callRecord: null });
              assert.deepEqual(toCodes(answer), [code]);
              assert.doesNotMatch(JSON.stringify(answer), /canary|JSON at|Unexpected/);
              assert.equal(graph.calls.length, 4);
              return '';
            });
          }
          return `${code} after 4 tries in all ${misdeeds.length} runs`;
        },
      },
    ]),
    {
      asked: 'a record as 200 KB of gzip that unfold to 200 MB, where 1 MB is read of an answer',
      run: () => {
        const bomb = gzipSync(Buffer.alloc(200_000_000, ' '));
        return onGraph(misbehaveAlways(send(200, GZIP, bomb)), async ({ gateway, graph }) => {
          const answer = await gateway.query(recordQuery(1));
          assert.deepEqual(answer.data, { callRecord: null });
          assert.deepEqual(toCodes(answer), ['RESULT_TRUNCATED']);
          assert.equal(graph.calls.length, 1);
          return 'RESULT_TRUNCATED after one request';
        });
      },
    },
  ],
};
