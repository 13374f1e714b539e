import { setMaxListeners } from 'node:events';
import { systemClock } from '../src/clock.ts';
import { createTokenSource, fixedToken } from '../src/graph/auth.ts';
import type { GraphClient } from '../src/graph/client.ts';
import { createGraphClient } from '../src/graph/client.ts';
import { GraphError } from '../src/graph/errors.ts';
import type { Meter } from '../src/graph/exchange.ts';
import { createMeter } from '../src/graph/exchange.ts';
import { publishedLimits, toPlaces } from '../src/graph/throttle-scope.ts';
import type { Place } from '../src/graph/throttle-scope.ts';
import { createMemoryThrottleStore } from '../src/graph/throttle-store.ts';
import { toSkipToken } from '../src/simulator/paging.ts';
import { startSimulator } from '../src/simulator/server.ts';
import { showcase } from '../src/simulator/showcase.ts';
import { toCallId } from '../src/simulator/tenant/call.ts';
import type { ManualClock } from '../test/support/manual-clock.ts';
import { createManualClock } from '../test/support/manual-clock.ts';
import { toTable } from './table.ts';

/**
 * The client in front of a Graph that counts strictly, in virtual time: how much of what each published limit allows is
 * used, and how often the limit is met all the same.
 */

const START_MS = Date.parse('2026-06-15T12:00:00Z');
const LATENCY_MS = 50;
const LEAST_SHARE = 0.9;
const RECORDS = '/communications/callRecords';
const TENANT_SIZE = 400;

/** What reached Graph, batch items singly. */
interface Hit {
  readonly url: string;
  readonly status: number;
  readonly atMs: number;
}

interface Stage {
  readonly clock: ManualClock;
  readonly hits: readonly Hit[];
  /** Reads URLs as one operation; resolves with how long it took, in milliseconds. */
  readonly read: (urls: readonly string[], meter?: Meter) => Promise<number>;
}

async function onStage<T>(play: (stage: Stage) => Promise<T>): Promise<T> {
  const clock = createManualClock(START_MS);
  const hits: Hit[] = [];
  let activity = 0;
  const simulator = await startSimulator({
    clock,
    throttle: true,
    latencyMs: LATENCY_MS,
    pageSize: 1,
    onRequest({ url, status, items }) {
      activity += 1;
      const atMs = clock.now();
      for (const item of items.length ? items : [{ url: url.replace('/v1.0', ''), status }]) {
        hits.push({ url: item.url, status: item.status, atMs });
      }
    },
  });
  const client = createGraphClient({
    baseUrl: simulator.baseUrl,
    tokens: createTokenSource(fixedToken(simulator.accessToken), { clock }),
    clock,
    random: () => 0,
    throttleStore: createMemoryThrottleStore(),
  });
  try {
    const work = play({ clock, hits, read: (urls, meter) => read(client, clock, urls, meter) });
    await turnClock(clock, () => activity, work);
    return await work;
  } finally {
    await client.close();
    await simulator.close();
  }
}

/** Moves time on whenever nothing happens for some turns of the machine; an answer under way may wait for the clock too. */
async function turnClock(clock: ManualClock, readActivity: () => number, work: Promise<unknown>): Promise<void> {
  let isOver = false;
  const end = () => (isOver = true);
  work.then(end, end);
  for (let [rest, seen] = [0, 0]; !isOver; rest += 1) {
    await new Promise<void>((resolve) => systemClock.schedule(1, resolve));
    if (readActivity() !== seen) [rest, seen] = [0, readActivity()];
    if (rest < 4) continue;
    rest = 0;
    await clock.advanceToNext();
  }
}

async function read(client: GraphClient, clock: ManualClock, urls: readonly string[], meter = createMeter()) {
  const startMs = clock.now();
  const { signal } = new AbortController();
  setMaxListeners(0, signal);
  const results = await client.readAll(
    urls.map((url) => ({ url })),
    { signal, deadlineMs: Infinity, requestId: crypto.randomUUID(), meter },
  );
  const failure = results.find((result) => result instanceof GraphError && result.code !== 'NOT_FOUND');
  if (failure) throw failure as GraphError;
  return clock.now() - startMs;
}

/** URLs that differ, so that none is shared, and are counted in the same place. */
const toListUrl = (index: number) => `${RECORDS}?$filter=${encodeURIComponent(`startDateTime ge ${toInstant(index)}`)}`;
const toInstant = (index: number) => new Date(START_MS - (index + 1) * 1_000).toISOString();
const toListPageUrl = (index: number) => `${RECORDS}?$skiptoken=${toSkipToken('?', index + 1)}`;
const toRecordPageUrl = (index: number) =>
  `${RECORDS}/${showcase.townHall}/sessions?$skiptoken=${toSkipToken(`/${showcase.townHall}/sessions?`, index + 1)}`;
const members = ['version', 'type', 'modalities', 'startDateTime', 'endDateTime', 'joinWebUrl'];
const toRecordUrl = (id: string, index: number) =>
  `${RECORDS}/${id}?$select=id,${members.filter((_, bit) => (index + 1) & (1 << bit)).join(',')}`;

interface LimitCase {
  readonly name: string;
  readonly place: Place;
  readonly count: number;
  readonly toUrl: (index: number) => string;
}

const limits: readonly LimitCase[] = [
  { name: 'list, first pages', place: publishedLimits.listFirst, count: 90, toUrl: toListUrl },
  { name: 'list, following pages', place: publishedLimits.listFollowing, count: 220, toUrl: toListPageUrl },
  {
    name: 'one record, first pages',
    place: publishedLimits.recordFirst(showcase.meeting),
    count: 60,
    toUrl: (index) => toRecordUrl(showcase.meeting, index),
  },
  {
    name: 'one record, following pages',
    place: publishedLimits.recordFollowing(showcase.townHall),
    count: 200,
    toUrl: toRecordPageUrl,
  },
  {
    name: 'application and tenant',
    place: publishedLimits.application,
    count: 4_500,
    toUrl: (index) => toRecordUrl(toCallId(1, index % TENANT_SIZE), Math.floor(index / TENANT_SIZE)),
  },
];

interface Outcome {
  readonly sent: number;
  readonly overMs: number;
  /** Of what the limit allows from the first to the last, the window of the last included. */
  readonly share: number;
  readonly refused: number;
}

function toOutcome({ scope, limit, windowMs }: Place, hits: readonly Hit[], untilMs = Infinity): Outcome {
  const counted = hits.filter(
    ({ url, atMs }) => atMs <= untilMs && toPlaces(url).some((place) => place.scope === scope),
  );
  const overMs = (counted.at(-1)?.atMs ?? 0) - (counted[0]?.atMs ?? 0);
  const allowed = limit * (overMs / windowMs + 1);
  return {
    sent: counted.length,
    overMs,
    share: counted.length / allowed,
    refused: counted.filter(({ status }) => status === 429).length,
  };
}

const toPercent = (share: number) => `${(share * 100).toFixed(1)} %`;
const toSeconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;

/** Prints the tables; false where less than nine tenths were used or anything was refused. */
export async function benchThrottle(): Promise<boolean> {
  const rows: (string | number)[][] = [['limit', 'allowed', 'sent', 'in', 'used', '429s', 'verdict']];
  let isReached = true;
  for (const { name, place, count, toUrl } of limits) {
    const { sent, overMs, share, refused } = await onStage(async ({ hits, read }) => {
      // As many operations that none of them is a crawl.
      const meters = Array.from({ length: Math.ceil(count / 50) }, createMeter);
      await Promise.all(
        Array.from({ length: count }, (_, index) => read([toUrl(index)], meters[index % meters.length])),
      );
      return toOutcome(place, hits);
    });
    const isKept = share >= LEAST_SHARE && refused === 0 && sent === count;
    isReached &&= isKept;
    const allowed = `${place.limit} in ${place.windowMs / 1000} s`;
    rows.push([name, allowed, sent, toSeconds(overMs), toPercent(share), refused, isKept ? 'kept' : 'BROKEN']);
  }
  process.stdout.write(toTable(rows));

  const { outcome, waitsMs } = await onStage(playMix);
  const isKept = outcome.share >= LEAST_SHARE && outcome.refused === 0;
  const sorted = [...waitsMs].sort((a, b) => a - b);
  process.stdout.write(
    '\n' +
      toTable([
        ['a crawl of lists beside short queries', 'came out'],
        ['lists sent', `${outcome.sent} in ${toSeconds(outcome.overMs)}`],
        ['used', `${toPercent(outcome.share)}, ${outcome.refused} 429s, ${isKept ? 'kept' : 'BROKEN'}`],
        ['short queries', waitsMs.length],
        ['took, half of them at most', toSeconds(sorted[Math.floor(sorted.length / 2)] ?? 0)],
        ['took, the longest', toSeconds(sorted.at(-1) ?? 0)],
      ]),
  );
  return isReached && isKept;
}

/** One operation wants 300 lists; meanwhile somebody asks for one list with a record every 25 seconds. */
async function playMix({ clock, hits, read }: Stage): Promise<{ outcome: Outcome; waitsMs: readonly number[] }> {
  const waitsMs: number[] = [];
  let isCrawling = true;
  const crawl = read(Array.from({ length: 300 }, (_, index) => toListUrl(index))).finally(() => (isCrawling = false));
  const short = (async () => {
    for (let index = 0; ; index += 1) {
      await new Promise<void>((resolve) => clock.schedule(25_000, resolve));
      if (!isCrawling) return;
      waitsMs.push(await read([toListUrl(1_000 + index), toRecordUrl(showcase.meeting, index)]));
    }
  })();
  await crawl;
  const crawledMs = clock.now();
  await short;
  return { outcome: toOutcome(publishedLimits.listFirst, hits, crawledMs), waitsMs };
}
