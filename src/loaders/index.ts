import type { GraphClient } from '../graph/client.ts';
import type { Operation } from '../graph/exchange.ts';
import type { Participant, Session } from '../graph/resources.ts';
import type { CallRecordListLoader } from './call-record-list.ts';
import { createCallRecordListLoader } from './call-record-list.ts';
import type { CallRecordLoader } from './call-record.ts';
import { createCallRecordLoader } from './call-record.ts';
import type { CollectionLoader } from './collection.ts';
import { createCollectionLoader } from './collection.ts';
import type { CursorSeal } from './cursor.ts';
import { createDistinctIds } from './distinct-id.ts';
import { createNodeBudget } from './node-budget.ts';
import { createPageReader } from './page-reader.ts';
import type { RateLimitLoader } from './rate-limit.ts';
import { createRateLimitLoader } from './rate-limit.ts';
import type { ReportJoinLoader } from './report-join.ts';
import { createReportJoinLoader } from './report-join.ts';
import type { ReportLoader } from './report.ts';
import { createReportLoader } from './report.ts';
import { createResourceLoader } from './resource.ts';
import type { SegmentLoader } from './session.ts';
import { createSegmentLoader, createToSession } from './session.ts';

/** Everything that resolvers can fetch; one set for each operation. */
export interface Loaders {
  readonly callRecord: CallRecordLoader;
  readonly callRecords: CallRecordListLoader;
  readonly sessions: CollectionLoader<Session>;
  readonly participants: CollectionLoader<Participant>;
  readonly segments: SegmentLoader;
  readonly reports: ReportLoader;
  readonly reportJoin: ReportJoinLoader;
  readonly rateLimit: RateLimitLoader;
  /** For the same operation executed once more: what was read is known, what was counted is not. */
  anew(): Loaders;
}

export interface LoaderOptions {
  readonly seal: CursorSeal;
  /** Whether reports are read from Graph's beta. */
  readonly beta: boolean;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
  /** How many items of lists an operation may read. */
  readonly maxNodes: number;
}

export function createLoaders(
  client: GraphClient,
  options: LoaderOptions,
  operation: Operation & { readonly ownerId?: string | undefined },
  resources = createResourceLoader(client, operation),
): Loaders {
  const { seal, beta, now, maxNodes } = options;
  const pages = createPageReader(client, resources, createNodeBudget(maxNodes));
  const participants = createCollectionLoader<Participant>('participants_v2', resources, pages, createDistinctIds);
  const reports = createReportLoader(resources, pages, { seal, beta, now });
  return {
    callRecord: createCallRecordLoader(resources, participants, operation.ownerId),
    callRecords: createCallRecordListLoader(resources, pages, seal),
    sessions: createCollectionLoader<Session>('sessions', resources, pages, createToSession),
    participants,
    segments: createSegmentLoader(pages),
    reports,
    reportJoin: createReportJoinLoader(reports),
    rateLimit: createRateLimitLoader(client, operation),
    anew: () => createLoaders(client, options, operation, resources),
  };
}
