import { expect, test } from 'vitest';
import { toInstantOrNull } from '../../src/graph/report-row.ts';

test.each([
  '0001-01-01T00:00:00Z',
  '0001-01-01T00:00:00.0000000Z',
  '0001-01-01T00:00:00+00:00',
  '0001-12-31T23:59:59Z',
])('%s stands for none', (text) => {
  expect(toInstantOrNull(text)).toBeNull();
});

test.each([null, undefined])('%s stays none', (missing) => {
  expect(toInstantOrNull(missing)).toBeNull();
});

test.each(['0002-01-01T00:00:00Z', '2019-11-01T00:00:08.2589935Z', '2001-01-01T00:01:00+03:00', '2000-00-01'])(
  '%s is passed on as it is',
  (text) => {
    expect(toInstantOrNull(text)).toBe(text);
  },
);
