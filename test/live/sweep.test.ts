import { describe, expect, it } from 'vitest';
import { showcase } from '../../src/simulator/showcase.ts';
import { failing, isList, isOfSubscriptions } from '../support/graph-door.ts';
import type { LiveScene } from '../support/live-scene.ts';
import { HOUR_MS, MINUTE_MS, openLiveScene, SECOND_MS, toVersions } from '../support/live-scene.ts';

const toWords = ({ id, version }: { readonly id: string; readonly version: number }) => `${id} ${version}`;
const lists = ({ door }: LiveScene) => door.requests.filter(isList);

describe('the very first start', () => {
  it('tells of nothing that was there before, and does not ask for it', async () => {
    const scene = await openLiveScene();
    expect(scene.control.versions().length).toBeGreaterThanOrEqual(400);
    const gateway = await scene.open();
    await scene.advance(10 * MINUTE_MS);
    expect(scene.door.requests.filter((request) => !isOfSubscriptions(request))).toEqual([]);
    await scene.advance(5 * HOUR_MS);
    expect(gateway.told).toEqual([]);
    expect(scene.door.requests.filter(({ url }) => url.startsWith('/communications/callRecords/'))).toEqual([]);
    expect(lists(scene).length).toBeGreaterThanOrEqual(5);
    expect(lists(scene).length).toBeLessThan(30);
  });

  it('that fails at first tells of what comes from then on', async () => {
    const scene = await openLiveScene();
    scene.door.refuse = failing(503, isOfSubscriptions);
    const gateway = await scene.open({ sweepMs: 0 });
    await scene.advance(SECOND_MS);
    const change = scene.control.endCall();
    await scene.advance(5 * SECOND_MS);
    scene.door.refuse = () => undefined;
    await scene.advance(10 * SECOND_MS);
    expect(toVersions(gateway.told)).toEqual([toWords(change)]);
  });
});

describe('the periodic sweep', () => {
  it('finds what no notification told of, once', async () => {
    const scene = await openLiveScene();
    const gateway = await scene.open();
    await scene.advance(10 * MINUTE_MS);
    scene.control.loseNext(3);
    const lost = [scene.control.endCall(), scene.control.endCall()];
    const rewritten = scene.control.raiseVersion((lost[0] as { id: string }).id);
    const told = scene.control.endCall();
    await scene.advance(MINUTE_MS);
    expect(toVersions(gateway.told)).toEqual([toWords(told)]);
    await scene.advance(HOUR_MS);
    expect(toVersions(gateway.told).slice(1).sort()).toEqual([toWords(rewritten), `${lost[1]?.id} 1`].sort());
    await scene.advance(2 * HOUR_MS);
    expect(gateway.told).toHaveLength(3);
  });

  it('finds what was written before the last one and came into the list after it', async () => {
    const scene = await openLiveScene();
    const gateway = await scene.open();
    await scene.advance(50 * MINUTE_MS);
    scene.control.loseNext(1);
    scene.control.hideNext(1, 100 * MINUTE_MS);
    const change = scene.control.endCall();
    await scene.advance(2 * HOUR_MS + 20 * MINUTE_MS);
    expect(toVersions(gateway.told)).toEqual([toWords(change)]);
  });

  it('that fails is tried again, ever later, until it has read to the end', async () => {
    const scene = await openLiveScene({ pageSize: 1 });
    const gateway = await scene.open();
    await scene.advance(50 * MINUTE_MS);
    scene.control.loseNext(2);
    const changes = [scene.control.endCall(), scene.control.endCall()];
    await scene.advance(5 * MINUTE_MS);
    scene.door.refuse = failing(403, (request) => isList(request) && request.url.includes('skip'));
    await scene.advance(HOUR_MS);
    expect(lists(scene).length).toBeGreaterThan(6);
    expect(lists(scene).length).toBeLessThan(30);
    scene.door.refuse = () => undefined;
    await scene.advance(11 * MINUTE_MS);
    expect(toVersions(gateway.told).sort()).toEqual(changes.map(toWords).sort());
    const read = lists(scene).length;
    await scene.advance(30 * MINUTE_MS);
    expect(lists(scene).length).toBe(read);
  });

  it('does not keep the subscription waiting while it fails', async () => {
    const scene = await openLiveScene();
    const gateway = await scene.open();
    scene.door.refuse = failing(403, isList);
    await scene.advance(2 * HOUR_MS);
    scene.control.dropSubscriptions();
    await scene.advance(MINUTE_MS);
    expect(scene.control.subscriptions()).toHaveLength(1);
    expect(await gateway.live.status()).toMatchObject({ isAtRisk: false });
  });

  it('that takes longer than anybody looks away is not followed by another', async () => {
    const scene = await openLiveScene();
    await scene.open();
    scene.door.delayMs = (request) => (isList(request) ? 4 * MINUTE_MS : 0);
    await scene.advance(2 * HOUR_MS - MINUTE_MS);
    expect(lists(scene)).toHaveLength(1);
  });
});

describe('the calls of some people alone', () => {
  it('are subscribed to by the documented filter', async () => {
    const scene = await openLiveScene();
    await scene.open({ participantIds: [showcase.person] });
    expect(scene.control.subscriptions()).toMatchObject([
      { resource: `/communications/callRecords?$filter=participants/any(p:p/id eq '${showcase.person}')` },
    ]);
  });

  it('are told, and are all that a sweep finds', async () => {
    const scene = await openLiveScene();
    const gateway = await scene.open({ participantIds: [showcase.person] });
    const first = scene.control.endCall({ participantId: showcase.person });
    const calls = Array.from({ length: 12 }, () => scene.control.endCall({ kind: 'peerToPeer' }));
    await scene.advance(5 * SECOND_MS);
    expect(toVersions(gateway.told)).toContain(toWords(first));
    const told = gateway.told.length;
    expect(told).toBeLessThan(calls.length);
    scene.control.loseNext(1);
    const lost = scene.control.endCall({ participantId: showcase.person });
    await scene.advance(HOUR_MS + MINUTE_MS);
    expect(toVersions(gateway.told.slice(told))).toEqual([toWords(lost)]);
    for (const { url } of lists(scene)) expect(decodeURIComponent(url)).toContain(`'${showcase.person}'`);
    expect(lists(scene).length).toBeGreaterThan(0);
  });
});
