import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isRetryableStatus, retryDelayMs, toRetryAfterMs } from '../../src/graph/retry.ts';

const BASE_MS = 500;
const NOW_MS = Date.parse('2026-03-02T09:00:00Z');

const toHttpDate = (atMs: number) => new Date(atMs).toUTCString();

it('a repetition is worth it for 408, 429 and the 5xx, but not for 501 and 505', () => {
  const statuses = Array.from({ length: 112 }, (_, index) => 400 + index);
  expect(statuses.filter(isRetryableStatus)).toEqual([408, 429, 500, 502, 503, 504, 506, 507, 508, 509, 510, 511]);
  expect([200, 204, 301, 302, 304, 307, 308].filter(isRetryableStatus)).toEqual([]);
});

type Asked = readonly [name: string, retryAfter: string | readonly string[] | undefined, askedMs: number | undefined];

const vector: readonly Asked[] = [
  ['none', undefined, undefined],
  ['zero', '0', 0],
  ['one second', '1', 1000],
  ['less than a second', '0.249', 249],
  ['a fraction', '1.5', 1500],
  ['two minutes', '120', 120_000],
  ['five minutes', '300', 300_000],
  ['spaces around', ' 7 ', 7000],
  ['a negative number', '-5', undefined],
  ['empty text', '', undefined],
  ['a word', 'abc', undefined],
  ['a number with a unit', '10s', undefined],
  ['an exponent', '1e3', undefined],
  ['two values in one header', '10, 20', 20_000],
  ['two headers', ['3', '1.5'], 3000],
  ['two headers, one of them junk', ['junk', '2'], 2000],
  ['no header of several', [], undefined],
  ['a past date', toHttpDate(NOW_MS - 60_000), -60_000],
  ['a future date', toHttpDate(NOW_MS + 90_000), 90_000],
  ['a date and a number', [toHttpDate(NOW_MS + 90_000), '5'], 90_000],
];

describe('Retry-After', () => {
  it.each(vector)('%s: %j is %s ms', (_, retryAfter, askedMs) => {
    const waitMs = toRetryAfterMs(retryAfter, undefined, NOW_MS);
    if (askedMs === undefined) expect(waitMs).toBeUndefined();
    else expect(waitMs).toBeCloseTo(askedMs, 6);
  });

  it("measures a date on the sender's clock, where the answer tells it", () => {
    const skewedMs = NOW_MS - 600_000;
    const retryAfter = toHttpDate(skewedMs + 30_000);
    expect(toRetryAfterMs(retryAfter, toHttpDate(skewedMs), NOW_MS)).toBe(30_000);
    expect(toRetryAfterMs(retryAfter, 'junk', NOW_MS)).toBe(-570_000);
  });
});

describe('the wait before the next try', () => {
  it.each(vector)('%s: %j', (_, retryAfter, askedMs) => {
    const decision = { attempt: 1, retryAfter, nowMs: NOW_MS };
    const least = Math.max(BASE_MS, askedMs ?? 0);
    expect(retryDelayMs({ ...decision, random: 0 })).toBeCloseTo(least, 6);
    expect(retryDelayMs({ ...decision, random: 0.999 })).toBeLessThanOrEqual(least + BASE_MS);
  });

  it('doubles its spread with every try, up to 16 seconds', () => {
    const longest = [1, 2, 3, 4, 5, 6, 60].map((attempt) => retryDelayMs({ attempt, nowMs: NOW_MS, random: 1 }));
    expect(longest).toEqual([1000, 2000, 4000, 8000, 16_000, 16_000, 16_000]);
  });

  it.each(['0', '-5', 'abc', toHttpDate(NOW_MS - 60_000)])('spreads as much where it was told %j', (retryAfter) => {
    expect(retryDelayMs({ attempt: 4, retryAfter, nowMs: NOW_MS, random: 1 })).toBe(8000);
  });

  const anyText = fc.oneof(
    fc.string(),
    fc.integer({ min: -1000, max: 100_000 }).map(String),
    fc.double({ min: 0, max: 1000, noNaN: true }).map(String),
    fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
    fc.constantFrom(...vector.map(([, text]) => text).filter((text) => typeof text === 'string')),
  );
  const anyRetryAfter = fc.oneof(anyText, fc.array(anyText, { maxLength: 3 }), fc.constant(undefined));
  const anyRandom = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

  it('is never below the base, never below what was asked, and grows with the random number', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10 }),
        anyRetryAfter,
        fc.option(anyText, { nil: undefined }),
        anyRandom,
        anyRandom,
        (attempt, retryAfter, date, one, other) => {
          const decision = { attempt, retryAfter, date, nowMs: NOW_MS };
          const [low, high] = [Math.min(one, other), Math.max(one, other)];
          const shorter = retryDelayMs({ ...decision, random: low });
          expect(shorter).toBeGreaterThanOrEqual(BASE_MS);
          expect(shorter).toBeGreaterThanOrEqual(toRetryAfterMs(retryAfter, date, NOW_MS) ?? 0);
          expect(retryDelayMs({ ...decision, random: high })).toBeGreaterThanOrEqual(shorter);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('is never below any number of seconds that was asked, whole or fractional', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 3 }),
        fc.boolean(),
        anyRandom,
        (seconds, joined, random) => {
          const texts = seconds.map((number) => number.toFixed(3));
          const retryAfter = joined ? texts.join(', ') : texts;
          const waitMs = retryDelayMs({ attempt: 1, retryAfter, nowMs: NOW_MS, random });
          for (const text of texts) expect(waitMs).toBeGreaterThanOrEqual(Number(text) * 1000);
          expect(waitMs).toBeLessThanOrEqual(Math.max(1000, ...texts.map((text) => Number(text) * 1000 + BASE_MS)));
        },
      ),
    );
  });
});
