import { graphql } from '../gql/gql.ts';

/** One call: what the record says at once, and each part that takes reading or reckoning when it is there. */
export const callDocument = graphql(`
  query Call($id: ID!) {
    callRecord(id: $id) {
      ...CallFacts
      ... @defer {
        quality {
          ...CallQualityFacts
        }
        summary {
          ...CallFigures
        }
      }
      ... @defer {
        sessions {
          ...TimelineSession
          ...StreamsSession
        }
      }
      ... @defer {
        attendance {
          ...AttendanceEntry
        }
      }
      ... @defer {
        pstnCalls {
          ...PstnLeg
        }
      }
      ... @defer {
        directRoutingCalls {
          ...DirectLeg
        }
      }
    }
  }
`);
