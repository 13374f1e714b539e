import type { MediaStream } from '../graph/resources.ts';

const labels = new WeakMap<MediaStream, string>();

/** Lets a stream be judged by the label of its media, which the stream itself does not carry. */
export function rememberLabel(label: string | null | undefined, streams: readonly MediaStream[]): void {
  if (!label) return;
  for (const stream of streams) labels.set(stream, label);
}

export function toLabel(stream: MediaStream): string | undefined {
  return labels.get(stream);
}
