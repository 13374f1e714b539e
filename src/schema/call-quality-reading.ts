import type { CallRecord, Session } from '../graph/resources.ts';
import type { ListEntry } from '../loaders/call-record-list.ts';
import type { KeptChunk } from '../loaders/kept-list.ts';
import type { CallFigures, CallTally } from '../quality/call-tally.ts';

export interface CallQualityOutcome extends CallFigures {
  /** How many records were looked at, those included that the filter left out. */
  readonly recordsRead: number;
  /** Whether nothing that was asked for is missing. */
  readonly complete: boolean;
}

/** The figures of many calls, while they are being read. */
export interface CallQualityReading {
  /** The figures after each chunk, from the first chunk on, whenever one begins to look. */
  toProgress(): AsyncGenerator<CallQualityOutcome, void, undefined>;
  readonly outcome: Promise<CallQualityOutcome>;
}

export interface CallQualitySource {
  readonly chunks: AsyncGenerator<KeptChunk, void, undefined>;
  /** Sessions with their segments; rejects where one is missing. */
  readonly loadSessions: (record: CallRecord) => Promise<readonly Session[]>;
  readonly tally: CallTally;
  /** Is told the first thing that goes wrong, before any figures that suffer from it. */
  readonly onError: (error: unknown) => void;
}

interface Step {
  readonly outcome: CallQualityOutcome;
  readonly next: Promise<Step | undefined>;
}

/**
 * Reads chunk after chunk with the sessions of its records into the tally; while those are on their way the next chunk
 * is asked for. Rejects when the first chunk cannot be read; what goes wrong later keeps what was read.
 */
export async function startReading(source: CallQualitySource): Promise<CallQualityReading> {
  const { chunks, loadSessions, tally } = source;
  let hasFailed = false;
  let recordsRead = 0;

  const toOutcome = (isWhole: boolean): CallQualityOutcome => ({
    ...tally.toFigures(),
    recordsRead,
    complete: isWhole && !hasFailed,
  });

  function fail(error: unknown): void {
    if (!hasFailed) source.onError(error);
    hasFailed = true;
  }

  async function readRecord({ record }: ListEntry): Promise<void> {
    try {
      tally.add(record, await loadSessions(record));
    } catch (error) {
      fail(error);
    }
  }

  async function advance(listed: Promise<IteratorResult<KeptChunk, void>>): Promise<Step | undefined> {
    let isLast = false;
    let next: Promise<Step | undefined> = Promise.resolve(undefined);
    try {
      const { value: chunk } = await listed;
      if (!chunk) return undefined;
      if (chunk.error) fail(chunk.error);
      const upcoming = chunks.next();
      upcoming.catch(() => undefined);
      await Promise.all(chunk.entries.map(readRecord));
      recordsRead += chunk.readCount;
      isLast = !chunk.hasNextPage;
      next = advance(upcoming);
    } catch (error) {
      fail(error);
    }
    return { outcome: toOutcome(isLast), next };
  }

  const firstChunk = await chunks.next();
  const first = advance(Promise.resolve(firstChunk));

  async function* toSteps(): AsyncGenerator<CallQualityOutcome, void, undefined> {
    for (let step = await first; step; step = await step.next) yield step.outcome;
  }

  async function toLastOutcome(): Promise<CallQualityOutcome> {
    let last = toOutcome(true);
    for await (const outcome of toSteps()) last = outcome;
    return last;
  }

  return { toProgress: toSteps, outcome: toLastOutcome() };
}
