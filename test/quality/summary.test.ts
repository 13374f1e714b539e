import { describe, expect, it } from 'vitest';
import type { CallRecord, Participant, Session } from '../../src/graph/resources.ts';
import { settledAfterMs, toSummary } from '../../src/quality/summary.ts';
import { at, audio, goodStream, person, poorStream, service, session, withMedia } from './body.ts';

const record: CallRecord = {
  id: 'call',
  type: 'groupCall',
  startDateTime: '2024-03-20T08:00:00.6620353Z',
  endDateTime: '2024-03-20T09:00:00.5Z',
};
const endMs = Date.parse('2024-03-20T09:00:00.5Z');
const user = (id: string): Participant => ({ id, identity: { user: { id } } });

function summarize(
  sessions: Session[] | null,
  participants: Participant[] | null = null,
  rest: Partial<CallRecord> = {},
) {
  return toSummary({ ...record, ...rest }, sessions, participants, { nowMs: endMs });
}

describe('participantCount', () => {
  const nameless = [0, 1].map((n) => session(`n${n}`, n, 9, { caller: person(null) }));
  const named = [session('a', 0, 9), session('b', 0, 9, { caller: person('ben') }), session('c', 9, 10)];

  it.each([
    ['the named', named, null, 2],
    ['listed and named', named, [user('ANNA'), user('cleo')], 3],
    ['the nameless alone', nameless, null, 2],
    ['nameless who may be the listed', [...named, ...nameless], [user('anna'), user('cleo'), user('dora')], 4],
    ['more nameless than listed', [...named, ...nameless], [user('cleo')], 4],
    ['nobody', null, null, 0],
  ])('%s', (_, sessions, participants, count) =>
    expect(summarize(sessions, participants).participantCount).toBe(count),
  );
});

describe('sessions', () => {
  it('failed in whatever stage, a repeated leg once', () => {
    const stages = ['callSetup', 'midcall', 'unknown'].map((stage) => ({ failureInfo: { stage, reason: null } }));
    const sessions = stages.map((rest, index) => session(`s${index}`, 0, 1, rest));
    expect(summarize([...sessions, session('s0~2', 0, 1, stages[0]), session('ok', 0, 1)]).failedSessionCount).toBe(3);
    expect(summarize(null).failedSessionCount).toBe(0);
  });

  it('the worst has the most poor streams, then the worst value', () => {
    const bad = { ...poorStream, averageJitter: 'PT0.9S' };
    const two = session('two', 0, 1, withMedia(audio(poorStream, poorStream)));
    const one = session('one', 0, 1, withMedia(audio(bad)));
    const other = session('other', 0, 1, withMedia(audio(poorStream)));
    const good = session('good', 0, 1, withMedia(audio(goodStream)));
    expect(summarize([good, one, two])).toMatchObject({ worstSession: two, poorStreamCount: 3 });
    expect(summarize([other, one, good]).worstSession).toBe(one);
    expect(summarize([one, other, good]).worstSession).toBe(one);
    expect(summarize([other, session('same', 0, 1, withMedia(audio(poorStream)))]).worstSession).toBe(other);
    expect(summarize([good]).worstSession).toBeNull();
    expect(summarize(null)).toMatchObject({
      worstSession: null,
      poorStreamCount: 0,
      quality: { verdict: 'UNCLASSIFIED' },
    });
  });
});

describe('hasPstnLeg', () => {
  const inSegment = { segments: [{ id: 'x', caller: person('anna'), callee: service('mediationServer') }] };
  it.each([
    ['an ordinary meeting', [session('s', 0, 1)], [user('anna')], false],
    ['a number among the participants', [], [{ id: '+12345550100' }], true],
    ['a masked number', [], [{ id: '+1234555****' }], true],
    ['a telephone among the participants', [], [{ id: 'x', identity: { phone: { id: 'anonymous' } } }], true],
    ['a number at an end', [session('s', 0, 1, { caller: person('+12345550100') })], null, true],
    [
      'a retired telephone at an end',
      [session('s', 0, 1, { caller: person(null, { identity: { phone: {} } }) })],
      null,
      true,
    ],
    ['a mediation server', [session('s', 0, 1, { callee: service('MediationServer') })], null, true],
    ['a mediation server in a segment', [session('s', 0, 1, inSegment)], null, true],
    ['a gateway', [session('s', 0, 1, { callee: service('gateway') })], null, true],
    [
      'the gateway to Skype for Business',
      [session('s', 0, 1, { callee: service('skypeForBusinessMicrosoftTeamsGateway') })],
      null,
      false,
    ],
    ['nothing', null, null, false],
  ])('%s', (_, sessions, participants, expected) =>
    expect(summarize(sessions, participants).hasPstnLeg).toBe(expected),
  );

  it('a call that a telephone began', () => {
    expect(summarize([], [], { organizer_v2: { id: '+4930123' } }).hasPstnLeg).toBe(true);
  });
});

describe('time', () => {
  it('is available for 30 days after the start', () => {
    expect(summarize([]).availableUntil).toBe('2024-04-19T08:00:00.6620353Z');
    expect(summarize([], null, { startDateTime: null }).availableUntil).toBeNull();
  });

  it.each([
    [settledAfterMs - 1, false],
    [settledAfterMs, false],
    [settledAfterMs + 1, true],
    [-1000, false],
  ])('%d ms after the end: settled is %s', (ms, isSettled) => {
    expect(toSummary(record, [], [], { nowMs: endMs + ms }).isSettled).toBe(isSettled);
  });

  it('is not settled when the end is not known', () => {
    for (const endDateTime of [null, '0001-01-01T00:00:00Z', 'String']) {
      expect(toSummary({ ...record, endDateTime }, [], [], { nowMs: 9e14 }).isSettled).toBe(false);
    }
  });

  it('counts from what the sessions say about nothing else', () => {
    expect(summarize([session('s', 0, 1, { startDateTime: at(0), endDateTime: null })]).isSettled).toBe(false);
  });
});
