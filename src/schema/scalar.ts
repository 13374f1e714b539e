import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { GraphQLDuration, GraphQLJSONObject, GraphQLLong } from 'graphql-scalars';
import { GraphError } from '../graph/errors.ts';
import { isInstant } from '../graph/instant.ts';
import { builder } from './builder.ts';

function toDateTimeText(value: unknown): string {
  if (typeof value !== 'string' || !isInstant(value)) {
    throw new GraphQLError(
      'DateTime must be RFC 3339 text with a zone and at most seven fractional digits, such as "2026-03-01T09:30:00Z".',
      { extensions: { code: 'BAD_USER_INPUT' } },
    );
  }
  return value;
}

/** Text of Graph as it is; anything else is a fault of the upstream that costs the field. */
function toText(value: unknown): string {
  if (typeof value === 'string') return value;
  throw toUnfitValueError();
}

const toUnfitValueError = () =>
  new GraphError('UPSTREAM_INVALID_RESPONSE', 'Microsoft Graph sent a value that this field cannot hold.');

/**
 * Graph writes up to seven fractional digits and sometimes an offset; a JavaScript Date would lose both,
 * so the text passes through unparsed on the way out and is only checked on the way in.
 */
export const DateTime = new GraphQLScalarType<string, string>({
  name: 'DateTime',
  description:
    'An instant as RFC 3339 text. Passed on exactly as Microsoft Graph wrote it: zero to seven fractional digits, usually `Z`, rarely an offset. Compare instants, not text.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc3339',
  serialize: toText,
  parseValue: toDateTimeText,
  parseLiteral: (node) => toDateTimeText('value' in node ? node.value : undefined),
});

const DECIMAL = /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/;

function toDecimalText(value: unknown): string {
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text === 'string' && DECIMAL.test(text)) return text;
  throw new GraphQLError('Decimal must be a number, or text of digits such as "12.83" where every digit counts.', {
    extensions: { code: 'BAD_USER_INPUT' },
  });
}

/** A decimal of Graph as it is; anything else is a fault of the upstream that costs the field. */
function toSentDecimalText(value: unknown): string {
  return typeof value === 'number' || DECIMAL.test(toText(value)) ? String(value) : toText(undefined);
}

/** Edm.Decimal holds digits that a JavaScript number would round away, so the text stays text. */
const Decimal = new GraphQLScalarType<string, string>({
  name: 'Decimal',
  description:
    'An exact decimal number as text, such as `"12.8300"`: with the digits that Microsoft Graph wrote, since a JSON number would be rounded. Money is of this kind; its currency stands beside it.',
  specifiedByURL: 'https://docs.oasis-open.org/odata/odata-csdl-xml/v4.01/odata-csdl-xml-v4.01.html#sec_PrimitiveTypes',
  serialize: toSentDecimalText,
  parseValue: toDecimalText,
  parseLiteral: (node) =>
    toDecimalText(
      node.kind === Kind.STRING || node.kind === Kind.INT || node.kind === Kind.FLOAT ? node.value : undefined,
    ),
});

const Duration = new GraphQLScalarType<string, string>({
  ...GraphQLDuration.toConfig(),
  description: 'A length of time as ISO 8601 text, such as `PT0.016S` for 16 milliseconds.',
  serialize: toText,
  specifiedByURL: 'https://www.iso.org/iso-8601-date-and-time-format.html',
});

/** Whole numbers of up to 64 bits; what a JavaScript number cannot hold came as text and stays it. */
function toWholeNumber(value: unknown): number | string {
  if (Number.isSafeInteger(value)) return value as number;
  if (!/^-?\d{1,19}$/.test(toText(value))) throw toUnfitValueError();
  return Number.isSafeInteger(Number(value)) ? Number(value) : (value as string);
}

const Long = new GraphQLScalarType<number | string | bigint, number | string>({
  ...GraphQLLong.toConfig(),
  description:
    'A whole number of up to 64 bits: a JSON number, or beyond 2^53, where readers of JSON would round it, text with all its digits.',
  serialize: toWholeNumber,
  specifiedByURL: 'https://docs.oasis-open.org/odata/odata-csdl-xml/v4.01/odata-csdl-xml-v4.01.html#sec_PrimitiveTypes',
});

function toJsonObject(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw toUnfitValueError();
}

const JSONObject = new GraphQLScalarType({
  ...GraphQLJSONObject.toConfig(),
  description: 'A JSON object whose members are not known beforehand.',
  serialize: toJsonObject,
});

builder.addScalarType('DateTime', DateTime);
builder.addScalarType('Decimal', Decimal);
builder.addScalarType('Duration', Duration);
builder.addScalarType('JSONObject', JSONObject);
builder.addScalarType('Long', Long);
