import { createRequire } from 'node:module';
import type { Dialect } from './dialect.ts';
import { plainDialect } from './dialect.ts';
import type { Running } from './process.ts';
import type { Question } from './question.ts';
import { toComparable } from './question.ts';

/** What a peer did while it was asked one question as fast as it could answer. */
export interface Measure {
  readonly perSecond: number;
  /** Of the peer's process, in milliseconds for each operation. */
  readonly cpuMs: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Upstream, for each operation. */
  readonly calls: number;
  readonly units: number;
}

interface Client {
  setRequests(requests: readonly object[]): void;
}
interface LoadResult {
  readonly requests: { readonly total: number };
  readonly duration: number;
  readonly latency: Readonly<Record<'p50' | 'p99', number>>;
  readonly non2xx: number;
  readonly errors: number;
  readonly mismatches: number;
}
type Autocannon = (options: object) => Promise<LoadResult>;

// Comes with `bench/package.json`, which the project is checked without.
const autocannon = createRequire(import.meta.url)('autocannon') as Autocannon;
const headers = { 'content-type': 'application/json', accept: 'application/json' };

const toContent = (question: Question, index: number, { toRequest }: Dialect) =>
  JSON.stringify({
    operationName: question.name,
    ...toRequest({ query: question.query, variables: question.variables(index) }),
  });

/** What is wrong with a peer's answer; undefined where it is right and whole. */
export async function findFault(
  peer: Running,
  question: Question,
  dialect: Dialect = plainDialect,
): Promise<string | undefined> {
  for (const index of [0, 7]) {
    const answer = await fetch(peer.url, { method: 'POST', headers, body: toContent(question, index, dialect) });
    const { data, errors } = toComparable(await answer.text()) as { data?: unknown; errors?: { message: string }[] };
    if (errors) return errors[0]?.message ?? 'an error';
    const expected = toComparable(JSON.stringify(question.expected(index)));
    const fault = compare(expected, dialect.toData(data), 'data', dialect.lacks);
    if (fault) return fault;
  }
  return undefined;
}

/** Where two answers differ first. */
function compare(expected: unknown, actual: unknown, path: string, lacks: readonly string[]): string | undefined {
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual)) return `${path} is no list`;
    if (actual.length !== expected.length) return `${path} has ${actual.length} of ${expected.length}`;
  } else if (typeof expected !== 'object' || expected === null) {
    return expected === actual ? undefined : `${path} is ${JSON.stringify(actual)}`;
  }
  for (const [key, value] of Object.entries(expected)) {
    if (lacks.includes(key)) continue;
    const fault = compare(value, (actual as Record<string, unknown> | null)?.[key], `${path}.${key}`, lacks);
    if (fault) return fault;
  }
  return undefined;
}

export interface LoadOptions {
  readonly seconds: number;
  /** Until the compiler has seen all there is to see; as long as the rest unless told. */
  readonly warmUpSeconds?: number;
  readonly connections?: number;
  readonly dialect?: Dialect | undefined;
}

/** Asks one question over and over; `upstream` is the server that counts what that took of it. */
export async function measure(
  peer: Running,
  upstream: Running,
  question: Question,
  { seconds, warmUpSeconds = seconds, connections = question.connections, dialect = plainDialect }: LoadOptions,
): Promise<Measure> {
  const { variety } = question;
  const bodies = Array.from({ length: variety }, (_, index) => toContent(question, index, dialect));
  let clients = 0;
  const run = (duration: number) =>
    autocannon({
      url: peer.url,
      method: 'POST',
      headers,
      connections,
      duration,
      // Hundreds that connect at once wait for each other on the way in, some for seconds.
      timeout: 30,
      body: bodies[0],
      verifyBody: isWithoutErrors,
      setupClient(client: Client) {
        // Each begins elsewhere, and all go the same way round.
        const first = Math.floor(((clients++ % connections) * variety) / connections);
        client.setRequests([...bodies.slice(first), ...bodies.slice(0, first)].map((body) => ({ body })));
      },
    });
  await run(warmUpSeconds);
  await readTally(upstream);
  const cpuBeforeMs = peer.cpuMs();
  const result = await run(seconds);
  const cpuMs = peer.cpuMs() - cpuBeforeMs;
  const { calls, units } = await readTally(upstream);
  const count = result.requests.total;
  const { non2xx, errors, mismatches } = result;
  if (non2xx || errors || mismatches) throw new Error(`${non2xx} refused, ${errors} broken, ${mismatches} with errors`);
  // What was under way at the end has cost something and is not counted as answered.
  const begun = count + connections / 2;
  return {
    perSecond: count / result.duration,
    cpuMs: cpuMs / begun,
    p50Ms: result.latency.p50,
    p99Ms: result.latency.p99,
    calls: calls / begun,
    units: units / begun,
  };
}

/** Errors stand behind the data, or in place of it. */
const isWithoutErrors = (body: string) => !/"errors":\[\{"message"/.test(body);

async function readTally(upstream: Running): Promise<{ calls: number; units: number }> {
  return (await fetch(`${upstream.url}/tally`)).json() as Promise<{ calls: number; units: number }>;
}

/** What one operation takes of the upstream, asked by itself. */
export async function count(peer: Running, upstream: Running, question: Question, dialect = plainDialect) {
  await readTally(upstream);
  await (await fetch(peer.url, { method: 'POST', headers, body: toContent(question, 11, dialect) })).text();
  return readTally(upstream);
}
