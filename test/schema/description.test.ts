import type { GraphQLArgument } from 'graphql';
import {
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedDirective,
  isSpecifiedScalarType,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { schema } from '../../src/schema/index.ts';

interface Described {
  /** Where it stands, such as `Query.callRecords(first)`. */
  readonly path: string;
  readonly description: string | null | undefined;
}

/** Words that say nothing: "The id of the endpoint." names `Endpoint.id` once more. */
const fillers = new Set(
  'a an and any are as at be by can for from has have in is it its of on one or that the their this to was were which with value values list field type object enum graph microsoft call calls record records'.split(
    ' ',
  ),
);

function toWords(text: string): string[] {
  return text
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

/** Plural or not, verb or participle: the first letters are the same. */
function isRewording(word: string, nameWord: string): boolean {
  const stem = nameWord.length > 5 ? nameWord.slice(0, 5) : nameWord.replace(/s$/, '');
  return word.startsWith(stem) && word.length <= nameWord.length + 3;
}

/** Undefined when the description says more than the name does, else what is wrong with it. */
function toFault({ path, description: whole }: Described): string | undefined {
  // Who may see it says nothing of what it is.
  const description = whole?.replace(/ Access `\w+`: [^`]*\.$/, '');
  if (!description?.trim()) return 'has no description';
  const words = toWords(description);
  if (words.length < 3) return `says too little: "${description}"`;
  const nameWords = toWords(path);
  const news = words.filter((word) => !fillers.has(word) && !nameWords.some((known) => isRewording(word, known)));
  return news.length === 0 ? `only repeats the name: "${description}"` : undefined;
}

function toArguments(path: string, args: readonly GraphQLArgument[]): Described[] {
  return args.map(({ name, description }) => ({ path: `${path}(${name})`, description }));
}

function toDescribed(): Described[] {
  const found: Described[] = [];
  for (const type of Object.values(schema.getTypeMap())) {
    if (isIntrospectionType(type) || isSpecifiedScalarType(type)) continue;
    found.push({ path: type.name, description: type.description });
    if (isObjectType(type) || isInterfaceType(type)) {
      for (const { name, description, args } of Object.values(type.getFields())) {
        found.push({ path: `${type.name}.${name}`, description });
        found.push(...toArguments(`${type.name}.${name}`, args));
      }
    } else if (isInputObjectType(type)) {
      for (const { name, description } of Object.values(type.getFields())) {
        found.push({ path: `${type.name}.${name}`, description });
      }
    } else if (isEnumType(type)) {
      for (const { name, description } of type.getValues()) {
        found.push({ path: `${type.name}.${name}`, description });
      }
    }
  }
  for (const directive of schema.getDirectives()) {
    if (isSpecifiedDirective(directive)) continue;
    const path = `@${directive.name}`;
    found.push({ path, description: directive.description });
    found.push(...toArguments(path, directive.args));
  }
  return found;
}

describe('descriptions', () => {
  it('say more than the name, of every type, field, argument and enum value', () => {
    const described = toDescribed();
    expect(described.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['Query', 'Query.callRecord(id)', 'MediaStream.averageJitter', 'AudioCodec.OPUS', 'Long']),
    );
    const faults = described.map((element) => ({ path: element.path, fault: toFault(element) }));
    expect(faults.filter(({ fault }) => fault !== undefined)).toEqual([]);
  });

  it.each([
    ['CallRecord.id', undefined, 'has no description'],
    ['CallRecord.id', '  ', 'has no description'],
    ['Media.label', 'Label text.', 'says too little'],
    ['MediaStream.averageJitter', 'The average jitter of the stream.', 'only repeats the name'],
    ['FailureStage.CALL_SETUP', 'Setup of the call.', 'only repeats the name'],
    ['Query.callRecords(first)', 'The first of the call records.', 'only repeats the name'],
  ])('the check finds fault with %s: "%s"', (path, description, fault) => {
    expect(toFault({ path, description })).toContain(fault);
  });
});
