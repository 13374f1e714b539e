import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import type { HintQueue } from '../../src/live/hint-queue.ts';
import type { TestGateway } from '../support/gateway.ts';
import { openGateway } from '../support/gateway.ts';
import { CLIENT_STATE, notificationsOf, openLive, ownParts } from '../support/live.ts';

const ORIGIN = 'http://gateway.test';
const CHANGES = '/notifications/call-records';
const LIFECYCLE = '/notifications/lifecycle';
const ID = 'e523d2ed-2966-4b6b-925b-754a88034cc5';

let gateway: TestGateway;
let added: string[];
let isFull: boolean;
let outcomes: Record<string, number>;

/** Keeps what it is given, and gives nothing out. */
const queue: HintQueue = {
  add(ids) {
    if (isFull) return Promise.reject(new Error('no room'));
    added.push(...ids);
    return Promise.resolve();
  },
  take: () => Promise.resolve([]),
  done: () => Promise.resolve(),
  putBack: () => Promise.resolve(),
  size: () => Promise.resolve(added.length),
  watch: () => () => undefined,
};

beforeEach(() => {
  added = [];
  isFull = false;
  outcomes = {};
  gateway = openGateway({
    baseUrl: 'http://127.0.0.1:9',
    toLive: (graph) =>
      openLive(graph, systemClock, {
        shared: { ...ownParts(systemClock), queue },
        onOutcome: (outcome, count) => (outcomes[outcome] = (outcomes[outcome] ?? 0) + count),
      }),
  });
});
afterEach(() => gateway.close());

const post = (path: string, body = '', init: RequestInit = {}) =>
  gateway.gateway.fetch(`${ORIGIN}${path}`, { method: 'POST', body, ...init });

describe('the handshake', () => {
  it.each([CHANGES, LIFECYCLE])('is answered at %s with the token as it was before its encoding', async (path) => {
    const token = 'Validation: Testing client application reachability for subscription Request-Id: 1+1=2 & <b>é</b>';
    const response = await post(`${path}?a=1&validationToken=${encodeURIComponent(token)}`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('content-security-policy')).toContain('sandbox');
    expect(await response.text()).toBe(token);
  });

  it('knows a plus for a space, as forms do', async () => {
    expect(await (await post(`${CHANGES}?validationToken=Validation%3a+Testing`)).text()).toBe('Validation: Testing');
  });

  it('does not echo what is longer than any token', async () => {
    expect((await post(`${CHANGES}?validationToken=${'x'.repeat(5_000)}`)).status).toBe(400);
  });

  it('gives back every text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 }), async (token) => {
        const response = await post(`${CHANGES}?validationToken=${encodeURIComponent(token)}`);
        expect(await response.text()).toBe(token);
      }),
      { numRuns: 50 },
    );
  });
});

describe('notifications', () => {
  it('are kept by their id alone, each once, and answered with 202', async () => {
    const response = await post(CHANGES, notificationsOf([ID, ID.toUpperCase()]));
    expect(response.status).toBe(202);
    expect(await response.text()).toBe('');
    expect(added).toEqual([ID]);
    expect(outcomes).toEqual({ taken: 1 });
  });

  it('are believed one by one: what does not show the secret is ignored', async () => {
    const { value } = JSON.parse(notificationsOf([ID])) as { value: object[] };
    const other = '00000000-0000-4000-8000-000000000001';
    const mixed = [
      ...value,
      ...(JSON.parse(notificationsOf([other], 'guessed')) as { value: object[] }).value,
      ...(JSON.parse(notificationsOf([other], null)) as { value: object[] }).value,
      null,
      7,
    ];
    expect((await post(CHANGES, JSON.stringify({ value: mixed }))).status).toBe(202);
    expect(added).toEqual([ID]);
    expect(outcomes).toEqual({ taken: 1, forged: 4 });
  });

  it.each([
    `communications/callRecords/${ID}`,
    `communications/callRecords('${ID}')`,
    `https://elsewhere.example/communications/callRecords/${ID}`,
  ])('name their record in the resource %s where the data does not', async (resource) => {
    await post(CHANGES, JSON.stringify({ value: [{ clientState: CLIENT_STATE, resource }] }));
    expect(added).toEqual([ID]);
  });

  it.each([
    { resource: `users/${ID}` },
    { resource: `communications/callRecords/../../users` },
    { resourceData: { id: '../../users' } },
    { resourceData: 5, resource: null },
  ])('that name no call record are counted and lost: %j', async (item) => {
    await post(CHANGES, JSON.stringify({ value: [{ clientState: CLIENT_STATE, ...item }] }));
    expect(added).toEqual([]);
    expect(outcomes).toEqual({ invalid: 1 });
  });

  it('get 503 only where they could not be kept', async () => {
    isFull = true;
    const response = await post(CHANGES, notificationsOf([ID]));
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('10');
    expect((await post(CHANGES, notificationsOf([ID], 'guessed'))).status).toBe(202);
  });

  it('are answered with 202 and no word whatever stands in them', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string(), fc.json()), fc.constantFrom(CHANGES, LIFECYCLE), async (body, path) => {
        const response = await post(path, body);
        expect([response.status, await response.text()]).toEqual([202, '']);
      }),
      { numRuns: 100 },
    );
    expect(added).toEqual([]);
  });

  it.each(['GET', 'PUT', 'DELETE'])('come by POST, not by %s', async (method) => {
    const response = await gateway.gateway.fetch(`${ORIGIN}${CHANGES}`, { method });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
  });
});

it('has no such address where no notifications are wanted', async () => {
  const without = openGateway({ baseUrl: 'http://127.0.0.1:9' });
  const response = await without.gateway.fetch(`${ORIGIN}${CHANGES}?validationToken=x`, { method: 'POST' });
  expect(response.status).toBe(404);
  await without.close();
});
