import { LRUCache } from 'lru-cache';
import type { Clock } from '../clock.ts';

export interface RecentBodiesOptions {
  readonly clock: Clock;
  /** How long a body is good for, in milliseconds from its arrival; 0 keeps none. */
  readonly maxAgeMs: number;
  /** How much is kept, in bytes of JSON; the least lately used goes first. */
  readonly maxBytes: number;
}

/** What Graph has answered a moment ago. Bodies are shared and must not be changed. */
export interface RecentBodies {
  /** The body of what was asked for under this key, while it is fresh. */
  get(key: string): { readonly body: object; readonly bytes: number } | undefined;
  keep(key: string, body: object, bytes: number): void;
  clear(): void;
}

interface Kept {
  readonly body: object;
  readonly bytes: number;
  readonly keptMs: number;
}

/** What is stale is thrown away when it is met, or within as long again. */
export function createRecentBodies({ clock, maxAgeMs, maxBytes }: RecentBodiesOptions): RecentBodies {
  const kept = new LRUCache<string, Kept>({ maxSize: Math.max(1, maxBytes), sizeCalculation: ({ bytes }) => bytes });
  let cancelSweep: (() => void) | undefined;

  function sweepLater(): void {
    cancelSweep ??= clock.schedule(maxAgeMs, () => {
      cancelSweep = undefined;
      for (const [key, entry] of kept.entries()) if (!isFresh(entry)) kept.delete(key);
      if (kept.size) sweepLater();
    });
  }

  const isFresh = ({ keptMs }: Kept) => clock.now() - keptMs < maxAgeMs;

  return {
    get(key) {
      const entry = kept.get(key);
      if (entry && isFresh(entry)) return entry;
      if (entry) kept.delete(key);
      return undefined;
    },
    keep(key, body, bytes) {
      if (maxAgeMs <= 0) return;
      kept.set(key, { body, bytes: Math.max(1, Math.ceil(bytes)), keptMs: clock.now() });
      sweepLater();
    },
    clear() {
      kept.clear();
      cancelSweep?.();
      cancelSweep = undefined;
    },
  };
}
