import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseBody } from '../../src/graph/json-body.ts';

/** Item by item, however small. */
const inParts = (text: string) => parseBody(Buffer.from(text), { exactMoney: false, largeBytes: 0 });

function settle(parse: () => unknown): unknown {
  try {
    return { value: parse() };
  } catch (error) {
    return { error: (error as Error).name };
  }
}

const ascii = fc.string({ unit: 'binary-ascii' });
const name = fc.constantFrom('responses', 'value', 'sessions', '@odata.context', '__proto__', 'v\\', 'a"b');
const item = fc.oneof(
  { weight: 6, arbitrary: fc.dictionary(fc.oneof(ascii, name), fc.jsonValue()) },
  { weight: 1, arbitrary: fc.jsonValue() },
);
const body = fc.array(fc.tuple(name, fc.oneof(fc.array(item), fc.jsonValue())), { maxLength: 5 }).map((members) => {
  const texts = members.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`);
  return `{${texts.join(',')}}`;
});

describe('a body that is read item by item', () => {
  it('stands for what JSON.parse says', () => {
    fc.assert(
      fc.property(body, (text) => {
        expect(inParts(text)).toEqual(JSON.parse(text));
      }),
      { numRuns: 2_000 },
    );
  });

  it('may have space anywhere', () => {
    fc.assert(
      fc.property(body, fc.constantFrom('\t', '\n', '  '), (text, indent) => {
        const spaced = ` ${JSON.stringify(JSON.parse(text), null, indent)}\r\n`;
        expect(inParts(spaced)).toEqual(JSON.parse(text));
      }),
    );
  });

  it('is refused where JSON.parse refuses it, whatever byte is lost, doubled or another', () => {
    const change = fc.tuple(
      fc.nat(),
      fc.constantFrom('', '"', ',', '{', '}', '[', ']', ':', '\\', 'x', '0', ' '),
      fc.boolean(),
    );
    fc.assert(
      fc.property(body, fc.array(change, { minLength: 1, maxLength: 3 }), (text, changes) => {
        let changed = text;
        for (const [at, by, isAdded] of changes) {
          const place = at % (changed.length + 1);
          changed = changed.slice(0, place) + by + changed.slice(isAdded ? place : place + 1);
        }
        expect(settle(() => inParts(changed))).toEqual(settle(() => JSON.parse(changed)));
      }),
      { numRuns: 5_000 },
    );
  });

  it('keeps the digits of long numbers and of money', () => {
    const text = '{"value":[{"id":"a","version":9007199254740993,"charge":0.10}]}';
    expect(inParts(text)).toEqual({ value: [{ id: 'a', version: '9007199254740993', charge: 0.1 }] });
    expect(parseBody(Buffer.from(text), { exactMoney: true, largeBytes: 0 })).toEqual({
      value: [{ id: 'a', version: '9007199254740993', charge: '0.10' }],
    });
  });

  it('is read whole where it is more than ASCII', () => {
    expect(inParts('\uFEFF{"value":[{"id":"ä"}]}')).toEqual({ value: [{ id: 'ä' }] });
  });
});
