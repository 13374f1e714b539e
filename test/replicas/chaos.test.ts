import { expect, test } from 'vitest';
import { REDIS_SERVER } from '../support/redis-server.ts';
import { requirePart } from '../support/required-part.ts';
import { runChaos } from './chaos.ts';

/** `npm run chaos` does the same for five minutes. */
const LENGTH_MS = 30_000;
const LONG_MS = 360_000;

test(
  'whoever comes back with their cursor gets every record that changed, and no version twice, whatever is killed meanwhile',
  async (context) => {
    requirePart(context, REDIS_SERVER, 'redis-server');
    const { records, versions, kills, clients, troubles } = await runChaos({
      lengthMs: LENGTH_MS,
      goneMs: 3_000,
      calmMs: 2_000,
    });
    expect(records).toBeGreaterThan(40);
    expect(versions).toBeGreaterThan(records);
    expect(Object.values(kills).every((count) => count >= 1)).toBe(true);
    for (const { received, errors, verdict } of clients) {
      expect(received).toBeGreaterThanOrEqual(records);
      expect(errors).toEqual([]);
      expect(verdict).toEqual({ doubled: [], missing: [], invented: [], stale: [], misnamed: [] });
    }
    expect(clients.some(({ reconnects }) => reconnects > 0)).toBe(true);
    expect(troubles).toEqual([]);
  },
  LONG_MS,
);
