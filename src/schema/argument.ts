import { GraphQLError } from 'graphql';
import { toTicks } from '../graph/instant.ts';
import type { TimeWindow } from '../graph/report.ts';
import { isGuid } from '../guid.ts';

/** An argument that cannot be served: BAD_USER_INPUT, naming it. */
export function toInputError(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
}

/** A number from 1 to `most`. */
export function checkWithin(name: string, value: number, most: number): number {
  if (value >= 1 && value <= most) return value;
  throw toInputError(`Argument "${name}" must be from 1 to ${most}, not ${value}.`);
}

/** `first` as it is, when it is within its bounds. */
export function checkFirst<T extends number | null | undefined>(first: T, most?: number): T {
  if (first != null && (first < 1 || (most !== undefined && first > most))) {
    throw toInputError(
      `Argument "first" must be ${most === undefined ? '1 or more' : `from 1 to ${most}`}, not ${first}.`,
    );
  }
  return first;
}

/** Whether text can be the id of a call record: other text never reaches a URL. */
export const isCallRecordId = isGuid;

/** The id of a call record, which is a GUID. */
export function checkCallRecordId(id: string): string {
  if (isCallRecordId(id)) return id;
  throw toInputError(
    'Argument "id" must be the GUID of a call record, such as "e523d2ed-2966-4b6b-925b-754a88034cc5".',
  );
}

const LONGEST_PARTICIPANT_ID = 256;

/** The id of a participant: an object id, a phone number or another identity's id, as plain text. */
export function checkParticipantId<T extends string | null | undefined>(name: string, id: T): T {
  if (id != null && (id === '' || id.length > LONGEST_PARTICIPANT_ID || /[\p{Control}\p{Surrogate}]/u.test(id))) {
    throw toInputError(
      `Argument "${name}" must be 1 to ${LONGEST_PARTICIPANT_ID} characters of text without control characters.`,
    );
  }
  return id;
}

/** A window of time with its ends in order. Instants are compared to the millisecond. */
export function checkWindow(from: string | null | undefined, to: string | null | undefined): void {
  if (from != null && to != null && Date.parse(from) > Date.parse(to)) {
    throw toInputError('Argument "filter.from" must not be later than "filter.to".');
  }
}

/** The window of a report. */
export function checkReportWindow(from: string, to: string): TimeWindow {
  const window = { from: toTicks(from), to: toTicks(to) };
  if (window.from === undefined || window.to === undefined || window.from > window.to) {
    throw toInputError('Argument "from" must not be later than "to".');
  }
  return { from: window.from, to: window.to };
}
