import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { showcase } from '../../src/simulator/showcase.ts';
import { open, type SimulatorClient } from './simulator-client.ts';

const list = '/communications/callRecords';
const record = `${list}/${showcase.meeting}`;

let client: Awaited<ReturnType<typeof open>>;
beforeAll(async () => {
  client = await open();
});
afterAll(() => client.close());

const ask = (url: string): ReturnType<SimulatorClient['get']> => client.get(url);

describe('what Graph documents is answered', () => {
  it.each([
    list,
    `${list}?$select=id,startDateTime`,
    `${list}?select=id`,
    `${list}?$filter=startDateTime%20ge%202026-01-01T00:00:00Z`,
    record,
    `${list}('${showcase.meeting}')`,
    `${list}('${showcase.meeting}')/sessions`,
    `${record}?$select=id,modalities`,
    `${record}?$expand=participants_v2`,
    `${record}?$expand=sessions`,
    `${record}?Expand=sessions(expand=segments)`,
    `${record}?$expand=sessions($expand=segments;$select=id,caller)`,
    `${record}?$expand=sessions($select=id,caller;$expand=segments)`,
    `${record}/sessions?$expand=segments&$select=id`,
    `${record}/participants_v2?$select=id`,
  ])('%s', async (url) => {
    expect(await ask(url)).toMatchObject({ status: 200 });
  });

  it('in beta as well', async () => {
    const { status, body } = await ask(`${client.baseUrl}/beta${record}?$expand=sessions($expand=segments)`);
    const v1 = await ask(`${record}?$expand=sessions($expand=segments)`);
    expect(status).toBe(200);
    expect(JSON.stringify(body).replaceAll('/beta/', '/v1.0/')).toBe(JSON.stringify(v1.body));
  });
});

describe('what it does not document is refused', () => {
  it.each<readonly [url: string, mentions: string]>([
    ...[
      '$top=5',
      '$orderby=startDateTime',
      '$count=true',
      '$skip=5',
      '$search=x',
      '$format=json',
      'foo=bar',
      'top=5',
    ].map((option) => [`${list}?${option}`, option.replace(/=.*/, '')] as const),
    [`${list}?$expand=sessions`, '$expand'],
    [`${list}?$select=id,nothing`, "'nothing'"],
    [`${list}?$select=organizer_v2`, "'organizer_v2'"],
    [`${list}?$select=*`, "'*'"],
    [`${list}?$select=`, 'empty'],
    [`${list}?$select=id&select=type`, 'only once'],
    [`${list}?$filter=%E0%A4`, 'percent-encoded'],
    [`${record}?$filter=startDateTime ge 2026-01-01T00:00:00Z`, '$filter'],
    [`${record}?$expand=sessions,participants_v2`, 'two relationships'],
    [`${record}?$expand=sessions($top=1)`, '$top=1'],
    [`${record}?$expand=sessions($filter=id eq '1')`, '$filter'],
    [`${record}?$expand=sessions($select=id;$select=caller)`, '$select=caller'],
    [`${record}?$expand=sessions($select=segments)`, "'segments'"],
    [`${record}?$expand=sessions($expand=segments($select=id))`, 'inside the expansion of segments'],
    [`${record}?$expand=sessions()`, 'inside the expansion of sessions'],
    [`${record}?$expand=sessions($expand=segments`, 'parentheses'],
    [`${record}?$expand=sessions)(`, 'parentheses'],
    [`${record}?$expand=segments`, "'segments'"],
    [`${record}?$expand=organizer_v2`, "'organizer_v2'"],
    [`${record}?$expand=participants_v2($select=id)`, 'participants_v2'],
    [`${record}?$skiptoken=abc`, '$skiptoken'],
    [`${record}/sessions?$filter=isTest eq true`, '$filter'],
    [`${record}/sessions?$expand=media`, "'media'"],
    [`${record}/sessions?$select=segments`, "'segments'"],
    [`${record}/participants_v2?$expand=identity`, '$expand'],
    [`${record}/sessions?$skiptoken=abc`, 'Skip token'],
    [`${record}/organizer_v2`, 'organizer_v2'],
    [`${record}/participants_v2/1`, 'participants_v2/1'],
    [`${record}/sessions/1`, 'sessions/1'],
    [`${record}/sessions/1/segments`, 'segments'],
    [`${record}/sessions/$count`, '$count'],
    [`${list}/$count`, '$count'],
    [`${list}/`, 'segment'],
    ['/users', "'users'"],
    ['/communications', 'communications'],
    ['/communications/calls', "'calls'"],
    [`${list}/%E0%A4`, 'percent-encoded'],
  ])('%s', async (url, mentions) => {
    const { status, body } = await ask(url);
    expect(status).toBe(400);
    expect(body.error.code).toMatch(/^(BadRequest|ExpandNotSupported)$/);
    expect(body.error.message).toContain(mentions);
  });

  it('another version', async () => {
    expect((await ask(`${client.baseUrl}/v2.0${list}`)).status).toBe(400);
  });

  it.each(['POST', 'PATCH', 'DELETE', 'PUT'])('%s on a record', async (method) => {
    const { status, body, headers } = await client.send(method, record);
    expect(status).toBe(405);
    expect(body.error.code).toBe('Request_BadRequest');
    expect(headers.get('allow')).toBe('GET');
  });

  it('GET on a batch', async () => {
    expect((await ask('/$batch')).status).toBe(405);
  });
});

describe('a record that is not there', () => {
  it.each(['00000000-0000-0000-0000-000000000000', 'anything', '+4989555'])('%s', async (id) => {
    for (const child of ['', '/sessions', '/participants_v2']) {
      const { status, body } = await ask(`${list}/${id}${child}`);
      expect(status).toBe(404);
      expect(body.error).toMatchObject({ code: 'NotFound', message: expect.stringContaining('30 days') });
    }
  });

  it("carries Graph's error body", async () => {
    const { body, headers } = await client.get(`${list}/none`, { 'client-request-id': 'mine' });
    expect(body.error.innerError).toEqual({
      date: '2026-09-16T14:20:30',
      'request-id': headers.get('request-id'),
      'client-request-id': 'mine',
    });
    expect(headers.get('client-request-id')).toBe('mine');
  });
});
