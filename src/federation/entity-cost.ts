import type { Upstream } from '../schema/upstream-cost.ts';
import { toEntityRef } from './representation.ts';

export interface EntitiesArguments {
  readonly representations: readonly unknown[];
}

/**
 * What a list of representations takes of Graph, by what one record does: each record once, however many representations
 * name it or sessions of it.
 */
export function toEntityUpstream({ representations }: EntitiesArguments, ofRecord: Upstream): Upstream {
  const records = new Set<string>();
  const recordsOfSessions = new Set<string>();
  let sessions = 0;
  for (const [index, representation] of representations.entries()) {
    const ref = toEntityRef(representation, index);
    if (ref instanceof Error) continue;
    if (ref.typeName === 'CallRecord') records.add(ref.recordId);
    else {
      recordsOfSessions.add(ref.recordId);
      sessions += 1;
    }
  }
  return {
    ...ofRecord,
    requests: (records.size + recordsOfSessions.size) * (ofRecord.requests ?? 0),
    itemsOf: { CallRecord: records.size, Session: sessions },
  };
}
