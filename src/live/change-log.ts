import { randomBytes } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { LoggedChange, RecordChange } from './change.ts';

/** The log does not reach back to a position, or has never had it: what came after it cannot be told. */
export class PositionLostError extends Error {
  override readonly name = 'PositionLostError';

  constructor() {
    super('The log of changes does not reach back to this position.');
  }
}

/** The changes of call records in the order in which they were noticed; bounded, the oldest are forgotten. */
export interface ChangeLog {
  /**
   * Takes of these the versions that are higher than every one of the same record before, and gives back those it took.
   * Whoever calls, and however often: a version of a record is in the log at most once, and its versions only rise.
   * Rejects when it could not be told whether they were taken; asking again is safe.
   */
  append(changes: readonly RecordChange[]): Promise<readonly LoggedChange[]>;
  /** The highest version that was taken of each of these records, in order; undefined where none was. */
  versions(recordIds: readonly string[]): Promise<readonly (number | undefined)[]>;
  /** Where the log ends now: what comes later comes after it. */
  end(): Promise<string>;
  /** Up to `count` changes after a position, oldest first. Rejects with PositionLostError. */
  readAfter(position: string, count: number): Promise<readonly LoggedChange[]>;
  /** Calls back soon after changes were taken, by whoever; may call for nothing. The returned function ends it. */
  watch(onChange: () => void): () => void;
}

export interface MemoryChangeLogOptions {
  readonly clock: Clock;
  /** How many changes are kept. */
  readonly size: number;
  /** How many records' versions are remembered; the least lately changed are forgotten first. */
  readonly records?: number;
}

/** For a gateway that is alone. What it held ends with the process. */
export function createMemoryChangeLog({ clock, size, records = 200_000 }: MemoryChangeLogOptions): ChangeLog {
  // Positions of another process must not be taken for places in this one's log.
  const epoch = randomBytes(6).toString('hex');
  const changes: LoggedChange[] = [];
  const versions = new Map<string, number>();
  const watchers = new Set<() => void>();
  let count = 0;

  const toPosition = (index: number) => `${epoch}-${index}`;

  function take(change: RecordChange): LoggedChange | undefined {
    const known = versions.get(change.recordId);
    if (known !== undefined && known >= change.version) return undefined;
    versions.delete(change.recordId);
    versions.set(change.recordId, change.version);
    if (versions.size > records) versions.delete(versions.keys().next().value as string);
    count += 1;
    return {
      ...change,
      kind: known === undefined ? 'CREATED' : 'UPDATED',
      position: toPosition(count),
      noticedMs: clock.now(),
    };
  }

  return {
    append(given) {
      const taken = given.map(take).filter((change) => change !== undefined);
      changes.push(...taken);
      if (changes.length > size * 1.1) changes.splice(0, changes.length - size);
      if (taken.length) for (const onChange of watchers) onChange();
      return Promise.resolve(taken);
    },
    versions: (recordIds) => Promise.resolve(recordIds.map((id) => versions.get(id))),
    end: () => Promise.resolve(toPosition(count)),
    readAfter(position, most) {
      const [, given, index] = /^([0-9a-f]+)-(\d+)$/.exec(position) ?? [];
      const behind = count - Number(index);
      if (given !== epoch || !(behind >= 0) || behind > changes.length) return Promise.reject(new PositionLostError());
      const start = changes.length - behind;
      return Promise.resolve(changes.slice(start, start + most));
    },
    watch(onChange) {
      watchers.add(onChange);
      return () => watchers.delete(onChange);
    },
  };
}
