import { isWriting, writeSection } from './docs-section.ts';
import { median } from './median.ts';
import type { Measure } from './peers/load.ts';
import { count, findFault, measure } from './peers/load.ts';
import type { Peer } from './peers/peer.ts';
import {
  apollo,
  cachingGateway,
  floor,
  gateway,
  mesh,
  naiveYoga,
  passThrough,
  startNode,
  tailcall,
} from './peers/peer.ts';
import type { Running } from './peers/process.ts';
import type { Question } from './peers/question.ts';
import { questions } from './peers/question.ts';

/**
 * The gateway beside what somebody would use instead, all in one run and in turn, over the same upstream. A figure of one
 * run says nothing beside one of another: the machine is shared. `--write` puts the tables into docs/performance.md.
 */

const ROUNDS = 3;
const SECONDS = 2;
const WARM_UP_SECONDS = 4;

interface Result {
  readonly peer: Peer;
  readonly fault: string | undefined;
  readonly cost: { readonly calls: number; readonly units: number };
  readonly rounds: Measure[];
  peakMb: number;
}

/** What has to be reached: times naive Yoga; CPU at most so many times the floor's. */
const GOALS: Readonly<
  Record<string, { readonly ratio: number; readonly cpu?: number; readonly overTailcall?: number }>
> = {
  Q1: { ratio: 4, cpu: 1.4, overTailcall: 1.5 },
  Q2: { ratio: 4, cpu: 1.4, overTailcall: 1.5 },
  Q3: { ratio: 6, cpu: 1.4, overTailcall: 1.5 },
  Q4: { ratio: 4, cpu: 1.4, overTailcall: 1.5 },
  Q6: { ratio: 15, overTailcall: 1.5 },
};

export async function benchPeers(): Promise<boolean> {
  const only = process.argv.find((argument) => /^Q\d/.test(argument))?.split(',');
  const chosen = questions.filter(({ name }) => !only || only.includes(name));
  const lines: string[] = [];
  const say = (line: string) => {
    lines.push(line);
    process.stdout.write(`${line}\n`);
  };
  let isReached = true;
  for (const latencyMs of [0, 25]) {
    say(`\n## Upstream latency ${latencyMs} ms\n`);
    const asked = latencyMs ? chosen.filter(({ name }) => /Q[1-4]/.test(name)) : chosen;
    const upstream = await startNode('../upstream/server.js', { LATENCY_MS: String(latencyMs) });
    for (const question of asked) {
      const peers = latencyMs ? [naiveYoga, gateway, floor] : toPeers(question);
      const results = await benchQuestion(question, peers, upstream, latencyMs ? 1 : ROUNDS);
      isReached = sayTable(question, results, say, latencyMs === 0) && isReached;
    }
    await upstream.stop();
  }
  if (isWriting()) writeSection('peers', lines.join('\n'));
  return isReached;
}

function toPeers({ name }: Question): readonly Peer[] {
  const peers = [naiveYoga, apollo, mesh, tailcall, gateway, floor];
  if (name === 'Q6') return [...peers, cachingGateway];
  return name === 'Q5' ? peers : [...peers, passThrough];
}

async function benchQuestion(
  question: Question,
  peers: readonly Peer[],
  upstream: Running,
  rounds: number,
): Promise<Result[]> {
  const running: { readonly server: Running; readonly result: Result }[] = [];
  for (const peer of peers) {
    try {
      const server = await peer.run(upstream.url, question);
      const fault = peer === passThrough ? undefined : await findFault(server, question, peer.dialect);
      const cost = await count(server, upstream, question, peer.dialect);
      running.push({ server, result: { peer, fault, cost, rounds: [], peakMb: 0 } });
    } catch (error) {
      process.stderr.write(`${peer.name} does not run here: ${(error as Error).message.slice(0, 300)}\n`);
    }
  }
  for (let round = 0; round < rounds; round += 1) {
    for (const { server, result } of running) {
      if (result.fault) continue;
      const warmUpSeconds = round ? 1 : WARM_UP_SECONDS;
      const { dialect } = result.peer;
      result.rounds.push(await measure(server, upstream, question, { seconds: SECONDS, warmUpSeconds, dialect }));
      result.peakMb = server.peakMb();
    }
  }
  await Promise.all(running.map(({ server }) => server.stop()));
  return running.map(({ result }) => result);
}

const toMedian = ({ rounds }: Result, figure: keyof Measure) => median(rounds.map((round) => round[figure]));

function sayTable(
  question: Question,
  results: readonly Result[],
  say: (line: string) => void,
  isJudged: boolean,
): boolean {
  const { name, title, connections, least } = question;
  const base = results.find(({ peer }) => peer === naiveYoga) as Result;
  const floorResult = results.find(({ peer }) => peer === floor) as Result;
  // Where the naive one gives no whole answer there is nothing to be so many times as fast as.
  const basePerSecond = toMedian(base, 'perSecond');
  const floorCpuMs = toMedian(floorResult, 'cpuMs');
  say(`### ${name}: ${title}\n`);
  say(
    `${connections} ${connections === 1 ? 'connection' : 'connections'}; least upstream: ${least.calls} calls, ${least.units} units.\n`,
  );
  say('| peer | answer | calls, units | per second | × naive Yoga | CPU ms | × floor | p50 ms | p99 ms | MB |');
  say('|---|---|---|---|---|---|---|---|---|---|');
  for (const result of results) {
    const { peer, fault, cost } = result;
    const head = `| ${peer.name} | ${fault ?? (peer === passThrough ? 'not one' : 'right')} | ${cost.calls}, ${cost.units} |`;
    if (fault) {
      say(`${head} – | – | – | – | – | – | – |`);
      continue;
    }
    const perSecond = toMedian(result, 'perSecond');
    const cpuMs = toMedian(result, 'cpuMs');
    const ratio = Number.isNaN(basePerSecond) ? '–' : (perSecond / basePerSecond).toFixed(2);
    say(
      `${head} ${perSecond.toFixed(0)} | ${ratio} | ${cpuMs.toFixed(3)} | ${(cpuMs / floorCpuMs).toFixed(2)} | ${toMedian(result, 'p50Ms')} | ${toMedian(result, 'p99Ms')} | ${result.peakMb.toFixed(0)} |`,
    );
  }
  say('');
  return !isJudged || sayGoals(question, results, { basePerSecond, floorCpuMs }, say);
}

function sayGoals(
  { name, least }: Question,
  results: readonly Result[],
  { basePerSecond, floorCpuMs }: { readonly basePerSecond: number; readonly floorCpuMs: number },
  say: (line: string) => void,
): boolean {
  const goal = GOALS[name];
  const ours = results.find(({ peer }) => peer === (name === 'Q6' ? cachingGateway : gateway)) as Result;
  const plain = results.find(({ peer }) => peer === gateway) as Result;
  const rust = results.find(({ peer }) => peer === tailcall);
  const verdicts: [string, boolean][] = [
    ['right and whole', ours.fault === undefined],
    [
      `least upstream: ${plain.cost.calls}, ${plain.cost.units}; under load ${toMedian(plain, 'calls').toFixed(2)}, ${toMedian(plain, 'units').toFixed(2)}`,
      plain.cost.calls === least.calls && plain.cost.units === least.units,
    ],
  ];
  const add = (what: string, actual: number, wanted: number, isEnough: boolean) =>
    verdicts.push([`${what} ${actual.toFixed(2)} (wanted ${wanted})`, isEnough]);
  if (goal) {
    const ratio = toMedian(ours, 'perSecond') / basePerSecond;
    add('× naive Yoga', ratio, goal.ratio, ratio >= goal.ratio);
    if (goal.overTailcall && rust?.rounds.length) {
      const over = toMedian(ours, 'perSecond') / toMedian(rust, 'perSecond');
      add('× Tailcall', over, goal.overTailcall, over >= goal.overTailcall);
    } else if (goal.overTailcall) say('- not judged: × Tailcall, which gave no right answer or does not run here');
    if (goal.cpu) {
      const cpu = toMedian(ours, 'cpuMs') / floorCpuMs;
      add("CPU × the floor's", cpu, goal.cpu, cpu <= goal.cpu);
    }
  }
  for (const [what, isReached] of verdicts) say(`- ${isReached ? 'reached' : '**not reached**'}: ${what}`);
  say('');
  return verdicts.every(([, isReached]) => isReached);
}
