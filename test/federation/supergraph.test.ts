import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { toSubgraphSdl } from '../../src/federation/subgraph-sdl.ts';
import { schema } from '../../src/schema/index.ts';
import { showcase } from '../../src/simulator/showcase.ts';
import type { GuardedGateway } from '../support/guarded.ts';
import { openGuardedGateway } from '../support/guarded.ts';
import { composeAsDocumented } from './compose.ts';
import { documented } from './document.ts';
import { createSubgraphServer } from './subgraph-server.ts';
import type { Supergraph } from './supergraph.ts';
import { openSupergraph } from './supergraph.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const nowMs = Date.parse('2026-06-15T12:00:00Z');
const clock = { ...systemClock, now: () => nowMs };

interface Ticket {
  readonly id: string;
  readonly callRecord?: { readonly id: string } | null;
  readonly leg?: { readonly callRecordId: string; readonly id: string } | null;
}

let guarded: GuardedGateway;
let supergraph: Supergraph;
let token: string;
let callIds: readonly string[];
let tickets: readonly Ticket[] = [];
let isDirectoryDown = false;

const titleOf = (id: unknown) => `Title of ${String(id)}`;
const toTickets = (ids: readonly string[]) => ids.map((id, index) => ({ id: `t${index}`, callRecord: { id } }));
const ask = (query: string) => supergraph.ask(query, { authorization: `Bearer ${token}` });

beforeAll(async () => {
  guarded = await openGuardedGateway({ clock, gateway: { federation: true } });
  const directory = createSubgraphServer({
    sdl: documented.directory,
    resolveEntity: (user) => (user['id'] ? { ...user, jobTitle: titleOf(user['id']) } : null),
  });
  const helpdesk = createSubgraphServer({ sdl: documented.tickets, rootFields: { tickets: () => tickets } });
  supergraph = await openSupergraph(composeAsDocumented(), {
    'calls.example': (url, init) => guarded.gateway.fetch(url, init),
    'directory.example': (url, init) =>
      isDirectoryDown ? Response.json({ errors: [{ message: 'down' }] }, { status: 503 }) : directory.fetch(url, init),
    'tickets.example': (url, init) => helpdesk.fetch(url, init),
  });
  token = await guarded.issuer.sign({ roles: ['CallRecords.Admin'] });
  const { data } = await guarded.askAs(['admin'], '{ callRecords(first: 20) { nodes { id } } }');
  callIds = (data.callRecords.nodes as { id: string }[]).map(({ id }) => id);
});

afterAll(async () => {
  await supergraph.close();
  await guarded.close();
});

beforeEach(() => {
  supergraph.requests.length = 0;
  guarded.calls.length = 0;
  isDirectoryDown = false;
});

describe('The subgraph', () => {
  it('has its SDL in a file, which is the one that it tells', async () => {
    const file = readFileSync(new URL('../../federation.graphql', import.meta.url), 'utf8');
    expect(file.trim()).toBe(toSubgraphSdl(schema).trim());
    const { data } = await guarded.askAs(['admin'], '{ _service { sdl } }');
    expect(data._service.sdl.trim()).toBe(file.trim());
    expect(file).not.toMatch(/_service|_entities|_Any|_Entity|_Service/);
  });

  it('composes with others, and not with one that has another type for an id', () => {
    expect(composeAsDocumented()).toContain('jobTitle');
    const other = documented.directory.replace('id: ID', 'id: Int');
    expect(() => composeAsDocumented(other)).toThrow(/UserIdentity\.id/);
  });
});

describe('The supergraph', () => {
  it('answers the query of the document: their tickets, our calls, their job titles', async () => {
    tickets = toTickets([showcase.peerToPeer, showcase.meeting]);
    const { data, errors } = await ask(documented.query);
    expect(errors).toBeUndefined();
    expect((data.tickets as { callRecord: { type: string } }[]).map(({ callRecord }) => callRecord.type)).toEqual([
      'PEER_TO_PEER',
      'GROUP_CALL',
    ]);
    const users = (
      data.tickets as { callRecord: { sessions: { caller: { associatedIdentity?: Record<string, unknown> } }[] } }[]
    )
      .flatMap(({ callRecord }) => callRecord.sessions)
      .flatMap(({ caller }) => (caller.associatedIdentity ? [caller.associatedIdentity] : []));
    expect(users.length).toBeGreaterThan(2);
    for (const { id, jobTitle } of users) expect(jobTitle).toBe(id ? titleOf(id) : null);
    expect(supergraph.requests.map(({ host }) => host)).toEqual([
      'tickets.example',
      'calls.example',
      'directory.example',
    ]);
  });

  it('reads the calls of 20 tickets in one batch', async () => {
    tickets = toTickets(callIds);
    const { data, errors } = await ask('{ tickets { id callRecord { id version sessions(first: 1) { id } } } }');
    expect(errors).toBeUndefined();
    expect(data.tickets.map((ticket: Ticket) => ticket.callRecord?.id)).toEqual(callIds);
    expect(guarded.calls.map(({ url, items }) => [url, items.length])).toEqual([['/v1.0/$batch', 20]]);
  });

  it('finds a leg by its key', async () => {
    const { data: known } = await guarded.askAs(
      ['admin'],
      `{ callRecord(id: "${showcase.meeting}") { sessions { id startDateTime } } }`,
    );
    const sessions = known.callRecord.sessions as { id: string; startDateTime: string }[];
    guarded.calls.length = 0;
    tickets = sessions.slice(0, 3).map(({ id }) => ({ id, leg: { callRecordId: showcase.meeting, id } }));
    const { data, errors } = await ask('{ tickets { leg { id startDateTime } } }');
    expect(errors).toBeUndefined();
    expect(data.tickets).toEqual(sessions.slice(0, 3).map((leg) => ({ leg })));
    expect(guarded.calls).toHaveLength(1);
  });

  it('keeps our part where the directory is down', async () => {
    isDirectoryDown = true;
    tickets = toTickets([showcase.peerToPeer]);
    const { data, errors } = await ask(documented.query);
    expect(errors?.length).toBeGreaterThan(0);
    expect(data.tickets[0].callRecord.type).toBe('PEER_TO_PEER');
    const [session] = data.tickets[0].callRecord.sessions as { caller: { associatedIdentity: object } }[];
    expect(session?.caller.associatedIdentity).toEqual({ id: expect.any(String), jobTitle: null });
  });

  it('keeps the other calls where one of ours is no call, or cannot be read', async () => {
    tickets = toTickets([showcase.peerToPeer, 'no call', crypto.randomUUID(), showcase.meeting]);
    const { data, errors } = await ask('{ tickets { callRecord { type } } }');
    expect(data.tickets.map((ticket: { callRecord: { type: string } | null }) => ticket.callRecord?.type)).toEqual([
      'PEER_TO_PEER',
      null,
      null,
      'GROUP_CALL',
    ]);
    expect(errors).toHaveLength(1);
    expect(errors?.[0]).toMatchObject({
      message: 'Representation 1 must have an "id" that is the GUID of a call record.',
      path: ['tickets', 1, 'callRecord', 'type'],
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });

  it('passes on who is calling: without a token there are no calls', async () => {
    tickets = toTickets([showcase.peerToPeer]);
    await ask('{ tickets { callRecord { type } } }');
    expect(supergraph.requests.map(({ authorization }) => authorization)).toEqual([
      `Bearer ${token}`,
      `Bearer ${token}`,
    ]);
    const { data, errors } = await supergraph.ask('{ tickets { callRecord { type } } }');
    // That there is such a call is the word of the tickets.
    expect(data.tickets).toEqual([{ callRecord: { type: null } }]);
    expect(errors?.[0]?.extensions['code']).toBe('UNAUTHENTICATED');
  });
});
