import { graphql } from './gql/gql.ts';
export const callsDocument = graphql(`
  query Calls($filter: CallRecordFilter, $after: String) {
    callRecords(filter: $filter, first: 30, after: $after) {
      nodes {
        id
        type
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);
