import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { TestGateway } from '../support/gateway.ts';
import { GRAPHQL_URL, openGateway } from '../support/gateway.ts';
import type { StubGraph } from '../support/stub-graph.ts';
import { startStubGraph } from '../support/stub-graph.ts';

/** What a caller writes never becomes more of a request to Graph, a header or a log line than the text that it is. */

vi.setConfig({ testTimeout: 60_000 });

const LIST = '/communications/callRecords';
let graph: StubGraph;
let gateway: TestGateway;
const lines: string[] = [];

beforeAll(async () => {
  graph = await startStubGraph(() => ({ body: { value: [] } }));
  const write = (line: unknown, message?: string) => void lines.push(JSON.stringify([line, message]));
  gateway = openGateway({ baseUrl: graph.baseUrl, log: { info: write, warn: write, error: write } as never });
});
afterAll(async () => {
  await gateway.close();
  await graph.close();
});
beforeEach(() => {
  graph.requests.length = 0;
});

const nasty = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.constantFrom(
    "' or 1 eq 1 or p/id eq '",
    "')) or participants_v2/any(p:true",
    '../../../users',
    '%2e%2e/users',
    'x&$expand=sessions',
    'x?$top=1#',
    'a\r\nHost: evil.example',
    '\u0000',
    'a b+c%20d',
    '\\',
  ),
);

describe('Text of a caller', () => {
  it('in a filter stays one string of it', async () => {
    await fc.assert(
      fc.asyncProperty(nasty, async (text) => {
        graph.requests.length = 0;
        const query = 'query ($id: String) { callRecords(filter: { participantId: $id }) { nodes { id } } }';
        const { errors } = await gateway.query(query, { id: text });
        const [request, ...others] = graph.requests;
        expect(others).toEqual([]);
        if (!request) {
          expect(errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
          return;
        }
        const url = new URL(request.url, 'https://graph.example');
        expect(url.pathname).toBe(LIST);
        const literal = `'${text.replaceAll("'", "''")}'`;
        expect(url.searchParams.get('$filter')).toBe(`participants_v2/any(p:p/id eq ${literal})`);
        expect([...url.searchParams.keys()].sort()).toEqual(['$filter', '$select']);
        expect(Object.keys(request.headers)).not.toContain('host: evil.example');
      }),
      { numRuns: 300 },
    );
  });

  it('is no id of a record, unless it is a GUID', async () => {
    await fc.assert(
      fc.asyncProperty(nasty, async (text) => {
        const { errors } = await gateway.query('query ($id: ID!) { callRecord(id: $id) { id } }', { id: text });
        expect(errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
        expect(graph.requests).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it('is no cursor', async () => {
    await fc.assert(
      fc.asyncProperty(nasty, async (text) => {
        const { errors } = await gateway.query('query ($a: String) { callRecords(after: $a) { nodes { id } } }', {
          a: text,
        });
        expect(errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
        expect(graph.requests).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it('is one line of the log, whatever it is, and no id of a request', async () => {
    lines.length = 0;
    const forged = '\n{"level":"fatal"}';
    const response = await gateway.gateway.fetch(GRAPHQL_URL, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-request-id': '{"level":"fatal"}' },
      body: JSON.stringify({ query: 'query Mine { callRecords(first: 1) { nodes { id } } }', operationName: 'Mine' }),
    });
    expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    await gateway.query('query ($id: ID!) { callRecord(id: $id) { id } }', { id: forged });
    expect(lines.length).toBe(2);
    for (const line of lines) {
      expect(line).not.toContain('\n');
      expect(line).not.toContain('fatal');
    }
  });
});
