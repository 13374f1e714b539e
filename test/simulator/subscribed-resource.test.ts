import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSubscribedResource } from '../../src/simulator/notification/subscription-resource.ts';

const collection = '/communications/callRecords';
const blank = fc.constantFrom('', ' ', '  ');
const gap = fc.constantFrom(' ', '  ');

/** One comparison, and whom it names. */
const comparison = fc
  .tuple(fc.array(fc.uuid(), { minLength: 1, maxLength: 3 }), fc.boolean(), gap, blank)
  .map(([ids, isList, wide, thin]) =>
    isList || ids.length > 1
      ? { ids, text: `p/id${wide}in${wide}(${ids.map((id) => `'${id}'`).join(`,${thin}`)})` }
      : { ids, text: `p/id${wide}eq${wide}'${ids[0] ?? ''}'` },
  );
const any = fc.tuple(fc.array(comparison, { minLength: 1, maxLength: 3 }), blank).map(([terms, thin]) => ({
  ids: terms.flatMap(({ ids }) => ids),
  text: `participants/any(${thin}p${thin}:${thin}${terms.map(({ text }) => text).join(' or ')}${thin})`,
}));

describe('the resource of a subscription', () => {
  it('names whoever its filter names', () => {
    fc.assert(
      fc.property(fc.array(any, { minLength: 1, maxLength: 3 }), (terms) => {
        const text = `${collection}?$filter=${terms.map((term) => term.text).join(' or ')}`;
        expect(parseSubscribedResource(text)).toEqual({
          text,
          participantIds: new Set(terms.flatMap(({ ids }) => ids)),
        });
      }),
    );
  });

  it('is none that is longer or shorter than a good one', () => {
    const good = `${collection}?$filter=participants/any(p:p/id eq '1c1c4f4e-3f0a-4b60-8a3c-58b2d9c6a111')`;
    fc.assert(
      fc.property(fc.nat(good.length - 1), (length) => {
        const cut = good.slice(0, length);
        expect(parseSubscribedResource(cut)?.participantIds).toBeUndefined();
        if (cut !== collection) expect(parseSubscribedResource(cut)).toBeUndefined();
      }),
    );
    fc.assert(
      fc.property(
        fc.string({ minLength: 1 }).filter((text) => text.trim() !== ''),
        (more) => {
          expect(parseSubscribedResource(`${good}${more}`)).toBeUndefined();
        },
      ),
    );
  });

  it('is read in no time, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 2000 }), (text) => {
        parseSubscribedResource(`${collection}?$filter=${text}`);
      }),
    );
    parseSubscribedResource(`${collection}?$filter=${"participants/any(p:p/id in ('".repeat(20_000)}`);
    parseSubscribedResource(`${collection}?$filter=participants/any(p:p/id eq ${' '.repeat(50_000)}`);
  });
});
