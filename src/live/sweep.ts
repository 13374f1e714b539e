import type { Signal } from '../abort.ts';
import type { GraphClient } from '../graph/client.ts';
import { GraphError } from '../graph/errors.ts';
import { CALL_RECORDS, toFilter, toUrl } from '../graph/odata.ts';
import { hasId, toItems } from '../graph/paging.ts';
import type { CallRecord, Page } from '../graph/resources.ts';
import { isGuid } from '../guid.ts';
import type { ChangeLog } from './change-log.ts';
import type { FreshRead } from './fresh-read.ts';
import type { HintQueue } from './hint-queue.ts';

export interface SweepOptions {
  readonly readFresh: FreshRead;
  readonly toRelativeUrl: GraphClient['toRelativeUrl'];
  readonly log: Pick<ChangeLog, 'versions'>;
  readonly queue: Pick<HintQueue, 'add'>;
  /** Whose calls alone are of interest; empty: everybody's. */
  readonly participantIds: readonly string[];
}

/** What to look for; both in milliseconds since the Unix epoch. */
export interface SweepWindow {
  /** The calls that started then or later are listed … */
  readonly startedSinceMs: number;
  /** … and of those that the log does not know at all, the ones that were written then or later are of interest. */
  readonly changedSinceMs: number;
}

/** Hints at listed records with a version that the log has not. Resolves to how many; rejects with a GraphError. */
export type Sweep = (window: SweepWindow, signal: Signal) => Promise<number>;

/** Pages wait for Graph's limits of lists, of which the following ones allow 55 in five minutes. */
const LONGEST_PAGE_MS = 330_000;
/** A day of a tenant with 100 000 calls a day has 1 700 pages. */
const MOST_PAGES = 20_000;
/** Lists leave the fractions of seconds out. */
const LIST_PRECISION_MS = 1_000;

export function createSweep(options: SweepOptions): Sweep {
  const { readFresh, toRelativeUrl, log, queue, participantIds } = options;

  async function readPage(url: string, signal: Signal): Promise<Page<CallRecord>> {
    const [page] = await readFresh([url], LONGEST_PAGE_MS, signal);
    if (!page || page instanceof GraphError) throw page ?? new GraphError('UPSTREAM_INVALID_RESPONSE', 'no page');
    return page;
  }

  async function hintAtUnseen(page: Page<CallRecord>, changedSinceMs: number): Promise<number> {
    const records = toItems(page).filter((record) => hasId(record) && isGuid(record.id));
    const ids = records.map(({ id }) => id.toLowerCase());
    const seen = await log.versions(ids);
    const unseen = ids.filter((_id, index) => isUnseen(records[index] as CallRecord, seen[index], changedSinceMs));
    if (unseen.length) await queue.add(unseen);
    return unseen.length;
  }

  async function list(filter: string | undefined, changedSinceMs: number, signal: Signal): Promise<number> {
    let found = 0;
    const read = new Set<string>();
    let url: string | undefined = toUrl(CALL_RECORDS, { select: ['id', 'version', 'lastModifiedDateTime'] }, filter);
    while (url !== undefined) {
      if (read.has(url) || read.size >= MOST_PAGES) {
        throw new GraphError('PAGINATION_LOOP', 'The pages of the list of call records lead round in a circle.');
      }
      read.add(url);
      const page = await readPage(url, signal);
      found += await hintAtUnseen(page, changedSinceMs);
      const link = page['@odata.nextLink'];
      url = link == null ? undefined : toRelativeUrl(link);
    }
    return found;
  }

  return async ({ startedSinceMs, changedSinceMs }, signal) => {
    const from = new Date(startedSinceMs).toISOString();
    if (!participantIds.length) return list(toFilter({ from }), changedSinceMs, signal);
    let found = 0;
    for (const participantId of participantIds) {
      found += await list(toFilter({ from, participantId }), changedSinceMs, signal);
    }
    return found;
  };
}

function isUnseen(
  { version, lastModifiedDateTime }: CallRecord,
  seen: number | undefined,
  changedSinceMs: number,
): boolean {
  if (seen !== undefined) return version == null || version > seen;
  const writtenMs = Date.parse(lastModifiedDateTime ?? '');
  return !(writtenMs + LIST_PRECISION_MS <= changedSinceMs);
}
