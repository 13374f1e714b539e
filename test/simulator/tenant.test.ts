import { describe, expect, it } from 'vitest';
import { showcase } from '../../src/simulator/showcase.ts';
import type { Call } from '../../src/simulator/tenant/call.ts';
import { createTenant, type Tenant } from '../../src/simulator/tenant/tenant.ts';
import { startMs, type Json } from './simulator-client.ts';

const tenant = createTenant(1, startMs);

function find(id: string): Call {
  const call = tenant.find(id);
  if (call === undefined) throw new Error(`${id} is not there`);
  return call;
}
const sessionsOf = (call: Call, of: Tenant = tenant): Json[] => of.sessionBodies(call, 0, of.sessionCount(call));
const segmentsOf = (call: Call, of: Tenant = tenant): Json[] =>
  sessionsOf(call, of).flatMap((_, index) => of.segmentBodies(call, index));
const audioOf = (call: Call): Json[] =>
  segmentsOf(call).flatMap(({ media }) => media.filter(({ label }: Json) => label === 'main-audio'));
const ms = (duration: string) => Number(/^PT([\d.]+)S$/.exec(duration)?.[1]) * 1000;

describe('the tenant', () => {
  it('is the same for the same seed and time, in whatever order it is asked', () => {
    const one = createTenant(7, startMs);
    const other = createTenant(7, startMs);
    const calls = one.calls.slice(0, 40);
    const forward = calls.map((call) => JSON.stringify([call.id, sessionsOf(call, one), segmentsOf(call, one)]));
    const backward = [...calls].reverse().map((call) => {
      const last = other.sessionCount(call) - 1;
      other.segmentBodies(call, last);
      return JSON.stringify([call.id, sessionsOf(call, other), segmentsOf(call, other)]);
    });
    expect(backward.reverse()).toEqual(forward);
    expect(createTenant(8, startMs).calls.map(({ id }) => id)).not.toContain(calls[0]?.id);
  });

  it('has its showcase at any time', () => {
    const { person, ...calls } = showcase;
    for (const nowMs of [startMs, startMs + 3 * 86_400_000, Date.parse('2030-01-01T00:00:00Z')]) {
      const later = createTenant(1, nowMs);
      for (const id of Object.values(calls)) expect(later.find(id)?.id).toBe(id);
      expect(later.calls.filter(({ parties }) => parties.some(({ id }) => id === person)).length).toBeGreaterThan(20);
    }
  });

  it.each([startMs, Date.parse('2027-01-03T03:00:00Z')])('has 400 finished calls in the month before %i', (nowMs) => {
    const { calls } = createTenant(1, nowMs);
    const now = BigInt(nowMs) * 10_000n;
    expect(calls).toHaveLength(400);
    expect(new Set(calls.map(({ id }) => id)).size).toBe(400);
    for (const { start, end, lastModified } of calls) {
      expect(start < end && end < lastModified && lastModified <= now).toBe(true);
      expect(now - start < 30n * 864_000_000_000n).toBe(true);
    }
    expect(now - (calls[0]?.end ?? 0n) < 30n * 60n * 10_000_000n).toBe(true);
  });

  it('calls in office hours, mostly', () => {
    const busy = tenant.calls.filter(({ start }) => {
      const date = new Date(Number(start / 10_000n));
      return date.getUTCHours() >= 7 && date.getUTCHours() < 18 && ![0, 6].includes(date.getUTCDay());
    });
    expect(busy.length).toBeGreaterThan(300);
  });

  it('has some 40 people and the outsiders they meet', () => {
    const parties = tenant.calls.flatMap((call) => call.parties);
    const idsOf = (kind: string) => new Set(parties.filter((party) => party.kind === kind).map(({ id }) => id));
    expect(idsOf('user').size).toBe(40);
    expect(idsOf('acs').size).toBe(1);
    for (const kind of ['guest', 'phone', 'federated', 'application']) expect(idsOf(kind).size).toBeGreaterThan(2);
    expect([...idsOf('guest')].every((id) => /^teamsvisitor:[0-9a-f]{32}$/.test(id))).toBe(true);
    expect(new Set(tenant.calls.map(({ version }) => version))).toEqual(new Set([1, 2, 3, 4]));
  });
});

describe('every call', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])(
    'spans its sessions, and names what all of them used (seed %i)',
    (seed) => {
      const own = createTenant(seed, startMs);
      const odd = own.calls.filter((call) => {
        const sessions = sessionsOf(call, own);
        const record: Json = own.recordBody(call, false);
        const starts = sessions.map(({ startDateTime }) => startDateTime as string).sort();
        const ends = sessions.map(({ endDateTime }) => endDateTime as string).sort();
        const used = new Set(sessions.flatMap(({ modalities }) => modalities as string[]));
        return !(
          starts[0] === record.startDateTime &&
          ends.at(-1) === record.endDateTime &&
          record.modalities.length === used.size &&
          record.modalities.every((modality: string) => used.has(modality))
        );
      });
      expect(odd.map(({ kind, id }) => `${kind} ${id}`)).toEqual([]);
    },
  );
});

describe('the showcase', () => {
  it('peerToPeer: one id for record, session and segment', () => {
    const call = find(showcase.peerToPeer);
    expect(call.type).toBe('peerToPeer');
    expect(sessionsOf(call)).toMatchObject([{ id: call.id, failureInfo: null }]);
    expect(segmentsOf(call)).toMatchObject([{ id: call.id }]);
  });

  it('poorCall: one end on a weak network, and heard on every stream', () => {
    const audio = audioOf(find(showcase.poorCall));
    expect(audio.length).toBeGreaterThan(0);
    for (const { callerNetwork, calleeNetwork, streams } of audio) {
      expect(Math.max(callerNetwork.sentQualityEventRatio, calleeNetwork.sentQualityEventRatio)).toBeGreaterThan(0.1);
      for (const stream of streams) {
        expect(ms(stream.averageJitter)).toBeGreaterThan(28);
        expect(stream.averageAudioDegradation).toBeGreaterThan(0.8);
      }
    }
  });

  it('pstnCall: several segments by way of the mediation server', () => {
    const call = find(showcase.pstnCall);
    const segments = segmentsOf(call);
    expect(segments.length).toBeGreaterThan(1);
    const ends = segments.flatMap(({ caller, callee }) => [caller, callee]);
    expect(ends.some(({ userAgent }) => userAgent.role === 'mediationServer')).toBe(true);
    expect(ends.some(({ associatedIdentity }) => associatedIdentity?.id.startsWith('+'))).toBe(true);
    const sip = audioOf(call)
      .flatMap(({ streams }) => streams)
      .filter(({ startDateTime }) => startDateTime !== null);
    expect(sip.length).toBeGreaterThan(0);
    for (const { audioCodec } of sip) expect(['pcma', 'pcmu', 'g722']).toContain(audioCodec);
  });

  it('callQueue: two sessions of one id, then the agent', () => {
    const [attendant, queue, ...agents] = sessionsOf(find(showcase.callQueue));
    expect(attendant.id).toBe(queue.id);
    expect(attendant.callee.userAgent.role).toBe('skypeForBusinessAutoAttendant');
    expect(queue.callee.userAgent.role).toBe('skypeForBusinessCallQueues');
    expect(agents.length).toBeGreaterThan(0);
    expect(agents.every(({ id }) => id !== queue.id)).toBe(true);
    expect(agents.at(-1).callee.associatedIdentity.userPrincipalName).toContain('@');
  });

  it('meeting and townHall: each session between a participant and a service', () => {
    for (const id of [showcase.meeting, showcase.townHall]) {
      const call = find(id);
      expect(call.joinWebUrl).toContain('https://teams.microsoft.com/l/meetup-join/');
      const sessions = sessionsOf(call);
      expect(sessions.every(({ callee }) => callee.userAgent.role === 'mediaController')).toBe(true);
      const attended = new Set(sessions.map(({ caller }) => caller.associatedIdentity.id as string));
      expect(attended).toEqual(new Set(call.parties.map((party) => party.id)));
    }
  });

  it('failedCall: broke off', () => {
    expect(sessionsOf(find(showcase.failedCall))).toMatchObject([{ failureInfo: { stage: 'midcall' } }]);
  });
});

describe('what is measured fits together', () => {
  const media = tenant.calls.flatMap((call) => segmentsOf(call).flatMap((segment) => segment.media as Json[]));
  const streams = media.flatMap((medium) => medium.streams as Json[]);
  const networks = media.flatMap(({ callerNetwork, calleeNetwork }) => [callerNetwork, calleeNetwork] as Json[]);
  const devices = media.flatMap(({ callerDevice, calleeDevice }) => [callerDevice ?? {}, calleeDevice ?? {}] as Json[]);

  it.each(['Jitter', 'RoundTripTime', 'AudioNetworkJitter'])('the largest %s is no less than the average', (name) => {
    const measured = streams.filter((stream) => stream[`average${name}`] !== null);
    expect(measured.length).toBeGreaterThan(1000);
    expect(measured.filter((stream) => ms(stream[`max${name}`]) < ms(stream[`average${name}`]))).toEqual([]);
  });

  it('fractions lie between 0 and 1', () => {
    const isFraction = (name: string) => /(Ratio|LossRate)$/.test(name) || name === 'averageRatioOfConcealedSamples';
    const fractions = [...streams, ...networks, ...devices].flatMap((body) =>
      Object.entries(body as object).filter(([name, value]) => isFraction(name) && value !== null),
    );
    expect(fractions.length).toBeGreaterThan(10_000);
    expect(fractions.filter(([, value]) => !(value >= 0 && value <= 1))).toEqual([]);
  });

  it('loss costs voice quality', () => {
    const voices = streams.filter(({ averageAudioDegradation }) => averageAudioDegradation !== null);
    const meanCost = (from: number, to: number) => {
      const some = voices.filter((voice) => voice.averagePacketLossRate >= from && voice.averagePacketLossRate < to);
      expect(some.length).toBeGreaterThan(20);
      return some.reduce((sum: number, voice) => sum + (voice.averageAudioDegradation as number), 0) / some.length;
    };
    expect(meanCost(0.05, 1)).toBeGreaterThan(5 * meanCost(0, 0.01));
  });

  it('each kind of media has its own codecs, two directions and a port range', () => {
    const firstPorts = { 'main-audio': 50_000, 'main-video': 50_020, 'applicationsharing-video': 50_040 } as const;
    const odd = media.filter(({ label, streams: pair, callerNetwork }) => {
      const idle = label === 'main-audio' ? 'videoCodec' : 'audioCodec';
      const offset = callerNetwork.port - firstPorts[label as keyof typeof firstPorts];
      return !(
        pair.length === 2 &&
        pair[0].streamDirection === 'callerToCallee' &&
        pair[1].streamDirection === 'calleeToCaller' &&
        pair.every((stream: Json) => stream[idle] === null) &&
        (callerNetwork.subnet === null || (offset >= 0 && offset < 20))
      );
    });
    expect(odd).toEqual([]);
  });

  it('Wi-Fi is described on Wi-Fi only', () => {
    const odd = networks.filter(({ connectionType, wifiSignalStrength, wifiBand }) => {
      const isWifi = connectionType === 'wifi';
      return (wifiSignalStrength !== null) !== isWifi || (wifiBand !== 'unknown') !== isWifi;
    });
    expect(odd).toEqual([]);
  });

  it('some virtual adapters report the largest 32-bit link speed, and some clients nothing at all', () => {
    expect(networks.some(({ linkSpeed }) => linkSpeed === 4_294_967_295)).toBe(true);
    expect(
      media.some(
        ({ callerNetwork, callerDevice, streams: pair }) =>
          callerNetwork.connectionType === 'unknown' && callerDevice === null && pair[0].averageJitter === null,
      ),
    ).toBe(true);
  });
});
