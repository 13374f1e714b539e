import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CallRecordFilter, Query } from '../../src/graph/odata.ts';
import { CALL_RECORDS, callRecordPath, mergeQueries, toFilter, toStringLiteral, toUrl } from '../../src/graph/odata.ts';

const ROOT = 'https://graph.microsoft.com/v1.0';

/** Any text that can be encoded: every code point but lone surrogates. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({
    unit: fc.constantFrom("'", '"', '%', '/', '\\', '.', '#', '?', '&', '=', '+', ';', ' ', '\t', '\n', 'a'),
  }),
);

describe('the path of a call record', () => {
  it.each([
    ['e523d2ed-2966-4b6b-925b-754a88034cc5', '/communications/callRecords/e523d2ed-2966-4b6b-925b-754a88034cc5'],
    ['../../users', '/communications/callRecords/..%2F..%2Fusers'],
    ['..\\..\\users', '/communications/callRecords/..%5C..%5Cusers'],
    ['%2e%2e/users', '/communications/callRecords/%252e%252e%2Fusers'],
    ['a?$expand=sessions', '/communications/callRecords/a%3F%24expand%3Dsessions'],
    ['a#b', '/communications/callRecords/a%23b'],
    ["a')/sessions", "/communications/callRecords/a')%2Fsessions"],
    ['a;b\r\nx: y', '/communications/callRecords/a%3Bb%0D%0Ax%3A%20y'],
  ])('%j', (id, path) => {
    expect(callRecordPath(id)).toBe(path);
  });

  it.each(['', '.', '..'])('%j would lead elsewhere and is refused', (id) => {
    expect(() => callRecordPath(id)).toThrow(expect.objectContaining({ code: 'UPSTREAM_INVALID_RESPONSE' }) as Error);
  });

  it('is always one segment below the collection, from which the id can be read back', () => {
    fc.assert(
      fc.property(
        anyText.filter((id) => !['', '.', '..'].includes(id)),
        (id) => {
          const url = new URL(ROOT + callRecordPath(id));
          const [segment, ...more] = url.pathname.slice('/v1.0/communications/callRecords/'.length).split('/');
          expect(url.origin + url.pathname).toMatch(
            /^https:\/\/graph\.microsoft\.com\/v1\.0\/communications\/callRecords\//,
          );
          expect(more).toEqual([]);
          expect(decodeURIComponent(segment ?? '')).toBe(id);
          expect(url.search + url.hash).toBe('');
        },
      ),
    );
  });
});

describe('a URL', () => {
  it.each<[string, Query, string | undefined, string]>([
    ['as it is without options', {}, undefined, '/p'],
    ['with a choice of members', { select: ['id', 'version'] }, undefined, '/p?$select=id,version'],
    ['with a relationship', { expand: { relationship: 'sessions', query: {} } }, undefined, '/p?$expand=sessions'],
    [
      'with nested options, parted by semicolons',
      {
        select: ['id'],
        expand: {
          relationship: 'sessions',
          query: { select: ['id', 'caller'], expand: { relationship: 'segments', query: {} } },
        },
      },
      undefined,
      '/p?$select=id&$expand=sessions($select=id,caller;$expand=segments)',
    ],
    [
      'with a filter in front, readable where it may be',
      { select: ['id'] },
      "startDateTime ge 2026-03-01T00:00:00+01:00 and participants_v2/any(p:p/id eq '+49 30')",
      '/p?$filter=startDateTime%20ge%202026-03-01T00:00:00%2B01:00%20and%20participants_v2/any(p:p/id%20eq%20%27%2B49%2030%27)&$select=id',
    ],
  ])('%s', (_, query, filter, url) => {
    expect(toUrl('/p', query, filter)).toBe(url);
  });

  it('carries any filter text whole, and no quote, hash or ampersand of it raw', () => {
    fc.assert(
      fc.property(
        anyText.filter((text) => text !== ''),
        (filter) => {
          const relative = toUrl(CALL_RECORDS, { select: ['id'] }, filter);
          const url = new URL(ROOT + relative);
          expect([...url.searchParams.keys()]).toEqual(['$filter', '$select']);
          expect(url.searchParams.get('$filter')).toBe(filter);
          expect(url.pathname).toBe(`/v1.0${CALL_RECORDS}`);
          expect(relative).toMatch(/^[\x21-\x7e]+$/);
          expect(relative).not.toMatch(/['"#\\]/);
        },
      ),
    );
  });
});

describe('the filter of the list', () => {
  it.each<[CallRecordFilter, string | undefined]>([
    [{}, undefined],
    [{ from: null, to: null, participantId: null }, undefined],
    [{ from: '2026-03-01T00:00:00Z' }, 'startDateTime ge 2026-03-01T00:00:00Z'],
    [{ to: '2026-03-02t00:00:00.1234567z' }, 'startDateTime lt 2026-03-02T00:00:00.1234567Z'],
    [{ participantId: '+5564981205182' }, "participants_v2/any(p:p/id eq '+5564981205182')"],
    [
      { from: '2026-03-01T00:00:00Z', to: '2026-03-02T00:00:00Z', participantId: "O'Brien" },
      "startDateTime ge 2026-03-01T00:00:00Z and startDateTime lt 2026-03-02T00:00:00Z and participants_v2/any(p:p/id eq 'O''Brien')",
    ],
  ])('%j', (filter, text) => {
    expect(toFilter(filter)).toBe(text);
  });

  it('keeps a participant id inside its quotes, whatever it is', () => {
    fc.assert(
      fc.property(
        anyText.filter((id) => id !== ''),
        (participantId) => {
          const url = new URL(ROOT + toUrl(CALL_RECORDS, {}, toFilter({ participantId })));
          const literal = /^participants_v2\/any\(p:p\/id eq (.*)\)$/s.exec(url.searchParams.get('$filter') ?? '')?.[1];
          expect(readStringLiteral(literal ?? '')).toBe(participantId);
          expect(literal).toBe(toStringLiteral(participantId));
        },
      ),
    );
  });
});

/** What an OData parser makes of a literal; undefined where it would end before the text does. */
function readStringLiteral(literal: string): string | undefined {
  return /^'([^']|'')*'$/s.test(literal) ? literal.slice(1, -1).replaceAll("''", "'") : undefined;
}

describe('two queries in one', () => {
  const member = fc.constantFrom('id', 'version', 'type', 'caller', 'callee', 'failureInfo');
  const anySelect = fc.option(fc.uniqueArray(member, { minLength: 1 }), { nil: undefined });
  const { query: anyQuery } = fc.letrec<{ query: Query }>((tie) => ({
    query: fc.record({
      select: anySelect,
      expand: fc.option(
        fc.record({ relationship: fc.constantFrom('sessions', 'participants_v2', 'segments'), query: tie('query') }),
        { nil: undefined, maxDepth: 3 },
      ),
    }),
  }));

  /** Whether whoever wants `wanted` finds all of it in the answer to `asked`. */
  function serves(asked: Query, wanted: Query): boolean {
    const members = asked.select;
    const selects = members === undefined || (wanted.select?.every((name) => members.includes(name)) ?? false);
    if (!selects || !wanted.expand) return selects;
    return asked.expand?.relationship === wanted.expand.relationship && serves(asked.expand.query, wanted.expand.query);
  }

  function conflict(a: Query, b: Query): boolean {
    if (!a.expand || !b.expand) return false;
    return a.expand.relationship !== b.expand.relationship || conflict(a.expand.query, b.expand.query);
  }

  it('serve both, unless they want different relationships', () => {
    fc.assert(
      fc.property(anyQuery, anyQuery, (a, b) => {
        const merged = mergeQueries(a, b);
        expect(merged === undefined).toBe(conflict(a, b));
        if (!merged) return;
        expect(serves(merged, a)).toBe(true);
        expect(serves(merged, b)).toBe(true);
      }),
    );
  });

  it('ask for no member that neither wants, and for none twice', () => {
    fc.assert(
      fc.property(anySelect, anySelect, (a, b) => {
        const merged = mergeQueries({ select: a }, { select: b })?.select;
        expect(merged && [...merged].sort()).toEqual(a && b && [...new Set([...a, ...b])].sort());
      }),
    );
  });

  it('are the query itself where both are the same', () => {
    fc.assert(
      fc.property(anyQuery, (query) => {
        expect(mergeQueries(query, query)).toEqual(query);
      }),
    );
  });
});
