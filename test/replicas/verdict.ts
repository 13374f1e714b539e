import type { VersionSeen } from './simulator-process.ts';
import type { Received } from './subscriber.ts';

/** What is wrong with what a client got. */
export interface Verdict {
  /** Versions of a record that came twice, or after a higher one. */
  readonly doubled: readonly VersionSeen[];
  /** Records that changed of which the last version has not come; a version between may be passed over. */
  readonly missing: readonly VersionSeen[];
  /** Versions that nobody has written. */
  readonly invented: readonly VersionSeen[];
  /** Changes that came with a record older than they told. */
  readonly stale: readonly VersionSeen[];
  /** Changes of a kind that does not fit: the first of a record is `CREATED`, the others are `UPDATED`. */
  readonly misnamed: readonly VersionSeen[];
}

/** By the simulator's own word. */
export interface Truth {
  readonly written: readonly VersionSeen[];
  /** Those that have to have come. */
  readonly due: readonly VersionSeen[];
}

/**
 * Compares with what was written. The gateway reads a record when it is told of a change and says what it is by then, so that
 * of two versions that are written one right behind the other the first may come to nobody.
 */
export function judge(received: readonly Received[], { written, due }: Truth): Verdict {
  const highest = new Map<string, number>();
  const all = toVersions(written);
  const expected = toVersions(due);
  const isNew = (id: string) => expected.get(id)?.size === all.get(id)?.size;
  const verdict = { doubled: [], invented: [], stale: [], misnamed: [] } as Record<
    'doubled' | 'invented' | 'stale' | 'misnamed',
    VersionSeen[]
  >;
  for (const { callRecordId: id, version, kind, callRecord } of received) {
    const known = highest.get(id);
    if (known !== undefined && known >= version) verdict.doubled.push({ id, version });
    // Of a record that was there before, the client may have missed the first.
    const isFirst = known === undefined && (kind === 'CREATED' || isNew(id));
    if ((kind === 'CREATED') !== isFirst) verdict.misnamed.push({ id, version });
    if (!all.get(id)?.has(version)) verdict.invented.push({ id, version });
    if (callRecord && callRecord.version < version) verdict.stale.push({ id, version });
    highest.set(id, Math.max(version, known ?? 0));
  }
  const missing = [...expected]
    .map(([id, versions]) => ({ id, version: Math.max(...versions) }))
    .filter(({ id, version }) => (highest.get(id) ?? 0) < version);
  return { ...verdict, missing };
}

function toVersions(seen: readonly VersionSeen[]): ReadonlyMap<string, ReadonlySet<number>> {
  const versions = new Map<string, Set<number>>();
  for (const { id, version } of seen) {
    const found = versions.get(id);
    if (found) found.add(version);
    else versions.set(id, new Set([version]));
  }
  return versions;
}
