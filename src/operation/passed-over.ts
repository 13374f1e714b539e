import type { RecordChange } from '../live/change.ts';

/** Many subscribers pass over the same change at about the same time: so many changes are remembered. */
const REMEMBERED = 100;

/** Counts each change that a subscriber is not told of, and writes a line for the first subscriber of each. */
export function createPassedOverNotes(
  log: { warn(line: object, message: string): void },
  count: () => void,
): (change: Pick<RecordChange, 'recordId' | 'version'>, code: unknown) => void {
  const noted = new Set<string>();

  return ({ recordId, version }, code) => {
    count();
    const key = `${recordId} ${version} ${String(code)}`;
    if (noted.has(key)) return;
    noted.add(key);
    const [oldest] = noted;
    if (noted.size > REMEMBERED && oldest !== undefined) noted.delete(oldest);
    log.warn({ recordId, version, code }, 'a change was passed over: whether it is for a subscriber cannot be read');
  };
}
