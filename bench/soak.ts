import { isDeepStrictEqual, parseArgs } from 'node:util';
import { Pool } from 'undici';
import { systemClock } from '../src/clock.ts';
import { startHttpServer } from '../src/server.ts';
import type { Random } from '../src/simulator/random.ts';
import { createRandom } from '../src/simulator/random.ts';
import { startSimulator } from '../src/simulator/server.ts';
import type { FaultPlan, ItemFault, TripFault } from '../test/support/faulty-graph.ts';
import { startFaultyGraph } from '../test/support/faulty-graph.ts';
import type { GraphQLAnswer } from '../test/support/gateway.ts';
import { openGateway } from '../test/support/gateway.ts';
import { mergeParts, toParts } from '../test/support/parts.ts';
import type { BenchQuestion } from './soak-question.ts';
import { toBenchQuestions } from './soak-question.ts';
import { toSlope } from './slope.ts';
import { toTable } from './table.ts';

/**
 * `npm run soak [-- --seconds 60 --faults 5 --callers 16 --seed 1]`: many callers at once over a Graph of which so many
 * percent of the round trips and of the items of batches fail. Every answer is compared with what it is without faults. Exit code 1 where one
 * was wrong or lost, or where something grows.
 */

/** Of all answers, so many may end with a retryable error: four tries in a row can fail. */
const MOST_FAILED = 0.005;
/** What no caller waits for any longer counts as lost. */
const LOST_AFTER_MS = 60_000;
const ROUNDS = 24;
/** The heap may rise by so much in a minute, beyond what its scatter explains. */
const MOST_MB_PER_MINUTE = 1;
const MB = 1024 * 1024;

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    faults: { type: 'string', default: '5' },
    callers: { type: 'string', default: '16' },
    seed: { type: 'string', default: '1' },
  },
});
const [seconds, faults, callers, seed] = [values.seconds, values.faults, values.callers, values.seed].map(Number) as [
  number,
  number,
  number,
  number,
];
const { gc } = globalThis;
if (!gc) throw new Error('Run it with --expose-gc: the heap is measured after a collection.');

const stray: unknown[] = [];
process.on('unhandledRejection', (reason) => stray.push(reason));
process.on('uncaughtException', (error) => stray.push(error));

const startMs = Date.now();
const questions = toBenchQuestions(startMs);
// The tenant stands still, so that no call falls out of the 30 days that Graph keeps while the truth is held.
const simulator = await startSimulator({
  clock: { ...systemClock, now: () => startMs },
  pageSize: 20,
  reportPageSize: 100,
});
const truths = await readTruths();

const random = createRandom(seed, 'soak');
const made = new Map<string, number>();
const graph = await startFaultyGraph({ upstreamUrl: simulator.baseUrl, isLogged: false, ...toPlan(random) });
const gateway = openGateway({ baseUrl: graph.baseUrl, accessToken: simulator.accessToken });
const server = await startHttpServer(gateway.gateway.listener, { host: '127.0.0.1', port: 0, clock: systemClock });
const client = new Pool(server.url, { connections: callers });

const counts = { asked: 0, right: 0, failed: 0, wrong: 0, lost: 0 };
const notes: string[] = [];
const tookMs: number[] = [];
const samples: {
  readonly atMinutes: number;
  readonly heap: number;
  readonly sockets: number;
  readonly timers: number;
}[] = [];

for (let round = 0; round < ROUNDS; round += 1) {
  const untilMs = Date.now() + (seconds * 1000) / ROUNDS;
  await Promise.all(Array.from({ length: callers }, () => callUntil(untilMs)));
  sample();
}
await client.close();
await server.stop(5_000);
await gateway.close();
await graph.close();
await simulator.close();
await new Promise<void>((resolve) => systemClock.schedule(100, resolve));
const socketsLeft = countResources('TCPSocketWrap');
report();

async function readTruths(): Promise<ReadonlyMap<BenchQuestion, unknown>> {
  const calm = openGateway({ baseUrl: simulator.baseUrl, accessToken: simulator.accessToken });
  const found = new Map<BenchQuestion, unknown>();
  for (const question of questions) {
    const { data, errors } = await calm.query(question.query);
    if (errors) throw new Error(`${question.name} fails without any fault: ${errors[0]?.message}`);
    found.set(question, data);
  }
  await calm.close();
  return found;
}

function toPlan(dice: Random): FaultPlan {
  const tripFaults: readonly TripFault[] = [
    ...([408, 500, 502, 503, 504] as const).map((status) => ({ kind: 'status', status }) as const),
    { kind: 'status', status: 429, retryAfter: '0.2' },
    { kind: 'html' },
    { kind: 'reset' },
    { kind: 'cut' },
    { kind: 'short' },
    { kind: 'reset amid body' },
  ];
  const itemFaults: readonly ItemFault[] = [
    { kind: 'lost' },
    { kind: 'status', status: 503 },
    { kind: 'status', status: 429, retryAfter: '0.2' },
  ];
  const draw = <F extends TripFault | ItemFault>(from: readonly F[]): F | undefined => {
    if (!dice.chance(faults / 100)) return undefined;
    const fault = dice.pick(from);
    const name = 'status' in fault ? String(fault.status) : fault.kind;
    made.set(name, (made.get(name) ?? 0) + 1);
    return fault;
  };
  return {
    trip: () => draw(tripFaults),
    items: ({ urls }) => urls.map(() => draw(itemFaults)),
    reorder: (responses) => dice.shuffle(responses),
  };
}

async function callUntil(untilMs: number): Promise<void> {
  while (Date.now() < untilMs) {
    const question = random.pick(questions);
    counts.asked += 1;
    const askedMs = performance.now();
    try {
      judge(question, await ask(question));
    } catch (error) {
      counts.lost += 1;
      note(`lost: ${question.name}: ${String(error)}`);
    }
    tookMs.push(performance.now() - askedMs);
  }
}

async function ask({ query, isInParts = false }: BenchQuestion): Promise<GraphQLAnswer> {
  const answer = await client.request({
    method: 'POST',
    path: '/graphql',
    headers: { 'content-type': 'application/json', accept: isInParts ? 'multipart/mixed' : 'application/json' },
    body: JSON.stringify({ query }),
    signal: AbortSignal.timeout(LOST_AFTER_MS),
  });
  const text = await answer.body.text();
  return isInParts ? mergeParts(toParts(text)) : (JSON.parse(text) as GraphQLAnswer);
}

/** An error is none of ours where it says that the same can succeed later. */
function judge(question: BenchQuestion, { data, errors = [] }: GraphQLAnswer): void {
  const unexplained = errors.find(({ extensions: { code, retryable } }) => !code || retryable !== true);
  if (unexplained) {
    counts.wrong += 1;
    note(`wrong: ${question.name}: ${String(unexplained.extensions['code'])} ${unexplained.message}`);
  } else if (errors.length) {
    counts.failed += 1;
    note(`failed: ${question.name}: ${errors[0]?.message}`);
  } else if (isDeepStrictEqual(data, truths.get(question))) counts.right += 1;
  else {
    counts.wrong += 1;
    note(`wrong: ${question.name}: another answer than without faults`);
  }
}

function note(text: string): void {
  if (notes.length < 10) notes.push(text);
}

/** While nothing is under way: what is on the heap then is kept. */
function sample(): void {
  gc?.();
  samples.push({
    atMinutes: (Date.now() - startMs) / 60_000,
    heap: process.memoryUsage().heapUsed,
    sockets: countResources('TCPSocketWrap'),
    timers: countResources('Timeout'),
  });
}

function countResources(kind: string): number {
  return process.getActiveResourcesInfo().filter((each) => each === kind).length;
}

function report(): void {
  // Half of the time goes into warming up: code is compiled, connections are made.
  const warm = samples.slice(samples.length / 2);
  const before = samples.slice(0, samples.length / 2);
  const slope = toSlope(warm.map(({ atMinutes, heap }) => [atMinutes, heap / MB]));
  const most = (of: typeof samples, name: 'sockets' | 'timers') => Math.max(...of.map((each) => each[name]));
  const sorted = tookMs.sort((a, b) => a - b);
  const quantile = (share: number) => `${Math.round(sorted[Math.floor(sorted.length * share)] ?? 0)} ms`;
  const faultCount = [...made.values()].reduce((sum, count) => sum + count, 0);

  const allowedFailures = counts.asked * MOST_FAILED;

  const checks: readonly (readonly [what: string, value: string | number, isKept: boolean, limit: string])[] = [
    ['answers', counts.asked, counts.right > 0, 'some are right'],
    ['right', counts.right, counts.right + counts.failed === counts.asked, 'all but the failed'],
    ['wrong', counts.wrong, counts.wrong === 0, '0'],
    ['lost', counts.lost, counts.lost === 0, '0'],
    [
      'failed with a retryable error',
      counts.failed,
      counts.failed <= allowedFailures + 2 * Math.sqrt(allowedFailures),
      `${MOST_FAILED * 100} % of the answers within two standard errors`,
    ],
    ['faults made', faultCount, faults === 0 || faultCount > 0, 'some'],
    ['unhandled rejections, uncaught exceptions', stray.length, stray.length === 0, '0'],
    [
      'heap after warm-up',
      `${slope.value.toFixed(2)} ± ${slope.error.toFixed(2)} MB/min`,
      slope.value - 2 * slope.error <= MOST_MB_PER_MINUTE,
      `${MOST_MB_PER_MINUTE} MB/min within two standard errors`,
    ],
    [
      'sockets, at most',
      most(warm, 'sockets'),
      most(warm, 'sockets') <= most(before, 'sockets') * 1.1 + 8,
      'as at first',
    ],
    ['timers, at most', most(warm, 'timers'), most(warm, 'timers') <= most(before, 'timers') * 1.1 + 8, 'as at first'],
    ['sockets left in the end', socketsLeft, socketsLeft === 0, '0'],
  ];
  const heaps = samples.map(({ heap }) => (heap / MB).toFixed(1));
  process.stdout.write(
    `${seconds} s, ${callers} callers, ${faults} % faults, seed ${seed}\n\n` +
      toTable([
        ['', 'came out', 'allowed', 'verdict'],
        ...checks.map(([what, value, isKept, limit]) => [what, value, limit, isKept ? 'kept' : 'BROKEN']),
      ]) +
      `\nfaults     ${[...made].map(([kind, count]) => `${kind}: ${count}`).join(', ')}\n` +
      `took       half within ${quantile(0.5)}, 99 % within ${quantile(0.99)}, all within ${quantile(1 - 1e-9)}\n` +
      `heap in MB ${heaps.join(' ')}\n` +
      notes.map((text) => `- ${text}\n`).join('') +
      stray.map((reason) => `- ${String(reason)}\n`).join(''),
  );
  process.exitCode = checks.every(([, , isKept]) => isKept) ? 0 : 1;
}
