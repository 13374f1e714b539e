import { describe, expect, it } from 'vitest';
import { showcase } from '../../src/simulator/showcase.ts';
import { connect, type Json } from './simulator-client.ts';

const list = '/communications/callRecords';

const toGet = (id: string, url: string, headers?: Record<string, string>) => ({
  id,
  method: 'GET',
  url,
  ...(headers === undefined ? {} : { headers }),
});

const responseTo = (body: Json, id: string): Json => body.responses.find((response: Json) => response.id === id);

describe('$batch', () => {
  it('answers each item as it would alone', async () => {
    const client = await connect();
    const urls = [list, `${list}/${showcase.meeting}/sessions?$expand=segments`, `${list}/none`, `${list}?$top=1`];
    const { status, body } = await client.batch(urls.map((url, index) => toGet(index.toString(), url)));
    expect(status).toBe(200);
    expect(body.responses).toHaveLength(urls.length);
    for (const [index, url] of urls.entries()) {
      const alone = await client.get(url);
      const response = responseTo(body, index.toString());
      expect(response.status).toBe(alone.status);
      expect(response.headers['Content-Type']).toBe(alone.headers.get('content-type'));
      if (alone.status === 200) expect(response.body).toEqual(alone.body);
      else
        expect(response.body.error).toMatchObject({ code: alone.body.error.code, message: alone.body.error.message });
    }
  });

  it('answers in another order than asked, the same one each time', async () => {
    const requests = Array.from({ length: 20 }, (_, index) =>
      toGet(index.toString(), `${list}/${showcase.peerToPeer}`),
    );
    const orders = await Promise.all(
      [1, 2].map(async () => {
        const client = await connect();
        const { body } = await client.batch(requests);
        return body.responses.map((response: Json) => response.id as string) as string[];
      }),
    );
    expect(orders[0]).toEqual(orders[1]);
    expect(orders[0]).not.toEqual(requests.map(({ id }) => id));
    expect(new Set(orders[0])).toEqual(new Set(requests.map(({ id }) => id)));
  });

  it('never answers in the order asked', async () => {
    const client = await connect();
    for (let turn = 0; turn < 6; turn += 1) {
      const { body } = await client.batch([toGet('first', `${list}/none`), toGet('second', `${list}/none`)]);
      expect(body.responses.map((response: Json) => response.id as string)).toEqual(['second', 'first']);
    }
  });

  it('takes headers from the item alone', async () => {
    const client = await connect();
    const { body } = await client.send('POST', '/$batch', {
      headers: { 'content-type': 'application/json', Prefer: 'odata.maxpagesize=2' },
      body: JSON.stringify({
        requests: [
          toGet('a', 'communications/callRecords'),
          toGet('b', list, { PREFER: 'odata.maxpagesize=3', 'client-request-id': 'x' }),
          toGet('c', `${list}/none`, { 'Client-Request-Id': 'mine' }),
        ],
      }),
    });
    expect(responseTo(body, 'a').body.value).toHaveLength(60);
    expect(responseTo(body, 'b').body.value).toHaveLength(3);
    expect(responseTo(body, 'c').body.error.innerError['client-request-id']).toBe('mine');
  });

  it('follows its own version', async () => {
    const client = await connect();
    const { body } = await client.send('POST', `${client.baseUrl}/beta/$batch`, {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ requests: [toGet('1', list)] }),
    });
    expect(responseTo(body, '1').body['@odata.nextLink']).toContain(`${client.baseUrl}/beta/`);
  });

  it.each<[string, Json, number]>([
    ['another method', { id: '1', method: 'PATCH', url: `${list}/${showcase.meeting}` }, 405],
    ['a batch in a batch', { id: '1', method: 'POST', url: '/$batch' }, 400],
    ['an absolute url', { id: '1', method: 'GET', url: `https://graph.microsoft.com/v1.0${list}` }, 400],
    ['a version in the url', { id: '1', method: 'GET', url: `/v1.0${list}` }, 400],
  ])('refuses %s in its item only', async (_, item, status) => {
    const client = await connect();
    const { body } = await client.batch([item, toGet('2', `${list}/${showcase.meeting}`)]);
    expect(responseTo(body, '1').status).toBe(status);
    expect(responseTo(body, '2').status).toBe(200);
  });

  it.each<[string, Json]>([
    ['more than 20 requests', Array.from({ length: 21 }, (_, index) => toGet(index.toString(), list))],
    ['ids that differ in case only', [toGet('a', list), toGet('A', list)]],
    ['no requests', []],
    ['an item without id', [{ method: 'GET', url: list }]],
    ['a numeric id', [{ id: 1, method: 'GET', url: list }]],
    ['an item without url', [{ id: '1', method: 'GET' }]],
    ['an item that is no object', ['x']],
    ['headers that are no object', [{ id: '1', method: 'GET', url: list, headers: [] }]],
    ['a header that is no text', [{ id: '1', method: 'GET', url: list, headers: { a: 1 } }]],
    ['dependsOn', [toGet('1', list), { ...toGet('2', list), dependsOn: ['1'] }]],
    ['something that is not JSON', '{'],
    ['JSON that is no batch', '[]'],
  ])('refuses %s as a whole', async (_, payload) => {
    const client = await connect();
    const { status, body } = await client.batch(payload);
    expect(status).toBe(400);
    expect(body.error.code).toBe('BadRequest');
  });

  it('wants JSON', async () => {
    const client = await connect();
    const { status } = await client.send('POST', '/$batch', {
      headers: { 'content-type': 'text/plain' },
      body: JSON.stringify({ requests: [toGet('1', list)] }),
    });
    expect(status).toBe(400);
  });

  it('shows what it carried', async () => {
    const client = await connect();
    await client.batch([toGet('1', list, { Prefer: 'x' }), toGet('2', `${list}/none`)]);
    await client.get(list);
    expect(client.requests).toMatchObject([
      {
        method: 'POST',
        url: '/v1.0/$batch',
        status: 200,
        items: [
          { id: '1', url: list, status: 200, headers: { prefer: 'x' } },
          { id: '2', url: `${list}/none`, status: 404, headers: {} },
        ],
      },
      { method: 'GET', url: `/v1.0${list}`, status: 200, items: [] },
    ]);
  });
});
