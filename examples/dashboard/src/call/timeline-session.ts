import { graphql } from '../gql/gql.ts';

/** What the picture needs of a session. */
export const timelineSession = graphql(`
  fragment TimelineSession on Session {
    id
    startDateTime
    endDateTime
    failureInfo {
      stage
      reason
    }
    caller {
      ...TimelineEnd
    }
    callee {
      ...TimelineEnd
    }
    segments {
      id
      startDateTime
      endDateTime
      failureInfo {
        stage
        reason
      }
      quality {
        verdict
      }
    }
  }

  fragment TimelineEnd on Endpoint {
    userAgent {
      ... on ServiceUserAgent {
        role
      }
    }
    ... on ParticipantEndpoint {
      name
      associatedIdentity {
        id
        displayName
      }
    }
  }
`);
