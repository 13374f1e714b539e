import { graphql } from '../gql/gql.ts';

/** A page of the list. The verdicts cost a request for each call, 20 in a round trip: they come when they are there. */
export const callsDocument = graphql(`
  query Calls($filter: CallRecordFilter, $after: String) {
    callRecords(filter: $filter, first: 30, after: $after) {
      nodes {
        ...CallRow
        ... @defer {
          quality {
            verdict
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }

  fragment CallRow on CallRecord {
    id
    type
    modalities
    startDateTime
    durationSeconds
    organizer {
      identity {
        user {
          id
          displayName
        }
        phone {
          id
        }
        guest {
          displayName
        }
        application {
          displayName
        }
      }
    }
  }
`);
