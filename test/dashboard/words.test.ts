import { CombinedGraphQLErrors, ServerError } from '@apollo/client';
import { describe, expect, it } from 'vitest';
import { addDecimals, alignDecimals } from '../../examples/dashboard/src/words/decimal.ts';
import { toMeasureWords, toMetricWords } from '../../examples/dashboard/src/words/measure.ts';
import { toEndName, toPersonName } from '../../examples/dashboard/src/words/people.ts';
import { problemsAt, toProblems, toProblemWords } from '../../examples/dashboard/src/words/problem.ts';
import { toDurationWords, toInstant } from '../../examples/dashboard/src/words/time.ts';

describe('money', () => {
  it.each([
    [['0.1', '0.2'], '0.3'],
    [['1e-7', '0.1', '-2E3'], '-1999.8999999'],
    [['0.589824', '0', '1.332375'], '1.922199'],
    [['99999999999999999999.01', '0.99'], '100000000000000000000.00'],
    [['-1.5', '0.25'], '-1.25'],
    [['0.00', '0.05', '-0.10'], '-0.05'],
    [['1.054070'], '1.054070'],
    [[], '0'],
  ])('adds %j up to the last digit', (texts, sum) => {
    expect(addDecimals(texts)).toBe(sum);
  });

  it('takes nothing that is no decimal number', () => {
    expect(() => addDecimals(['1', 'NaN'])).toThrow(RangeError);
  });

  it('stands point below point, its digits as they were', () => {
    const aligned = alignDecimals(['0', '1.5', '12.25']);
    expect(aligned.map((text) => text.trim())).toEqual(['0', '1.5', '12.25']);
    expect(aligned).toEqual(['0\u2008\u2007\u2007', '1.5\u2007', '12.25']);
    expect(alignDecimals(['0', '7'])).toEqual(['0', '7']);
  });
});

describe('measures', () => {
  it.each([
    [0.076745, 'fraction', '7.67 %'],
    [60, 'ms', '60 ms'],
    [482.44, 'ms', '482.4 ms'],
    [16, 'percent', '16 %'],
    [7.5, 'frames/s', '7.5 frames/s'],
  ])('%d in %s is %s', (value, unit, words) => {
    expect(toMeasureWords(value, unit)).toBe(words);
  });

  it('have words, or their name taken apart', () => {
    expect(toMetricWords('averageJitter')).toBe('Jitter');
    expect(toMetricWords('averageNewThing')).toBe('Average new thing');
  });
});

describe('time', () => {
  it.each([
    [5327, '1 h 28 min'],
    [716, '11 min 56 s'],
    [8.6, '9 s'],
    [0, '0 s'],
  ])('%d seconds are %s', (seconds, words) => {
    expect(toDurationWords(seconds)).toBe(words);
  });

  it('begins with the day of who reads', () => {
    expect(toInstant('2026-11-28')).toBe(new Date(2026, 10, 28).toISOString());
    expect(toInstant('2026-11-30', 1)).toBe(new Date(2026, 11, 1).toISOString());
    expect(toInstant('')).toBeUndefined();
    expect(toInstant('yesterday')).toBeUndefined();
  });
});

describe('people', () => {
  it('are called by what is known of them', () => {
    expect(toPersonName({ user: { displayName: 'Priya Raman' }, phone: { id: '+1' } })).toBe('Priya Raman');
    expect(toPersonName({ user: null, phone: { id: '+12125554188' } })).toBe('+12125554188');
    expect(toPersonName(null)).toBe('Not known');
  });

  it('at the ends of a leg may be services, or have no name', () => {
    expect(toEndName({ userAgent: { role: 'MEDIA_CONTROLLER' } })).toBe('Media controller');
    const associatedIdentity = { id: '87139588-05ac-43ad-9293-709c569e9827', displayName: null };
    expect(toEndName({ associatedIdentity })).toBe('Unnamed 87139588');
    expect(toEndName({ associatedIdentity: { id: 'teamsvisitor:d1cbf762de73' } })).toBe('Guest d1cbf762');
  });
});

describe('problems', () => {
  const partial = new CombinedGraphQLErrors({
    errors: [
      {
        message: 'x',
        path: ['callRecord', 'sessions'],
        extensions: { code: 'UPSTREAM_THROTTLED', retryAfterSeconds: 1.2 },
      },
      { message: 'y', path: ['callRecord', 'attendance', 0], extensions: { code: 'UPSTREAM_TIMEOUT' } },
    ],
  });

  it('have a code and a path, and are found by it', () => {
    const problems = toProblems(partial);
    expect(problems.map(({ code }) => code)).toEqual(['UPSTREAM_THROTTLED', 'UPSTREAM_TIMEOUT']);
    expect(problemsAt(problems, 'callRecord', 'attendance').map(({ code }) => code)).toEqual(['UPSTREAM_TIMEOUT']);
    expect(problemsAt(problems, 'callRecords')).toEqual([]);
  });

  it('are read off an answer that is no success', () => {
    const toServerError = (status: number, bodyText: string) =>
      new ServerError('refused', { response: new Response(null, { status }), bodyText });
    const refused = toServerError(401, '{"errors":[{"message":"no","extensions":{"code":"UNAUTHENTICATED"}}]}');
    expect(toProblems(refused)).toMatchObject([{ code: 'UNAUTHENTICATED', path: [] }]);
    expect(toProblems(toServerError(502, '<html>'))).toEqual([{ code: 'NETWORK', path: [] }]);
    expect(toProblems(toServerError(413, ''))).toEqual([{ code: 'HTTP_413', path: [] }]);
    expect(toProblems(new TypeError('Failed to fetch'))).toEqual([{ code: 'NETWORK', path: [] }]);
    expect(toProblems(undefined)).toEqual([]);
  });

  it('are told in a sentence', () => {
    expect(toProblems(partial).map(toProblemWords)).toEqual([
      'Microsoft Graph is throttling the gateway. It can be tried again in 2 s.',
      'Microsoft Graph did not answer in time.',
    ]);
    expect(toProblemWords({ code: 'BAD_USER_INPUT', path: [], message: '`from` is no date.' })).toBe(
      'The gateway does not take what was asked for. `from` is no date.',
    );
    expect(toProblemWords({ code: 'NEW_CODE', path: [], message: 'Something new.' })).toBe('Something new.');
  });
});
