import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toInstantText, toTicks } from '../../src/graph/instant.ts';
import { quoteMoney } from '../../src/graph/exact-number.ts';
import { reports, splitWindow, toReportPath } from '../../src/graph/report.ts';

const ticks = (text: string) => toTicks(text) as bigint;

test.each([
  ['2020-02-25T18:52:21.2169889Z', '2020-02-25T18:52:21.2169889Z'],
  ['2017-01-01T00:03:24.4987822+03:00', '2016-12-31T21:03:24.4987822Z'],
  ['2023-09-25T09:28:38z', '2023-09-25T09:28:38.0000000Z'],
  ['1969-12-31T23:59:59.9999999Z', '1969-12-31T23:59:59.9999999Z'],
  ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00.0000000Z'],
])('%s is %s', (text, utc) => {
  expect(toInstantText(ticks(text))).toBe(utc);
});

test.each([undefined, null, '', 'soon', '2026-03-01', '2026-03-01T00:00:00'])('%j is no instant', (text) => {
  expect(toTicks(text)).toBeUndefined();
});

test('windows of any length are split into as few pieces as 90 days allow, without a gap or an overlap', () => {
  const day = 24n * 3600n * 10_000_000n;
  fc.assert(
    fc.property(
      fc.bigInt({ min: 0n, max: 4_000n * day }),
      fc.bigInt({ min: 0n, max: 1_000n * day }),
      (from, length) => {
        const pieces = splitWindow({ from, to: from + length });
        expect(pieces.length).toBe(Number((length + 90n * day - 1n) / (90n * day)));
        let at = from;
        for (const piece of pieces) {
          expect(piece.from).toBe(at);
          expect(piece.to - piece.from).toBeLessThanOrEqual(90n * day);
          at = piece.to;
        }
        expect(at).toBe(from + length);
      },
    ),
  );
});

test('the path has both ends in UTC with all digits; sums end a tick before', () => {
  const window = { from: ticks('2026-01-01T00:00:00+01:00'), to: ticks('2026-02-01T00:00:00Z') };
  expect(toReportPath(reports.pstnCalls, window)).toBe(
    '/communications/callRecords/getPstnCalls(fromDateTime=2025-12-31T23:00:00.0000000Z,toDateTime=2026-02-01T00:00:00.0000000Z)',
  );
  expect(toReportPath(reports.pstnDialoutReport, window)).toContain('toDateTime=2026-01-31T23:59:59.9999999Z)');
});

test('money keeps all its digits, and text that looks like it stays text', () => {
  const json = String.raw`{"charge":0.12345678901234567890,"connectionCharge" : 1e-7,"duration":5,"operator":"x\"charge\":1","callCharge":null,"totalCallCharge":-3}`;
  expect(JSON.parse(quoteMoney(json))).toEqual({
    charge: '0.12345678901234567890',
    connectionCharge: '1e-7',
    duration: 5,
    operator: 'x"charge":1',
    callCharge: null,
    totalCallCharge: '-3',
  });
});
