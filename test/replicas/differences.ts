import type { Received } from './subscriber.ts';

/**
 * Where clients were told otherwise than each other: the order is the log's and thereby everybody's, from where each began to
 * follow. One may be behind another.
 */
export function findDifferences(heard: readonly (readonly Received[])[]): readonly string[] {
  const told = heard.map((received) =>
    received.map(({ callRecordId, version }) => `${callRecordId} version ${version}`),
  );
  const [longest = [], ...others] = told.toSorted((one, other) => other.length - one.length);
  return others.flatMap((texts) => {
    const start = Math.max(0, longest.indexOf(texts[0] as string));
    const place = texts.findIndex((text, index) => text !== (longest[start + index] ?? text));
    return place < 0 ? [] : [`one was told ${texts[place]} where another was told ${longest[start + place]}`];
  });
}
