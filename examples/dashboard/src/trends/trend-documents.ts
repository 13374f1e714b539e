import { graphql } from '../gql/gql.ts';

/** Poor calls by day. How far the reading has come is told every 60 calls, the days when it has ended. */
export const trendDocument = graphql(`
  query Trend($filter: CallRecordFilter, $maxRecords: Int) {
    callQualitySummary(filter: $filter, groupBy: DAY, maxRecords: $maxRecords) {
      progress @stream {
        recordsRead
        poorCallPercentage
      }
      ...TrendFigures @defer
    }
  }

  fragment TrendFigures on CallQualitySummary {
    complete
    recordsRead
    callCount
    poorCallCount
    unclassifiedCallCount
    poorCallPercentage
    groups {
      key
      callCount
      poorCallCount
    }
  }
`);

/** The same calls by something else. */
export const groupsDocument = graphql(`
  query Groups($filter: CallRecordFilter, $maxRecords: Int, $groupBy: QualityGrouping!) {
    callQualitySummary(filter: $filter, groupBy: $groupBy, maxRecords: $maxRecords) {
      complete
      recordsRead
      groups {
        ...GroupRow
      }
    }
  }

  fragment GroupRow on QualityGroup {
    key
    name
    callCount
    poorCallCount
    poorStreamCount
    goodStreamCount
    poorPercentage
  }
`);
