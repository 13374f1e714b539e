import type { Context } from '../context.ts';
import type { CallRecord } from '../graph/resources.ts';
import type { Upstream } from './upstream-cost.ts';

/** What a field takes of Graph that returns one record by its id: the first relationship comes with it. */
export const READS_ONE_RECORD = { upstream: (): Upstream => ({ requests: 1, relationships: 1 }) };

/** A record that is given out, or is not, which is remembered. */
export function toReleased(record: CallRecord | null, id: string, { access }: Context): CallRecord | null {
  if (record) access.records.add(record.id);
  else if (access.policy.records !== 'all') access.withheld.add(id);
  return record;
}
