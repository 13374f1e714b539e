/** A tab of GraphiQL: a query that runs as it stands. */
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

const callsAsTheyEnd = `# What happens now? The calls as they end: press the button and wait. The simulator has one every few seconds.
# It goes on until the button is pressed again. Each event costs Graph two requests, whoever else follows.
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
      organizer {
        identity {
          user {
            displayName
          }
        }
      }
      quality {
        verdict
      }
    }
  }
}
`;

const recentCalls = `# What calls were there? The latest: one request to Graph, however many fields.
# Ctrl-Space completes; the book at the left tells what each field means and costs. The tabs go on from here.
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

const failedLegs = `# Some calls are not poor but fail. Which, where and why? The sessions of 20 calls.
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

const oneMeeting = `# What is in one of them? A meeting whole: who joined, when, with what. Sessions come with the record: one request to Graph.
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

const poorCall = `# Why did a call sound bad? Streams, networks and devices of both ends. One request to Graph.
# One end has hardly any Wi-Fi. The next tab has the gateway judge that by itself.
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

const callsOfPerson = `# What else did they take part in? The calls of one person in a window of time. Graph applies the filter.
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

const townHall = `# How large may a call be? 142 participants and 300 sessions: Graph pages them, the gateway reads every page.
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

const callQueue = `# Which way did a call take through an auto attendant and a call queue?
# Graph repeats the id of such a leg: the later one is marked ~2, so that a cache does not take the two for one.
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

const severalAtOnce = `# Can I ask for several? As many as you like in one document: one round trip to Graph. What is not there is null.
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

const poorCalls = `# Which calls of this week were poor for a person, and why? Without $person, for anybody.
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

const latestAttendance = `# Who was in the latest meetings, and when? Worked out of the sessions: somebody on two devices counts once.
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

const attendance = `# Who was in that meeting, and when? Worked out of its sessions. Two requests in one round trip.
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

const pstnCosts = `# What did the telephone cost last month, by country? Added up to the last digit.
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

const worstSubnet = `# Where do poor calls come from? The worst subnets of 200 calls. The figures come as they are read, every 60 calls.
# groupBy: DEVICE, USER, PLATFORM and others ask the same of something else.
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

const latestVerdicts = `# How did the latest calls go, and what was wrong? A request for each call, 20 in a round trip.
query LatestVerdicts {
  callRecords(first: 10) {
    nodes {
      id
      type
      startDateTime
      duration
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
}
`;

const poorByDay = `# Does it get better or worse? Poor calls by day, of the last 100.
query PoorByDay {
  callQualitySummary(groupBy: DAY, maxRecords: 100) {
    complete
    recordsRead
    poorCallPercentage
    groups {
      key
      callCount
      poorCallCount
    }
  }
}
`;

const trunkCalls = `# How did calls over our own trunks end? Each row leads to its call, at a request for each.
query TrunkCalls($from: DateTime!, $to: DateTime!) {
  directRoutingCalls(from: $from, to: $to, first: 10) {
    nodes {
      startDateTime
      successfulCall
      finalSipCode
      finalSipCodePhrase
      trunkFullyQualifiedDomainName
      callRecord {
        id
        type
      }
    }
  }
}
`;

const whatIsLeft = `# What did all this take, and how much of what Graph allows is left? Costs nothing.
query WhatIsLeft {
  rateLimit {
    application {
      limit
      used
      remaining
    }
    callRecords(page: FIRST) {
      remaining
      freeAt
    }
    waitingRequests
  }
}
`;

const WEEK_MS = 7 * 86_400_000;

/**
 * What GraphiQL opens with, in the order of somebody who looks around: one call, one person, many calls, the telephone, what
 * happens now. Without a showcase only what runs on any tenant; `isLive`: whether changes can be subscribed to.
 */
export function toPlaygroundTabs(
  showcase: Showcase | undefined,
  nowMs: number,
  isLive: boolean,
): readonly PlaygroundTab[] {
  const lastMonth = { from: toMonthStart(nowMs, -1), to: toMonthStart(nowMs, 0) };
  const thisWeek = new Date(nowMs - WEEK_MS).toISOString();
  return [
    { query: recentCalls },
    ...(showcase ? toShownCalls(showcase) : [{ query: latestAttendance }]),
    { query: latestVerdicts },
    withVariables(poorCalls, { person: showcase?.person ?? null, from: thisWeek }),
    ...(showcase ? [withVariables(callsOfPerson, { person: showcase.person, from: null, to: null })] : []),
    { query: failedLegs },
    { query: worstSubnet },
    { query: poorByDay },
    withVariables(pstnCosts, lastMonth),
    withVariables(trunkCalls, { from: thisWeek, to: new Date(nowMs).toISOString() }),
    ...(showcase ? toOddCalls(showcase) : []),
    ...(isLive ? [{ query: callsAsTheyEnd }] : []),
    { query: whatIsLeft },
  ];
}

function toShownCalls({ meeting, poorCall: id }: Showcase): readonly PlaygroundTab[] {
  return [
    withVariables(oneMeeting, { id: meeting }),
    withVariables(attendance, { id: meeting }),
    withVariables(poorCall, { id }),
  ];
}

function toOddCalls(showcase: Showcase): readonly PlaygroundTab[] {
  return [
    withVariables(callQueue, { id: showcase.callQueue }),
    withVariables(townHall, { id: showcase.townHall }),
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
