import type { GraphQLScalarType } from 'graphql';
import { parseValue } from 'graphql';
import { expect, test } from 'vitest';
import { schema } from '../../src/schema/index.ts';

const decimal = schema.getType('Decimal') as GraphQLScalarType;

test.each(['0.0', '12.8300', '-0.05', '79228162514264337593543950335', '0.1234567890123456789', '1e-7', '1E+3'])(
  'Decimal passes %s both ways with every digit',
  (text) => {
    expect(decimal.serialize(text)).toBe(text);
    expect(decimal.parseValue(text)).toBe(text);
    expect(decimal.parseLiteral(parseValue(JSON.stringify(text)))).toBe(text);
  },
);

test.each(['0.0', '12.8300', '-7', '79228162514264337593543950335.12'])(
  'Decimal takes the literal %s with the digits as they were written',
  (literal) => {
    expect(decimal.parseLiteral(parseValue(literal))).toBe(literal);
  },
);

test.each([
  [12.83, '12.83'],
  [0, '0'],
  [-3, '-3'],
])('Decimal makes text of the number %s', (value, text) => {
  expect(decimal.serialize(value)).toBe(text);
  expect(decimal.parseValue(value)).toBe(text);
});

test.each(['', '12,83', '1.', '.5', '+1', '12.83 USD', '0x1F', 'NaN', '1\n', NaN, Infinity, true, null, {}, ['1']])(
  'Decimal refuses %j',
  (value) => {
    expect(() => decimal.parseValue(value)).toThrow(
      expect.objectContaining({ extensions: expect.objectContaining({ code: 'BAD_USER_INPUT' }) }),
    );
  },
);

test.each(['true', 'null', 'EURO', '{ amount: 1 }', '[1]', '"12.83 USD"'])(
  'Decimal refuses the literal %s',
  (literal) => {
    expect(() => decimal.parseLiteral(parseValue(literal))).toThrow(/^Decimal must be/);
  },
);
