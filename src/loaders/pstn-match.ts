import { toOnlyIdentity } from '../graph/identity.ts';
import type { PstnCallLogRow } from '../graph/report-row.ts';
import type { CallRecord, Participant } from '../graph/resources.ts';

/** By what a row of the PSTN log was found to belong to a call record that it overlaps in time. */
export type PstnMatchBasis = 'CALL_ID' | 'NUMBER_AND_USER' | 'NUMBER' | 'USER';

export interface PstnMatch {
  readonly basis: PstnMatchBasis;
  readonly row: PstnCallLogRow;
}

/**
 * Graph gives no key between a PSTN log row and a call record. In order of certainty: the row's callId is the record's
 * id; a number of the row and its user both took part; a number did, and the row names no user; the user did and the row shows no number at all. A row of a user who took
 * no part is somebody else's, whatever its number: masked digits fit many.
 */
export function matchPstnCall(
  row: PstnCallLogRow,
  record: CallRecord,
  participants: readonly Participant[],
): PstnMatchBasis | undefined {
  if (isSameId(row.callId, record.id)) return 'CALL_ID';
  const ids = participants.map(({ id, identity }) => toOnlyIdentity(identity)?.id ?? id).filter(isText);
  const numbers = [row.callerNumber, row.calleeNumber].filter(isText);
  const hasNumber = numbers.some((number) => ids.some((id) => isSameNumber(number, id)));
  const hasUser = row.userId != null && ids.some((id) => isSameId(id, row.userId));
  if (hasNumber && (hasUser || row.userId == null)) return hasUser ? 'NUMBER_AND_USER' : 'NUMBER';
  return hasUser && !numbers.length ? 'USER' : undefined;
}

/** Rows and participants are as Graph sent them: what is no text is no key, and must not cost others their match. */
const isText = (value: unknown): value is string => typeof value === 'string';

function isSameId(one: unknown, other: unknown): boolean {
  return isText(one) && isText(other) && one.toLowerCase() === other.toLowerCase();
}

/** Whether a number of a report, whose last digits may be masked with `*`, can be this one. */
export function isSameNumber(masked: string, number: string): boolean {
  if (!/^\+?\d{3,}\**$/.test(masked) || !/^\+?\d+$/.test(number)) return false;
  const pattern = masked.replace(/^\+/, '');
  const digits = number.replace(/^\+/, '');
  return (
    pattern.length === digits.length &&
    Array.from(pattern).every((digit, index) => digit === '*' || digit === digits[index])
  );
}
