/** A tab of GraphiQL: a query or subscription that runs as it stands. */
export interface PlaygroundTab {
  readonly query: string;
  readonly variables?: string;
}

/** Calls, and a person, of the tenant that are worth a look. */
export interface Showcase {
  readonly meeting: string;
  readonly poorCall: string;
  readonly failedCall: string;
  readonly callQueue: string;
  readonly townHall: string;
  readonly person: string;
}

const recentCalls = `# The latest calls. One request to Graph, however many fields.
# Ctrl-Space completes; the book at the left tells what each field means and costs.
query RecentCalls {
  callRecords(first: 20) {
    nodes {
      id
      type
      modalities
      startDateTime
      endDateTime
      organizer {
        identity {
          user {
            displayName
          }
          phone {
            id
          }
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
`;

const callsAsTheyEnd = `# Calls as they end. The button stops it; each that comes replaces the one before.
# The cursor, given as "after", goes on behind it.
subscription CallsAsTheyEnd {
  callRecordChanged {
    kind
    version
    noticedAt
    cursor
    callRecord {
      id
      type
      startDateTime
      endDateTime
      summary {
        participantCount
        failedSessionCount
      }
    }
  }
}
`;

const failedLegs = `# Which calls failed, where and why: the sessions of 20 calls.
# One list and one batch to Graph: 21 requests in 2 round trips.
query FailedLegs {
  callRecords(first: 20) {
    nodes {
      id
      startDateTime
      sessions {
        id
        failureInfo {
          stage
          reason
        }
        caller {
          ...Person
        }
        callee {
          ...Person
        }
      }
    }
  }
}

fragment Person on ParticipantEndpoint {
  associatedIdentity {
    displayName
  }
}
`;

const oneMeeting = `# A meeting whole: who joined, when, with what. Sessions come with the record: one request to Graph.
query OneMeeting($id: ID!) {
  callRecord(id: $id) {
    id
    version
    type
    modalities
    startDateTime
    endDateTime
    joinWebUrl
    sessions {
      id
      modalities
      startDateTime
      endDateTime
      caller {
        __typename
        userAgent {
          headerValue
          applicationVersion
          ... on ClientUserAgent {
            platform
            productFamily
          }
        }
        ... on ParticipantEndpoint {
          associatedIdentity {
            displayName
            userPrincipalName
          }
        }
      }
      callee {
        __typename
      }
      failureInfo {
        stage
        reason
      }
    }
  }
}
`;

const poorCall = `# Why a call sounded bad: streams, networks and devices of both ends. One request to Graph.
query PoorCall($id: ID!) {
  callRecord(id: $id) {
    startDateTime
    sessions {
      id
      segments {
        media {
          label
          callerNetwork {
            ...Network
          }
          calleeNetwork {
            ...Network
          }
          callerDevice {
            captureDeviceName
            micGlitchRate
            cpuInsufficientEventRatio
          }
          streams {
            streamDirection
            audioCodec
            averageJitter
            averageRoundTripTime
            averagePacketLossRate
            averageAudioDegradation
          }
        }
      }
    }
  }
}

fragment Network on NetworkInfo {
  connectionType
  wifiBand
  wifiSignalStrength
  subnet
  sentQualityEventRatio
  receivedQualityEventRatio
}
`;

const callsOfPerson = `# The calls of one person in a window of time. Graph applies the filter.
query CallsOfPerson($person: String!, $from: DateTime, $to: DateTime) {
  callRecords(filter: { participantId: $person, from: $from, to: $to }, first: 25) {
    nodes {
      id
      type
      startDateTime
      endDateTime
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
`;

const townHall = `# More than 130 participants and 300 sessions: Graph pages them, the gateway reads every page.
query TownHall($id: ID!) {
  callRecord(id: $id) {
    startDateTime
    endDateTime
    participants {
      id
      identity {
        user {
          displayName
        }
        phone {
          id
        }
      }
    }
    sessions {
      id
      startDateTime
      endDateTime
    }
  }
}
`;

const callQueue = `# Graph repeats the id of a leg that passed an auto attendant and a call queue: the later one is marked ~2.
query CallQueue($id: ID!) {
  callRecord(id: $id) {
    sessions {
      id
      callee {
        userAgent {
          ... on ServiceUserAgent {
            role
          }
        }
      }
      segments {
        id
        startDateTime
        endDateTime
      }
    }
  }
}
`;

const severalAtOnce = `# Several calls in one document: one round trip to Graph. What is not there is null.
query SeveralAtOnce($meeting: ID!, $failed: ID!) {
  meeting: callRecord(id: $meeting) {
    ...Summary
  }
  failed: callRecord(id: $failed) {
    ...Summary
  }
  unknown: callRecord(id: "00000000-0000-0000-0000-000000000000") {
    ...Summary
  }
}

fragment Summary on CallRecord {
  id
  type
  version
  lastModifiedDateTime
  sessions(first: 3) {
    failureInfo {
      stage
      reason
    }
  }
}
`;

const poorCalls = `# Which calls of this week were poor for a person, and why; without $person, for anybody.
# The gateway judges what Graph lists: a request for each call that is looked at, 20 in a round trip.
query PoorCalls($person: String, $from: DateTime) {
  callRecords(filter: { participantId: $person, from: $from, participantVerdict: POOR }, first: 10) {
    nodes {
      id
      type
      startDateTime
      duration
      attendance(participantId: $person) {
        identity {
          displayName
        }
        quality {
          verdict
          reasons {
            metric
            value
            threshold
            unit
          }
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
`;

const latestAttendance = `# Who was in the latest meetings, and when.
query LatestAttendance {
  callRecords(filter: { type: GROUP_CALL }, first: 3) {
    nodes {
      startDateTime
      duration
      attendance {
        identity {
          displayName
        }
        joinedAt
        leftAt
        connectedSeconds
        worstVerdict
      }
    }
  }
}
`;

const attendance = `# Who was in a meeting, when, and with what. Two requests in one round trip.
query Attendance($id: ID!) {
  callRecord(id: $id) {
    startDateTime
    duration
    summary {
      participantCount
      failedSessionCount
      poorStreamCount
      hasPstnLeg
      availableUntil
      isSettled
    }
    attendance {
      identity {
        displayName
      }
      participantId
      joinedAt
      leftAt
      connectedSeconds
      intervals {
        joinedAt
        leftAt
      }
      platforms
      worstVerdict
      failedAttempts
    }
  }
}
`;

const pstnCosts = `# What telephone calls cost, by country, added up to the last digit.
query PstnCosts($from: DateTime!, $to: DateTime!) {
  pstnCosts(from: $from, to: $to, groupBy: DESTINATION) {
    key
    currency
    callCount
    durationSeconds
    total
  }
}
`;

const worstSubnet = `# Which subnet is worst, over 200 calls. The figures come as they are read, every 60 calls.
query WorstSubnet {
  callQualitySummary(groupBy: SUBNET, maxRecords: 200) {
    progress @stream {
      recordsRead
      poorCallPercentage
    }
    ... @defer {
      recordsRead
      complete
      poorCallPercentage
      groups(first: 10, orderBy: POOR_PERCENTAGE, minStreamCount: 20) {
        key
        callCount
        poorStreamCount
        goodStreamCount
        poorPercentage
      }
    }
  }
}
`;

const WEEK_MS = 7 * 86_400_000;

/** What GraphiQL opens with. Without a showcase only what runs on any tenant. */
export function toPlaygroundTabs(showcase: Showcase | undefined, nowMs: number): readonly PlaygroundTab[] {
  const lastMonth = { from: toMonthStart(nowMs, -1), to: toMonthStart(nowMs, 0) };
  const anywhere = [
    { query: recentCalls },
    { query: callsAsTheyEnd },
    { query: failedLegs },
    { query: worstSubnet },
    withVariables(pstnCosts, lastMonth),
  ];
  const thisWeek = new Date(nowMs - WEEK_MS).toISOString();
  if (!showcase) {
    return [...anywhere, withVariables(poorCalls, { person: null, from: thisWeek }), { query: latestAttendance }];
  }
  return [
    ...anywhere,
    withVariables(oneMeeting, { id: showcase.meeting }),
    withVariables(attendance, { id: showcase.meeting }),
    withVariables(poorCall, { id: showcase.poorCall }),
    withVariables(poorCalls, { person: showcase.person, from: thisWeek }),
    withVariables(callsOfPerson, { person: showcase.person, from: null, to: null }),
    withVariables(townHall, { id: showcase.townHall }),
    withVariables(callQueue, { id: showcase.callQueue }),
    withVariables(severalAtOnce, { meeting: showcase.meeting, failed: showcase.failedCall }),
  ];
}

/** The first instant of a month in UTC, counted from the present one. */
function toMonthStart(nowMs: number, offset: number): string {
  const now = new Date(nowMs);
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + offset, 1)).toISOString();
}

function withVariables(query: string, variables: Readonly<Record<string, unknown>>): PlaygroundTab {
  return { query, variables: JSON.stringify(variables, null, 2) };
}
