import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { GRAPHQL_URL } from './support/gateway.ts';
import type { SimulatedGateway } from './support/simulator.ts';
import { openSimulatedGateway } from './support/simulator.ts';

let simulated: SimulatedGateway;

beforeAll(async () => {
  simulated = await openSimulatedGateway({}, {});
});

afterAll(() => simulated.close());

const get = (headers: Readonly<Record<string, string>>) =>
  simulated.gateway.fetch(GRAPHQL_URL, { headers: { accept: 'text/html', ...headers } });

it('the playground goes packed to who takes it so, and is the same page', async () => {
  const plain = await get({});
  expect(plain.headers.get('content-encoding')).toBeNull();
  const page = await plain.text();
  for (const time of [1, 2]) {
    const packed = await get({ 'accept-encoding': 'gzip, deflate, br' });
    expect([time, packed.status, packed.headers.get('content-encoding'), packed.headers.get('vary')]).toEqual([
      time,
      200,
      'gzip',
      'Accept-Encoding',
    ]);
    const bytes = Buffer.from(await packed.arrayBuffer());
    expect(packed.headers.get('content-length')).toBe(String(bytes.length));
    expect(bytes.length).toBeLessThan(page.length);
    expect(gunzipSync(bytes).toString()).toBe(page);
  }
});

it('is a few lines: GraphiQL itself is kept by browsers, and was packed when it was built', async () => {
  const page = await (await get({})).text();
  const files = [...page.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path]) => path as string);
  expect(files).toHaveLength(2);
  for (const path of files) {
    const response = await simulated.gateway.fetch(new URL(path, GRAPHQL_URL).href, {
      headers: { 'accept-encoding': 'gzip, br' },
    });
    expect([response.status, response.headers.get('content-encoding')]).toEqual([200, 'br']);
    expect(response.headers.get('cache-control')).toContain('immutable');
    expect((await response.arrayBuffer()).byteLength).toBeLessThan(1_700_000);
  }
});

it('is served with its options in it, and no other way', async () => {
  for (const path of ['/page.html', '/page.template']) {
    expect((await simulated.gateway.fetch(new URL(path, GRAPHQL_URL).href)).status).toBe(404);
  }
});

it('a tab cannot end the script that it stands in', async () => {
  const query = '# </script><script>alert(1)</script>\n{ __typename }';
  const own = await openSimulatedGateway({}, { tabs: [{ query }] });
  const page = await (await own.gateway.fetch(GRAPHQL_URL, { headers: { accept: 'text/html' } })).text();
  await own.close();
  expect(page).not.toContain('alert(1)</script>');
  expect(page).toContain('\\u003c/script>');
});

it('answers go out as they are', async () => {
  const response = await simulated.gateway.fetch(GRAPHQL_URL, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'accept-encoding': 'gzip' },
    body: JSON.stringify({ query: '{ __typename }' }),
  });
  expect(response.headers.get('content-encoding')).toBeNull();
  expect(await response.json()).toMatchObject({ data: { __typename: 'Query' } });
});
