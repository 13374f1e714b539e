import { GraphQLError, GraphQLScalarType } from 'graphql';
import { GraphQLDuration, GraphQLJSONObject, GraphQLLong } from 'graphql-scalars';
import { builder } from './builder.ts';

const RFC_3339 =
  /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/i;

function toDateTimeText(value: unknown): string {
  if (typeof value !== 'string' || !RFC_3339.test(value) || Number.isNaN(Date.parse(value.slice(0, 10)))) {
    throw new GraphQLError('DateTime must be RFC 3339 text with a zone, such as "2026-03-01T09:30:00Z".', {
      extensions: { code: 'BAD_USER_INPUT' },
    });
  }
  return value;
}

/**
 * Graph writes up to seven fractional digits and sometimes an offset; a JavaScript Date would lose both,
 * so the text passes through unparsed on the way out and is only checked on the way in.
 */
export const DateTime = new GraphQLScalarType<string, string>({
  name: 'DateTime',
  description:
    'An instant as RFC 3339 text. Passed on exactly as Microsoft Graph wrote it: zero to seven fractional digits, usually `Z`, rarely an offset. Compare instants, not text.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc3339',
  serialize: (value) => value as string,
  parseValue: toDateTimeText,
  parseLiteral: (node) => toDateTimeText('value' in node ? node.value : undefined),
});

const Duration = new GraphQLScalarType<string, string>({
  ...GraphQLDuration.toConfig(),
  description: 'A length of time as ISO 8601 text, such as `PT0.016S` for 16 milliseconds.',
  serialize: (value) => value as string,
  specifiedByURL: 'https://www.iso.org/iso-8601-date-and-time-format.html',
});

const Long = new GraphQLScalarType({
  ...GraphQLLong.toConfig(),
  description: 'A whole number of up to 64 bits, written as a JSON number.',
});

const JSONObject = new GraphQLScalarType({
  ...GraphQLJSONObject.toConfig(),
  description: 'A JSON object whose members are not known beforehand.',
});

builder.addScalarType('DateTime', DateTime);
builder.addScalarType('Duration', Duration);
builder.addScalarType('JSONObject', JSONObject);
builder.addScalarType('Long', Long);
