import { InMemorySpanExporter } from '@opentelemetry/sdk-trace-node';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createAuthenticator } from '../../src/access/authenticator.ts';
import { createEntraVerifier } from '../../src/access/entra.ts';
import type { Role } from '../../src/access/role.ts';
import { appRoles } from '../../src/access/role.ts';
import { systemClock } from '../../src/clock.ts';
import { createMetrics } from '../../src/metrics.ts';
import type { Tracing } from '../../src/tracing/index.ts';
import { startTracing } from '../../src/tracing/index.ts';
import { toFullSelection } from '../support/full-selection.ts';
import type { TestGateway } from '../support/gateway.ts';
import { GRAPHQL_URL, openGateway } from '../support/gateway.ts';
import { GUID, readMetadata, toMetadataBody } from '../support/metadata-body.ts';
import type { StubAnswer, StubGraph } from '../support/stub-graph.ts';
import { startStubGraph } from '../support/stub-graph.ts';
import type { TokenIssuer } from '../support/token-issuer.ts';
import { AUDIENCE, startTokenIssuer, TENANT_ID } from '../support/token-issuer.ts';

/**
 * Every text that Graph sends and every secret of the gateway is marked. Whatever goes wrong, no mark is in a log, a trace, a
 * figure, the audit log or an error.
 */

vi.setConfig({ testTimeout: 60_000 });

const MARK = 'canary';
const marked = (what: string) => `${MARK}-${what}`;
let count = 0;

/** The same body with a mark of its own in each text. */
function mark<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value), (_name, each: unknown) =>
    each === 'a text' ? marked(String((count += 1))) : each,
  ) as Value;
}

const ofRecord = (root: string) =>
  mark(toMetadataBody(readMetadata('call-record-metadata.v1'), root).body) as Record<string, unknown>;
const ofReport = (root: string) =>
  mark(toMetadataBody(readMetadata('report-metadata.v1'), root).body) as Record<string, unknown>;
const record: Record<string, unknown> = { ...ofRecord('graph.callRecords.callRecord'), id: GUID };
const session = ofRecord('graph.callRecords.session');
const participant = ofRecord('graph.callRecords.participant');
const pstnRow = ofReport('graph.callRecords.pstnCallLogRow');
const routingRow: Record<string, unknown> = {
  ...ofReport('graph.callRecords.directRoutingLogRow'),
  correlationId: GUID,
};

function toGood(url: string): unknown {
  if (url.includes('getPstnCalls')) return { value: [pstnRow] };
  if (url.includes('getDirectRoutingCalls')) return { value: [routingRow] };
  if (url.includes('/sessions')) return { value: [session] };
  if (url.includes('/participants_v2')) return { value: [participant] };
  if (/callRecords(\?|$)/.test(url)) return { value: [record] };
  return { ...record, sessions: [session], participants_v2: [participant] };
}

const secretError = {
  error: { code: marked('code'), message: marked('message'), innerError: { 'request-id': marked('request id') } },
};

/** What can be wrong with an answer of Graph, with marks wherever Graph could put text. */
const FAULTS: Readonly<Record<string, (url: string) => StubAnswer>> = {
  nothing: (url) => ({ body: toGood(url) }),
  ...Object.fromEntries(
    [400, 401, 403, 404, 410, 416, 429, 500, 503].map((status) => [
      `status ${status}`,
      (): StubAnswer => ({
        status,
        headers: { 'request-id': marked('header, which is no id'), 'retry-after': '0' },
        body: secretError,
      }),
    ]),
  ),
  'a body that is a list': () => ({ body: [marked('list')] }),
  'another body': () => ({ body: { [marked('member')]: marked('value'), value: marked('value') } }),
  'a link that leads elsewhere': (url) => ({
    body: { ...(toGood(url) as object), '@odata.nextLink': `https://${marked('host')}.example/x` },
  }),
  'a link that is none': (url) => ({ body: { ...(toGood(url) as object), '@odata.nextLink': marked('link') } }),
  'values of the wrong kind': (url) => ({
    body: JSON.parse(JSON.stringify(toGood(url)), (name, value: unknown) =>
      typeof value === 'string' && value.startsWith(MARK) && name !== 'id' ? { wrong: value } : value,
    ) as unknown,
  }),
  'instants and durations that are text': (url) => ({
    body: JSON.parse(JSON.stringify(toGood(url)), (name, value: unknown) =>
      /DateTime|uration|Jitter|RoundTrip|charge/i.test(name) && typeof value !== 'object' ? marked('text') : value,
    ) as unknown,
  }),
};

const RECORD = toFullSelection('CallRecord', ['callRecord']);
const WINDOW = 'from: "2026-06-01T00:00:00Z", to: "2026-06-15T00:00:00Z"';
const QUERIES = [
  `{ callRecord(id: "${GUID}") ${RECORD} }`,
  `{ callRecords(first: 2, filter: { participantId: "${GUID}" }) { nodes { id type organizer { id } sessions { id } } pageInfo { endCursor } } }`,
  `{ pstnCalls(${WINDOW}) { nodes ${toFullSelection('PstnCallLogRow')} } directRoutingCalls(${WINDOW}) { nodes ${toFullSelection('DirectRoutingLogRow', ['callRecord'])} } }`,
  `{ pstnCosts(${WINDOW}, groupBy: USER) { key name } callQualitySummary(groupBy: USER) { groups { key name } } }`,
  // What callers write can be as secret as what Graph sends.
  `query Q { callRecord(id: "${marked('id')}") { id } callRecords(filter: { participantId: "+1555${marked('number')}" }, after: "${marked('cursor')}") { nodes { id } } }`,
  `{ ${MARK}Field callRecord(${MARK}Argument: "${marked('literal')}") { id } }`,
  `{ "${marked('syntax')}`,
];

describe('A sweep for marks', () => {
  const lines: string[] = [];
  const spans = new InMemorySpanExporter();
  const exported: string[] = [];
  const metrics = [createMetrics({ ofProcess: false }), createMetrics({ ofProcess: false })] as const;
  let fault: (url: string) => StubAnswer;
  let graph: StubGraph;
  let issuer: TokenIssuer;
  let tracing: Tracing;
  let gateways: readonly TestGateway[];
  let shown = 0;

  beforeAll(async () => {
    graph = await startStubGraph(({ url }) => fault(url));
    issuer = await startTokenIssuer(systemClock);
    tracing = await startTracing({
      export(ended, done) {
        for (const { name, attributes, events, status } of ended)
          exported.push(JSON.stringify({ name, attributes, events, status }));
        spans.export(ended, done);
      },
      shutdown: () => Promise.resolve(),
    });
    const entra = {
      authority: issuer.origin,
      tenantIds: [TENANT_ID],
      audiences: [AUDIENCE],
      clientIds: [],
      scope: 'access_as_user',
    };
    const shared = {
      baseUrl: graph.baseUrl,
      accessToken: marked('access-token'),
      cursorSecret: marked('cursor secret of the gateway'),
      log: pino({ level: 'trace' }, { write: (line) => void lines.push(line) }),
      audit: (line: object) => void lines.push(JSON.stringify(line)),
      authenticate: createAuthenticator(
        createEntraVerifier(entra, { request: issuer.request, clock: systemClock }),
        systemClock,
      ),
      masksAllPhones: true,
    };
    gateways = [
      openGateway({ ...shared, metrics: metrics[0] }),
      openGateway({ ...shared, metrics: metrics[1], observer: tracing.observer, plugins: [tracing.plugin] }),
    ];
  });
  afterAll(async () => {
    await Promise.all(gateways.map((gateway) => gateway.close()));
    await Promise.all([graph.close(), issuer.close(), tracing.stop()]);
  });

  /** The errors of an answer; what is in its data is the caller's to see. */
  async function ask(gateway: TestGateway, query: string, token: string): Promise<string> {
    const response = await gateway.gateway.fetch(GRAPHQL_URL, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${token}`,
        'x-request-id': marked('request'),
      },
      body: JSON.stringify({ query }),
    });
    const { data, ...rest } = JSON.parse(await response.text()) as { data?: unknown };
    if (JSON.stringify(data ?? null).includes(MARK)) shown += 1;
    return JSON.stringify([rest, Object.fromEntries(response.headers)]);
  }

  const expectUnmarked = (what: string, texts: readonly string[]) => {
    // Fields, arguments and literals that do not exist are told to whoever wrote them, and to nobody else.
    const hit = texts.find(
      (text) => text.toLowerCase().includes(MARK) || text.includes(Buffer.from(MARK).toString('base64').slice(0, 8)),
    );
    expect(hit, what).toBeUndefined();
  };

  it.each(Object.keys(FAULTS))('finds none where Graph sends %s', async (name) => {
    fault = FAULTS[name] as (url: string) => StubAnswer;
    for (const role of ['self', 'support', 'engineer', 'reports', 'admin'] satisfies Role[]) {
      const token = await issuer.sign({ roles: [appRoles[role]], name: marked('person'), upn: marked('upn') });
      for (const gateway of gateways) {
        const errors = await Promise.all(QUERIES.map((query) => ask(gateway, query, token)));
        expectUnmarked(`errors of ${role}`, errors.slice(0, 4));
        expectUnmarked(
          'the signature',
          errors.filter((text) => text.includes(token.slice(-40))).map(() => MARK),
        );
      }
    }
    expectUnmarked('lines of the log', lines);
    expectUnmarked('figures', await Promise.all(metrics.map(async (each) => (await each.read()).text)));
    expect(lines.some((line) => line.includes('eyJ'))).toBe(false);
  });

  it('was of something: answers had marks, and there were lines and spans', async () => {
    await tracing.stop();
    expectUnmarked('spans', exported);
    expect(shown).toBeGreaterThan(10);
    expect([lines.length > 200, exported.length > 200]).toEqual([true, true]);
  });
});
