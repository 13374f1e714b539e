import type { CallRecordFilter, CallType, Verdict } from '../gql/graphql.ts';
import { toInstant } from '../words/time.ts';

/** Names of the filters, as they stand in the address. */
export const filterNames = ['from', 'to', 'type', 'participant', 'verdict', 'failed'] as const;

/** What the address says, as the gateway wants it; `to` is the last day. */
export function toFilter(query: URLSearchParams): CallRecordFilter {
  const from = toInstant(query.get('from') ?? '');
  const to = toInstant(query.get('to') ?? '', 1);
  const type = query.get('type');
  const participantId = query.get('participant');
  const verdict = query.get('verdict');
  return {
    ...(from && { from }),
    ...(to && { to }),
    ...(type && { type: type as CallType }),
    ...(participantId && { participantId }),
    ...(verdict && { verdict: verdict as Verdict }),
    ...(query.get('failed') && { failedOnly: true }),
  };
}
