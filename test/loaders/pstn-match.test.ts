import { describe, expect, test } from 'vitest';
import type { PstnCallLogRow } from '../../src/graph/report-row.ts';
import type { CallRecord, Participant } from '../../src/graph/resources.ts';
import { isSameNumber, matchPstnCall } from '../../src/loaders/pstn-match.ts';

describe('a number with masked digits and a whole one', () => {
  test.each([
    ['+15551234567', '+15551234567', true],
    ['+15551234***', '+15551234567', true],
    ['+1555123****', '+15551234567', true],
    ['15551234567', '+15551234567', true],
    ['+15551234567', '15551234567', true],
    ['+15551234568', '+15551234567', false],
    ['+15551235***', '+15551234567', false],
    ['+1555123***', '+15551234567', false],
    ['+155512345678', '+15551234567', false],
    ['+1*********', '+15551234567', false],
    ['**********', '+15551234567', false],
    ['+1555*234567', '+15551234567', false],
    ['anonymous', '+15551234567', false],
    ['', '+15551234567', false],
    ['+15551234567', '821809f5-0000-0000-0000-3b5136c0e777', false],
    ['sip:+15551234567@contoso.com', '+15551234567', false],
  ])('%s is %s: %s', (masked, number, expected) => {
    expect(isSameNumber(masked, number)).toBe(expected);
  });
});

describe('a row and a record', () => {
  const record = { id: '00000000-0000-4000-8000-00000000000a' } as CallRecord;
  const number = '+15551234567';
  const user = '821809f5-0000-0000-0000-3b5136c0e777';
  const participants = [
    { id: user, identity: { user: { id: user } } },
    { id: 'leg', identity: { phone: { id: number } } },
  ] as unknown as Participant[];

  test.each<[string, Partial<PstnCallLogRow>, string | undefined]>([
    ["the row's call id is the record's, in whatever case", { callId: record.id.toUpperCase() }, 'CALL_ID'],
    ['number and user took part', { callId: 'other', userId: user, calleeNumber: '+15551234***' }, 'NUMBER_AND_USER'],
    ['the number did, but the row is of another user', { userId: 'someone else', callerNumber: number }, undefined],
    ['the number did, and there is no user', { calleeNumber: number }, 'NUMBER'],
    ['the user did, and the row shows no number', { userId: user.toUpperCase() }, 'USER'],
    ['the user did, with another number', { userId: user, calleeNumber: '+15557654321' }, undefined],
    ['nothing of it did', { userId: 'someone else' }, undefined],
    ['the row tells nothing', {}, undefined],
  ])('%s', (_case, row, basis) => {
    expect(matchPstnCall(row as PstnCallLogRow, record, participants)).toBe(basis);
  });
});

test.each([7, {}, [], true])('%j in place of an id or a number matches nothing and throws nothing', (junk) => {
  const record = { id: '00000000-0000-4000-8000-00000000000a' } as CallRecord;
  const row = { callId: junk, userId: junk, callerNumber: junk, calleeNumber: junk } as unknown as PstnCallLogRow;
  const participants = [{ id: junk, identity: { user: { id: junk } } }] as unknown as Participant[];
  expect(matchPstnCall(row, record, participants)).toBeUndefined();
});
