import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Participant } from '../../src/graph/resources.ts';
import { toAttendance } from '../../src/quality/attendance.ts';
import { at, audio, goodStream, person, poorStream, service, session, toAgent, withMedia } from './body.ts';

const meeting = { type: 'groupCall' };
const twoParty = { type: 'peerToPeer' };
const minuteMs = 60_000;
const user = (id: string, displayName: string | null = null): Participant => ({
  id,
  identity: { user: { id, displayName } },
});
const ids = (...args: Parameters<typeof toAttendance>) => toAttendance(...args).map(({ id }) => id);

describe('who', () => {
  const ends = { caller: person('anna'), callee: person('ben') };

  it('both ends of two parties, the caller of a meeting', () => {
    expect(ids(twoParty, [session('s', 0, 1, ends)])).toEqual(['anna', 'ben']);
    expect(ids(meeting, [session('s', 0, 1, ends)])).toEqual(['anna']);
    expect(ids(meeting, [session('s', 0, 1, { caller: service(), callee: person('ben') })])).toEqual(['ben']);
  });

  it.each(['unknown', null, 'somethingNew'])('where the type is %s, whoever is no service', (type) => {
    expect(ids({ type }, [session('s', 0, 1, ends)])).toEqual(['anna', 'ben']);
    expect(ids({ type }, [session('s', 0, 1)])).toEqual(['anna']);
  });

  it('guests, telephones and the retired identity', () => {
    const callers = [
      person('teamsvisitor:0123'),
      person('+12345550100'),
      person(null, { identity: { user: null, phone: { id: '+4930' } } }),
      person(null, { associatedIdentity: { id: null, userPrincipalName: 'cleo@contoso.com' } }),
    ];
    const sessions = callers.map((caller, index) => session(`s${index}`, index, 9, { caller }));
    expect(ids(meeting, sessions)).toEqual(['teamsvisitor:0123', '+12345550100', '+4930', null]);
  });

  it('the same id in any case, with its name from wherever it is known', () => {
    const sessions = [session('a', 0, 1, { caller: person('ABC') }), session('b', 2, 3, { caller: person('abc') })];
    const attendance = toAttendance(meeting, sessions, [user('abc', 'Anna')]);
    expect(attendance).toMatchObject([{ identity: { displayName: 'Anna' }, connectedMs: 2 * minuteMs }]);
  });

  it('the nameless, one for each leg and end, a repeated leg once', () => {
    const nobody = { caller: person(null), callee: person(null) };
    expect(ids(twoParty, [session('a', 0, 1, nobody)])).toEqual([null, null]);
    expect(ids(meeting, [session('a', 0, 1, nobody), session('a~2', 0, 1, nobody)])).toEqual([null]);
    expect(ids(meeting, [session('a', 0, 1, nobody), session('b', 0, 1, nobody)])).toEqual([null, null]);
  });

  it('nobody at a bare endpoint', () => {
    for (const caller of [null, undefined, {}, { userAgent: null }, { userAgent: { headerValue: null } }]) {
      expect(ids(meeting, [{ id: 's', ...(caller === undefined ? {} : { caller }), callee: {} }])).toEqual([]);
    }
    expect(ids(meeting, [{ id: 's', caller: { userAgent: toAgent({ platform: 'web' }) } }])).toEqual([null]);
  });

  it('participants without a session, without time', () => {
    const expected = {
      id: 'ben',
      joinedAt: null,
      leftAt: null,
      connectedMs: 0,
      intervals: [],
      quality: expect.objectContaining({ verdict: 'UNCLASSIFIED' }),
    };
    for (const entries of [
      toAttendance(meeting, [session('s', 0, 1)], [user('ben'), user('anna')]),
      toAttendance({ ...meeting, participants_v2: [user('ben')] }, [session('s', 0, 1)]),
      toAttendance({ ...meeting, participants_v2: [user('ben')] }, [session('s', 0, 1)], null),
    ]) {
      expect(entries.map(({ id }) => id)).toEqual(['anna', 'ben']);
      expect(entries[1]).toMatchObject(expected);
    }
    expect(ids(meeting, null, [{ id: '+1', identity: null }])).toEqual(['+1']);
  });

  it('nobody at all', () => {
    expect(toAttendance({}, null)).toEqual([]);
    expect(toAttendance({ type: null }, [{ id: 's' }], null)).toEqual([]);
  });
});

describe('when', () => {
  it('merges what overlaps or touches, and lists rejoins', () => {
    const sessions = [
      session('d', 50, 60),
      session('a', 0, 10),
      session('b', 5, 20),
      session('c', 20, 30),
      session('e', 52, 55),
    ];
    expect(toAttendance(meeting, sessions)).toMatchObject([
      {
        joinedAt: at(0),
        leftAt: at(60),
        connectedMs: 40 * minuteMs,
        intervals: [
          { joinedAt: at(0), leftAt: at(30), connectedMs: 30 * minuteMs },
          { joinedAt: at(50), leftAt: at(60), connectedMs: 10 * minuteMs },
        ],
      },
    ]);
  });

  it('keeps the text of Graph, and compares instants rather than text', () => {
    const early = { startDateTime: '2024-03-20T11:00:00.1234567+03:00', endDateTime: '2024-03-20T08:10:00Z' };
    const [entry] = toAttendance(meeting, [session('a', 5, 8), { ...session('b', 0, 0), ...early }]);
    expect(entry).toMatchObject({
      joinedAt: early.startDateTime,
      leftAt: early.endDateTime,
      connectedMs: 599_876.5433,
    });
  });

  it('counts failed setups as attempts, of both ends, a repeated leg once', () => {
    const failed = { failureInfo: { stage: 'callSetup', reason: null } };
    const sessions = [
      session('a', 0, 1, failed),
      session('a~2', 0, 1, failed),
      session('b', 2, 3, failed),
      session('c', 4, 5),
    ];
    expect(toAttendance(meeting, sessions)).toMatchObject([
      { failedAttempts: 2, joinedAt: at(4), connectedMs: minuteMs },
    ]);
    const [caller, callee] = toAttendance(twoParty, [session('a', 0, 1, { ...failed, callee: person('ben') })]);
    expect(caller).toMatchObject({ failedAttempts: 1, joinedAt: null, leftAt: null, connectedMs: 0 });
    expect(callee).toMatchObject({ id: 'ben', failedAttempts: 1, connectedMs: 0 });
  });

  it('counts a call that broke off as time', () => {
    const broken = session('a', 0, 7, { failureInfo: { stage: 'midcall', reason: '' } });
    expect(toAttendance(meeting, [broken])).toMatchObject([{ failedAttempts: 0, connectedMs: 7 * minuteMs }]);
  });

  it('takes one known instant for presence, and none of a pair that contradicts itself', () => {
    const one = { ...session('a', 0, 0), endDateTime: null };
    expect(toAttendance(meeting, [one])).toMatchObject([
      { joinedAt: at(0), leftAt: null, connectedMs: 0, intervals: [] },
    ]);
    expect(toAttendance(meeting, [session('a', 5, 1)])).toMatchObject([
      { joinedAt: null, leftAt: null, connectedMs: 0 },
    ]);
    const none = { ...session('a', 0, 9), startDateTime: '0001-01-01T00:00:00Z', endDateTime: null };
    expect(toAttendance(meeting, [none])).toMatchObject([{ joinedAt: null, leftAt: null }]);
  });

  it('is never more than the span, nor than the sum', () => {
    const span = fc.tuple(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 60 }));
    fc.assert(
      fc.property(fc.array(span, { minLength: 1, maxLength: 12 }), (spans) => {
        const sessions = spans.map(([from, length], index) => session(`s${index}`, from, from + length));
        const [entry] = toAttendance(meeting, sessions);
        const covered = new Set(spans.flatMap(([from, length]) => Array.from({ length }, (_, index) => from + index)));
        const spanMs = Date.parse(entry?.leftAt ?? '') - Date.parse(entry?.joinedAt ?? '');
        const sumMs = spans.reduce((sum, [, length]) => sum + length, 0) * minuteMs;
        expect(entry?.connectedMs).toBe(covered.size * minuteMs);
        expect(entry?.connectedMs).toBeLessThanOrEqual(Math.min(spanMs, sumMs));
        expect(entry?.intervals[0]?.joinedAt).toBe(entry?.joinedAt);
        expect(entry?.intervals.at(-1)?.leftAt).toBe(entry?.leftAt);
        expect(toAttendance(meeting, sessions.toReversed())[0]).toMatchObject({ connectedMs: entry?.connectedMs });
      }),
    );
  });
});

describe('with what, and how well', () => {
  it('names machines, media devices and platforms of the own end, each once', () => {
    const agent = (platform: string) => ({ userAgent: toAgent({ platform }) });
    const media = {
      ...audio(goodStream),
      callerDevice: { captureDeviceName: 'Headset', renderDeviceName: 'Headset' },
      calleeDevice: { captureDeviceName: 'Array' },
    };
    const sessions = [
      session('a', 0, 1, { caller: person('anna', { name: 'LAPTOP', ...agent('windows') }), ...withMedia(media) }),
      session('b', 2, 3, { caller: person('anna', { name: 'PHONE', ...agent('iOS') }) }),
      session('c', 4, 5, { caller: person('anna', { name: 'LAPTOP', ...agent('unknown') }) }),
    ];
    expect(toAttendance(meeting, sessions)).toMatchObject([
      { devices: ['LAPTOP', 'PHONE'], mediaDevices: ['Headset'], platforms: ['windows', 'iOS'] },
    ]);
  });

  it('takes the worst verdict of the own sessions', () => {
    const sessions = [
      session('a', 0, 1, withMedia(audio(goodStream))),
      session('b', 1, 2, withMedia(audio(poorStream))),
      session('c', 3, 4, { caller: person('ben'), ...withMedia(audio(goodStream)) }),
      session('d', 5, 6, { caller: person('cleo') }),
    ];
    const verdicts = toAttendance(meeting, sessions).map(({ quality }) => quality.verdict);
    expect(verdicts).toEqual(['POOR', 'GOOD', 'UNCLASSIFIED']);
  });
});
