import { describe, expect, it, vi } from 'vitest';
import { failing } from '../support/graph-door.ts';
import type { LiveScene, ToldChange } from '../support/live-scene.ts';
import { HOUR_MS, MINUTE_MS, openLiveScene, SECOND_MS, toVersions } from '../support/live-scene.ts';

const toWords = ({ id, version }: { readonly id: string; readonly version: number }) => `${id} ${version}`;
const reads = ({ door }: LiveScene) => door.requests.filter(({ url }) => !url.startsWith('/subscriptions'));

function expectRising(told: readonly ToldChange[]): void {
  const highest = new Map<string, number>();
  for (const { callRecordId, version, kind } of told) {
    const before = highest.get(callRecordId);
    expect(version).toBeGreaterThan(before ?? 0);
    expect(kind).toBe(before === undefined ? 'CREATED' : 'UPDATED');
    highest.set(callRecordId, version);
  }
}

describe('notifications', () => {
  it('that come twice, out of order or both are told once each, versions rising', async () => {
    const scene = await openLiveScene();
    const gateway = await scene.open({ sweepMs: 0 });
    const ids: string[] = [];
    for (let round = 0; round < 6; round += 1) {
      scene.control.repeatNext(round);
      scene.control.reorderNext(3 + (round % 3));
      for (let count = 0; count < 3; count += 1) ids.push(scene.control.endCall().id);
      for (const id of ids.slice(-4)) scene.control.raiseVersion(id);
      await scene.advance(700);
    }
    await scene.advance(2 * MINUTE_MS);
    expectRising(gateway.told);
    const last = new Map(gateway.told.map(({ callRecordId, version }) => [callRecordId, version]));
    const newest = new Map(scene.control.versions(scene.clock.now() - HOUR_MS).map(({ id, version }) => [id, version]));
    for (const id of ids) expect([id, last.get(id)]).toEqual([id, newest.get(id)]);
  });

  it('that are forged make nobody read anything', async () => {
    const scene = await openLiveScene();
    const gateway = await scene.open({ sweepMs: 0 });
    const { id } = scene.control.endCall();
    await scene.advance(SECOND_MS);
    const asked = scene.door.requests.length;
    for (const clientState of ['guessed', null, '']) {
      expect(await scene.control.forge({ clientState, recordId: id, changeType: 'updated' })).toBe(202);
    }
    expect(await scene.control.forge({ body: '{"value":' })).toBe(202);
    await scene.advance(SECOND_MS);
    expect(scene.door.requests.length).toBe(asked);
    expect(gateway.told).toHaveLength(1);
    expect(await gateway.metric('live_notifications_total{outcome="forged"}')).toBe(3);
  });

  it('that repeat what is known, with the secret, tell nothing anew', async () => {
    const scene = await openLiveScene();
    const gateway = await scene.open({ sweepMs: 0 });
    const { id } = scene.control.endCall();
    await scene.advance(SECOND_MS);
    const clientState = scene.control.subscriptions()[0]?.clientState ?? '';
    await scene.control.forge({ clientState, recordId: id.toUpperCase(), changeType: 'deleted' });
    await scene.advance(SECOND_MS);
    expect(gateway.told).toHaveLength(1);
  });

  it('that come while nobody listens are told when somebody does again', async () => {
    const scene = await openLiveScene();
    const gateway = await scene.open({ sweepMs: 0 });
    const { queue } = gateway.shared;
    const add = queue.add.bind(queue);
    queue.add = () => Promise.reject(new Error('no room'));
    const change = scene.control.endCall();
    await scene.advance(30 * SECOND_MS);
    expect(gateway.told).toEqual([]);
    queue.add = add;
    await scene.advance(MINUTE_MS);
    expect(toVersions(gateway.told)).toEqual([toWords(change)]);
  });
});

describe('a record that is not there yet', () => {
  it.each([1, 30, 149])('is told when it is, %d minutes later', async (minutes) => {
    const scene = await openLiveScene();
    const gateway = await scene.open({ sweepMs: 0 });
    scene.control.hideNext(1, minutes * MINUTE_MS);
    const change = scene.control.endCall();
    await scene.advance(minutes * MINUTE_MS - SECOND_MS);
    expect(gateway.told).toEqual([]);
    expect(reads(scene).length).toBeLessThan(30);
    await scene.advance(Math.min(12, minutes) * MINUTE_MS);
    expect(toVersions(gateway.told)).toEqual([toWords(change)]);
    expect(await gateway.metric('live_records_given_up_total')).toBe(0);
  });

  it('and never comes is given up after 150 minutes, and counted', async () => {
    const scene = await openLiveScene();
    const gateway = await scene.open({ sweepMs: 0 });
    const clientState = scene.control.subscriptions()[0]?.clientState ?? '';
    await scene.control.forge({ clientState, recordId: '00000000-0000-4000-8000-00000000dead' });
    await scene.advance(150 * MINUTE_MS);
    expect(await gateway.metric('live_hints')).toBe(1);
    await scene.advance(13 * MINUTE_MS);
    expect(await gateway.metric('live_hints')).toBe(0);
    expect(await gateway.metric('live_records_given_up_total')).toBe(1);
    const asked = reads(scene).length;
    await scene.advance(HOUR_MS);
    expect(reads(scene).length).toBe(asked);
    expect(gateway.told).toEqual([]);
  });
});

describe('a Graph that fails for an hour', () => {
  it.each([503, 429])('with %d: what was notified is kept, and told afterwards', async (status) => {
    // The breaker goes by the time of the machine.
    vi.useFakeTimers({ toFake: ['Date'] });
    try {
      const scene = await openLiveScene();
      const gateway = await scene.open();
      const isRead = ({ url }: { readonly url: string }) => !url.startsWith('/subscriptions');
      scene.door.refuse = failing(status, isRead);
      const changes = [];
      for (let minute = 0; minute < 60; minute += 20) {
        changes.push(scene.control.endCall(), scene.control.endCall());
        await scene.advance(20 * MINUTE_MS);
        vi.setSystemTime(Date.now() + 20 * MINUTE_MS);
      }
      expect(gateway.told).toEqual([]);
      expect(await gateway.metric('live_hints')).toBe(6);
      expect(reads(scene).length).toBeLessThan(300);
      scene.door.refuse = () => undefined;
      vi.setSystemTime(Date.now() + MINUTE_MS);
      await scene.advance(25 * MINUTE_MS);
      expect(toVersions(gateway.told).sort()).toEqual(changes.map(toWords).sort());
    } finally {
      vi.useRealTimers();
    }
  });
});
