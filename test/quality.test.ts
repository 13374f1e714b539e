import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '../src/clock.ts';
import { showcase } from '../src/simulator/showcase.ts';
import type { CallTruth } from '../src/simulator/truth.ts';
import { toTruth } from '../src/simulator/truth.ts';
import type { SimulatedGateway } from './support/simulator.ts';
import { openSimulatedGateway } from './support/simulator.ts';

/** Verdicts, sides, attendance and summaries through the front door, against what the simulator's plan knows. */

const nowMs = Date.parse('2026-06-15T12:00:00Z');
const clock = { ...systemClock, now: () => nowMs };
const truth = toTruth(1, nowMs);

let gateway: SimulatedGateway;

beforeAll(async () => {
  gateway = await openSimulatedGateway({ clock }, { clock });
});

afterAll(() => gateway.close());

beforeEach(() => {
  gateway.calls.length = 0;
});

const countRequests = () => gateway.calls.reduce((sum, { items }) => sum + Math.max(items.length, 1), 0);

function callOf(scenario: string): CallTruth {
  return truth.find((call) => call.scenario === scenario) as CallTruth;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a test knows what it asked for
async function ask(id: string, fields: string): Promise<any> {
  const { data, errors } = await gateway.query(`{ callRecord(id: "${id}") { ${fields} } }`);
  expect(errors).toBeUndefined();
  return data.callRecord;
}

describe('verdicts', () => {
  test.each([
    ['callerWifi', 'POOR', 'CALLER', 'WIFI'],
    ['calleeWifi', 'POOR', 'CALLEE', 'WIFI'],
  ])('%s: %s, pointing at the %s', async (scenario, verdict, side, cause) => {
    const { quality, sessions } = await ask(
      callOf(scenario).id,
      'quality { verdict reasons { metric value threshold unit } profile } sessions { side { side reasons { side cause } } quality { verdict } segments { quality { verdict } media { streams { quality { verdict } } } } }',
    );
    expect(quality).toMatchObject({ verdict, profile: 'SAMPLE_2026' });
    for (const { metric, value, threshold } of quality.reasons) expect(value, metric).toBeGreaterThan(threshold);
    const [session] = sessions;
    expect(session.side.side).toBe(side);
    expect(session.side.reasons.map((reason: { cause: string }) => reason.cause)).toContain(cause);
    const streams = session.segments.flatMap((segment: { media: { streams: unknown[] }[] }) =>
      segment.media.flatMap((media) => media.streams),
    );
    expect(streams.map((stream: { quality: { verdict: string } }) => stream.quality.verdict)).toContain('POOR');
    expect(session.quality.verdict).toBe('POOR');
  });

  test('loss between two wired ends: poor, and between them', async () => {
    const { quality, sessions } = await ask(
      callOf('wiredLoss').id,
      'quality { verdict } sessions { side { side reasons { cause } } }',
    );
    expect(quality.verdict).toBe('POOR');
    expect(sessions[0].side.side).toBe('NETWORK');
  });

  test('a device at fault: poor by the profile that judges what is heard, pointing at the device of the caller', async () => {
    const { quality, cqd, sessions } = await ask(
      callOf('device').id,
      'quality { verdict } cqd: quality(profile: CQD_2020) { verdict reasons { metric } } sessions { side(profile: CQD_2020) { side reasons { side cause } } }',
    );
    expect(quality.verdict).toBe('GOOD');
    expect(cqd).toEqual({ verdict: 'POOR', reasons: [{ metric: 'averageRatioOfConcealedSamples' }] });
    expect(sessions[0].side.side).toBe('CALLER');
    expect(sessions[0].side.reasons).toContainEqual({ side: 'CALLER', cause: 'DEVICE' });
  });

  test('call queues and auto attendants attend nothing', async () => {
    const { attendance, participants } = await ask(
      showcase.callQueue,
      'attendance { participantId } participants { id identity { __typename } }',
    );
    expect(attendance).toHaveLength(2);
    expect(participants.length).toBeGreaterThan(2);
  });

  test("a person's calls by the verdict on their part of them", async () => {
    const { data, errors } = await gateway.query(
      `{ callRecords(filter: { participantId: "${showcase.person}", participantVerdict: POOR }, first: 5) {
        nodes { quality { verdict } attendance(participantId: "${showcase.person}") { participantId worstVerdict quality { verdict reasons { metric } } } } } }`,
    );
    expect(errors).toBeUndefined();
    expect(data.callRecords.nodes).toHaveLength(5);
    for (const call of data.callRecords.nodes) {
      expect(call.quality.verdict).toBe('POOR');
      expect(call.attendance).toMatchObject([{ participantId: showcase.person, worstVerdict: 'POOR' }]);
      expect(call.attendance[0].quality.reasons.length).toBeGreaterThan(0);
    }
  });

  test('nothing reported: unclassified, never good', async () => {
    const { quality, sessions } = await ask(
      callOf('silent').id,
      'quality { verdict poorPercentage } sessions { side { side } }',
    );
    expect(quality).toEqual({ verdict: 'UNCLASSIFIED', poorPercentage: null });
    expect(sessions[0].side.side).toBe('UNKNOWN');
  });

  test('calls without trouble are not poor, whatever the profile', async () => {
    const good = truth.filter(({ sessions }) => sessions.every(({ cause }) => cause === 'none')).slice(0, 20);
    const aliases = good.map(
      ({ id }, index) =>
        `c${index}: callRecord(id: "${id}") { quality { verdict } cqd: quality(profile: CQD_2020) { verdict profile } }`,
    );
    const { data, errors } = await gateway.query(`{ ${aliases.join('\n')} }`);
    expect(errors).toBeUndefined();
    for (const call of Object.values(
      data as Record<string, { quality: { verdict: string }; cqd: { verdict: string; profile: string } }>,
    )) {
      expect(call.quality.verdict).not.toBe('POOR');
      expect(call.cqd).toMatchObject({ profile: 'CQD_2020' });
      expect(call.cqd.verdict).not.toBe('POOR');
    }
  });

  test('the verdict on a call costs its one request; with sessions in the selection no further one', async () => {
    await ask(callOf('callerWifi').id, 'version quality { verdict } sessions { id }');
    expect(countRequests()).toBe(1);
  });
});

test('numeric twins and durations', async () => {
  const call = await ask(
    callOf('callerWifi').id,
    'startDateTime endDateTime duration durationSeconds sessions { durationSeconds segments { media { streams { averageJitter averageJitterMs averageRoundTripTime averageRoundTripTimeMs } } } }',
  );
  expect(call.durationSeconds).toBeCloseTo((Date.parse(call.endDateTime) - Date.parse(call.startDateTime)) / 1000, 1);
  expect(call.duration).toMatch(/^PT/);
  const [stream] = call.sessions[0].segments[0].media[0].streams;
  expect(stream.averageJitter).toBe(`PT${stream.averageJitterMs / 1000}S`);
  expect(stream.averageRoundTripTime).toBe(`PT${stream.averageRoundTripTimeMs / 1000}S`);
});

describe('attendance', () => {
  const FIELDS =
    'attendance { participantId connectedSeconds joinedAt leftAt failedAttempts intervals { connectedSeconds } platforms worstVerdict }';

  test.each(['twoDevices', 'failedJoins', 'onePoorParticipant', 'callerWifi'])(
    '%s: everybody, with their time',
    async (scenario) => {
      const call = callOf(scenario);
      const { attendance } = await ask(call.id, FIELDS);
      const people = new Map<string, { connectedSeconds: number; failedAttempts: number }>(
        attendance.map((entry: { participantId: string }) => [entry.participantId, entry]),
      );
      expect([...people.keys()].sort()).toEqual(call.participants.map(({ id }) => id).sort());
      for (const { id, presences } of call.participants) {
        const connected = presences
          .filter(({ failure }) => failure?.stage !== 'callSetup')
          .toSorted((a, b) => Number(a.start - b.start));
        let seconds = 0;
        let until = 0n;
        for (const { start, end } of connected) {
          const from = start > until ? start : until;
          if (end > from) seconds += Number(end - from) / 1e7;
          if (end > until) until = end;
        }
        expect(people.get(id)?.connectedSeconds, id).toBeCloseTo(seconds, 2);
        expect(people.get(id)?.failedAttempts, id).toBe(presences.length - connected.length);
      }
    },
  );
});

describe('summary', () => {
  test('figures are those of the plan, for every 20th call', async () => {
    const calls = truth.filter((_, index) => index % 20 === 0);
    const aliases = calls.map(
      ({ id }, index) =>
        `c${index}: callRecord(id: "${id}") { startDateTime participants { id } summary { participantCount failedSessionCount hasPstnLeg availableUntil isSettled worstSession { id } poorStreamCount } }`,
    );
    const { data, errors } = await gateway.query(`{ ${aliases.join('\n')} }`);
    expect(errors).toBeUndefined();
    for (const [index, call] of calls.entries()) {
      const { summary, startDateTime, participants } = data[`c${index}`];
      expect(summary.failedSessionCount, call.id).toBe(call.failedSessionCount);
      // Queues and auto attendants take part as well, and are nobody.
      expect(summary.participantCount, call.id).toBe(call.participants.length);
      const ids = participants.map(({ id }: { id: string }) => id);
      expect(ids, call.id).toEqual(expect.arrayContaining(call.participants.map(({ id }) => id)));
      expect(summary.worstSession === null, call.id).toBe(summary.poorStreamCount === 0);
      expect(Date.parse(summary.availableUntil) - Date.parse(startDateTime)).toBe(30 * 86_400_000);
    }
    expect(
      new Set(
        Object.values(data as Record<string, { summary: { isSettled: boolean } }>).map(
          (call) => call.summary.isSettled,
        ),
      ).size,
    ).toBe(2);
  });
});
