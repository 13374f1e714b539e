import { describe, expect, it } from 'vitest';
import type { Scenario } from '../../src/simulator/tenant/scenario.ts';
import { createTenant } from '../../src/simulator/tenant/tenant.ts';
import { toTruth, type CallTruth } from '../../src/simulator/truth.ts';
import { startMs, type Json } from './simulator-client.ts';

const seeds = [1, 2, 3, 4, 5, 6];

function open(seed: number) {
  const tenant = createTenant(seed, startMs);
  const truth = toTruth(seed, startMs);
  function find(scenario: Scenario): CallTruth {
    const call = truth.find((other) => other.scenario === scenario);
    if (call === undefined) throw new Error(`${scenario} is not there`);
    return call;
  }
  function mediaOf({ id }: CallTruth): Json[] {
    const call = tenant.find(id);
    if (call === undefined) throw new Error(`${id} is not there`);
    return Array.from({ length: tenant.sessionCount(call) }, (_, index) => tenant.segmentBodies(call, index))
      .flat()
      .flatMap(({ media }): Json[] => media as Json);
  }
  return { tenant, truth, find, mediaOf };
}

const isLossy = ({ streams }: Json) =>
  streams.some(({ averagePacketLossRate }: Json) => averagePacketLossRate !== null && averagePacketLossRate > 0.05);

describe.each(seeds)('what is true of seed %i', (seed) => {
  const { tenant, truth, find, mediaOf } = open(seed);

  it('is what its bodies show', () => {
    expect(truth.map(({ id }) => id)).toEqual(tenant.calls.map(({ id }) => id));
    for (const call of tenant.calls) {
      const told = truth.find(({ id }) => id === call.id);
      const sessions: Json[] = tenant.sessionBodies(call, 0, tenant.sessionCount(call));
      expect(told?.sessions.map(({ id }) => id)).toEqual(sessions.map(({ id }) => id as string));
      expect(told?.failedSessionCount).toBe(sessions.filter(({ failureInfo }) => failureInfo !== null).length);
      const ids = sessions.flatMap(({ caller, callee }) => [
        caller.associatedIdentity?.id,
        callee.associatedIdentity?.id,
      ]);
      expect(new Set(told?.participants.map(({ id }) => id))).toEqual(new Set(ids.filter((id) => id !== undefined)));
    }
  });

  it('weak Wi-Fi on one side', () => {
    for (const side of ['caller', 'callee'] as const) {
      const call = find(`${side}Wifi`);
      expect(call.sessions).toMatchObject([{ side, cause: 'wifi' }]);
      const media = mediaOf(call);
      expect(media.length).toBeGreaterThan(0);
      for (const medium of media) {
        const [weak, strong] =
          side === 'caller' ? ['callerNetwork', 'calleeNetwork'] : ['calleeNetwork', 'callerNetwork'];
        expect(isLossy(medium)).toBe(true);
        expect(medium[weak].connectionType).toBe('wifi');
        expect(medium[weak].wifiSignalStrength).toBeLessThan(40);
        expect(medium[strong].bandwidthLowEventRatio).toBe(0);
      }
    }
  });

  it('loss between two wired ends', () => {
    const call = find('wiredLoss');
    expect(call.sessions).toMatchObject([{ side: 'network', cause: 'network' }]);
    const media = mediaOf(call);
    expect(media.length).toBeGreaterThan(0);
    for (const { callerNetwork, calleeNetwork, ...rest } of media) {
      expect([callerNetwork.connectionType, calleeNetwork.connectionType]).toEqual(['wired', 'wired']);
      expect(isLossy(rest)).toBe(true);
    }
  });

  it('a microphone', () => {
    const call = find('device');
    expect(call.sessions).toMatchObject([{ side: 'caller', cause: 'device' }]);
    const media = mediaOf(call);
    expect(media.length).toBeGreaterThan(0);
    for (const { callerDevice, calleeDevice, ...rest } of media) {
      expect(callerDevice.micGlitchRate).toBeGreaterThan(10);
      expect(calleeDevice.micGlitchRate).toBeLessThan(5);
      expect(isLossy(rest)).toBe(false);
    }
    const worst = media.map(({ callerDevice: device }) =>
      Math.max(device.captureNotFunctioningEventRatio, device.cpuInsufficentEventRatio),
    );
    expect(Math.max(...worst)).toBeGreaterThan(0);
  });

  it('nothing reported', () => {
    const call = find('silent');
    expect(call.sessions).toMatchObject([{ side: 'both', cause: 'silent' }]);
    const streams = mediaOf(call).flatMap((medium): Json[] => medium.streams);
    expect(streams.length).toBeGreaterThan(0);
    for (const { averageJitter, averagePacketLossRate } of streams) {
      expect([averageJitter, averagePacketLossRate]).toEqual([null, null]);
    }
  });

  it('one of a meeting', () => {
    const call = find('onePoorParticipant');
    const poor = call.sessions.filter(({ cause }) => cause !== 'none');
    expect(poor).toMatchObject([{ side: 'caller', cause: 'wifi' }]);
    const media = mediaOf(call);
    const carried = media.filter(isLossy);
    expect(carried.length).toBeGreaterThan(0);
    expect(carried.length).toBeLessThan(media.length);
    expect(new Set(carried.map(({ callerNetwork }) => callerNetwork.ipAddress as string)).size).toBe(1);
  });

  it('someone on two devices at once, and others who come back', () => {
    const twice = find('twoDevices').participants.filter(({ presences }) => presences.length === 2);
    expect(twice).toHaveLength(1);
    const [first, second] = twice[0]?.presences ?? [];
    expect(first !== undefined && second !== undefined && second.start < first.end && first.end < second.end).toBe(
      true,
    );
    const back = truth
      .filter(({ kind }) => kind === 'meeting')
      .flatMap(({ participants }) => participants)
      .filter(({ presences: [one, other] }) => one !== undefined && other !== undefined && one.end < other.start);
    expect(back.length).toBeGreaterThan(3);
  });

  it('someone who gets in at the third attempt', () => {
    const call = find('failedJoins');
    expect(call.failedSessionCount).toBe(2);
    const [tried] = call.participants.filter(({ presences }) => presences.length === 3);
    expect(tried?.presences.map(({ failure }) => failure?.stage ?? null)).toEqual(['callSetup', 'callSetup', null]);
  });
});
