import { graphql } from '../gql/gql.ts';

/** The calls as they end; `cursor` and `$after` are what the client goes on with after a break. */
export const changesDocument = graphql(`
  subscription Changes($after: String) {
    callRecordChanged(after: $after) {
      cursor
      kind
      version
      noticedAt
      callRecordId
      callRecord {
        ...CallRow
        endDateTime
        quality {
          verdict
        }
      }
    }
  }
`);
