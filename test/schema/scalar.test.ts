import fc from 'fast-check';
import type { GraphQLScalarType } from 'graphql';
import { expect, test } from 'vitest';
import { schema } from '../../src/schema/index.ts';

const scalar = (name: string) => schema.getType(name) as GraphQLScalarType;

test.each([
  '2020-02-25T18:52:21.2169889Z',
  '2017-01-01T00:03:24.4987822+03:00',
  '0001-01-01T00:00:00Z',
  '2024-02-29T23:59:59z',
])('DateTime passes %s both ways as it is', (text) => {
  expect(scalar('DateTime').serialize(text)).toBe(text);
  expect(scalar('DateTime').parseValue(text)).toBe(text);
});

test.each([
  '2026-03-01',
  '2026-03-01T09:30:00',
  '2026-02-30T00:00:00Z',
  '2025-02-29T00:00:00Z',
  '2026-13-01T00:00:00Z',
  '2026-03-01T24:00:00Z',
  '2026-06-30T23:59:60Z',
  '2026-03-01T00:00:00.12345678Z',
  "2026-03-01T00:00:00Z' or 1 eq 1",
  '2026-03-01T00:00:00Z\n',
  1_700_000_000_000,
  null,
  {},
])('DateTime refuses %j', (value) => {
  expect(() => scalar('DateTime').parseValue(value)).toThrow(/RFC 3339/);
});

test('DateTime takes every instant of a JavaScript date', () => {
  const dates = fc.date({
    min: new Date('0001-01-01T00:00:00Z'),
    max: new Date('9999-12-31T23:59:59Z'),
    noInvalidDate: true,
  });
  fc.assert(fc.property(dates, (date) => scalar('DateTime').parseValue(date.toISOString()) === date.toISOString()));
});

test('Long holds more than 32 bits', () => {
  expect(scalar('Long').serialize(4_294_967_295)).toBe(4_294_967_295);
});

test.each(['PT0.016S', 'PT1M0.5S', 'P1D', 'PT0S'])('Duration passes %s as it is', (text) => {
  expect(scalar('Duration').serialize(text)).toBe(text);
});
