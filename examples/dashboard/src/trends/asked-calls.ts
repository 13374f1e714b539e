import type { CallRecordFilter } from '../gql/graphql.ts';

/** Which calls the figures are asked of. */
export interface AskedCalls {
  readonly filter: CallRecordFilter;
  readonly maxRecords: number;
}
