import { toStringLiteral } from '../graph/odata.ts';

const CALL_RECORDS = '/communications/callRecords';

/**
 * What to subscribe to: the calls of these participants, or everybody's where none is named. Notifications have a filter of their own,
 * over `participants`, where lists have `participants_v2` (Graph documentation, "Get change notifications for call records").
 */
export function toWatchedResource(participantIds: readonly string[]): string {
  const [first, ...others] = participantIds.map(toStringLiteral);
  if (first === undefined) return CALL_RECORDS;
  const term = others.length ? `in (${[first, ...others].join(',')})` : `eq ${first}`;
  return `${CALL_RECORDS}?$filter=participants/any(p:p/id ${term})`;
}
