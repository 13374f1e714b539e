import { isWriting, toBlock, writeFigure, writeSection } from './docs-section.ts';
import type { Measure } from './peers/load.ts';
import { findFault, measure } from './peers/load.ts';
import { floor, gateway, startNode } from './peers/peer.ts';
import type { Question } from './peers/question.ts';
import { projectSession, questions, SESSION } from './peers/question.ts';
import type { Chart } from './plot.ts';
import { toSvg } from './plot.ts';
import { toTable } from './table.ts';
import type { BenchRecord } from './upstream/tenant.ts';
import { sizedMeetings, tenant } from './upstream/tenant.ts';

/**
 * What an operation costs as what it asks for grows: straight lines, or something grows faster than the work. Writes
 * docs/growth.svg with `--write`.
 */

const SECONDS = 2;
const WARM_UP_SECONDS = 4;

interface Point {
  readonly size: number;
  readonly measured: Measure;
}

const toSessions = ({ sessions }: BenchRecord) => sessions.map(({ body }) => projectSession(body));

const ofRecords = (size: number): Question => ({
  name: 'Q',
  title: `${size} records with their sessions`,
  query: `query Q { callRecords(first: ${size}) { nodes { id sessions { ${SESSION} } } } }`,
  variety: 1,
  variables: () => ({}),
  expected: () => ({
    callRecords: { nodes: tenant.slice(0, size).map((record) => ({ id: record.id, sessions: toSessions(record) })) },
  }),
  least: { calls: NaN, units: NaN },
  connections: 1,
});

const ofSessions = (size: number): Question => {
  const meeting = sizedMeetings.find(({ sessions }) => sessions.length === size) as BenchRecord;
  return {
    name: 'Q',
    title: `a record of ${size} sessions`,
    query: `query Q($id: ID!) { callRecord(id: $id) { id sessions { ${SESSION} } } }`,
    variety: 1,
    variables: () => ({ id: meeting.id }),
    expected: () => ({ callRecord: { id: meeting.id, sessions: toSessions(meeting) } }),
    least: { calls: NaN, units: NaN },
    connections: 1,
  };
};

export async function benchGrowth(): Promise<boolean> {
  const upstream = await startNode('../upstream/server.js');
  const peer = await gateway.run(upstream.url);
  const tables: string[] = [];

  async function toPoints(
    what: string,
    asked: readonly { readonly size: number; readonly question: Question }[],
    server = peer,
  ) {
    const points: Point[] = [];
    for (const { size, question } of asked) {
      const fault = await findFault(server, question);
      if (fault) throw new Error(`${what} ${size}: ${fault}`);
      const measured = await measure(server, upstream, question, { seconds: SECONDS, warmUpSeconds: WARM_UP_SECONDS });
      points.push({ size, measured });
    }
    const table = toTable([
      [what, 'operations per second', 'CPU ms per operation', `CPU µs for each`, 'p50 ms'],
      ...points.map(({ size, measured: { perSecond, cpuMs, p50Ms } }) => [
        size,
        perSecond.toFixed(1),
        cpuMs.toFixed(3),
        ((cpuMs * 1_000) / size).toFixed(0),
        p50Ms,
      ]),
    ]);
    tables.push(table);
    process.stdout.write(`\n${table}`);
    return points;
  }

  const [q1] = questions as [Question];
  const records = await toPoints(
    'records',
    [1, 20, 60, 120, 250, 500].map((size) => ({ size, question: ofRecords(size) })),
  );
  const sessions = await toPoints(
    'sessions',
    sizedMeetings.map(({ sessions: { length: size } }) => ({ size, question: ofSessions(size) })),
  );
  const crowds = [1, 10, 25, 50, 100, 250].map((size) => ({ size, question: { ...q1, connections: size } }));
  const connections = await toPoints('connections', crowds);
  const bare = await floor.run(upstream.url);
  const ofFloor = await toPoints('connections, floor', crowds, bare);
  await bare.stop();
  await Promise.all([peer.stop(), upstream.stop()]);
  const charts: Chart[] = [
    toChart('CPU ms per operation, by records of a list', records, 'cpuMs'),
    toChart('CPU ms per operation, by sessions of a record', sessions, 'cpuMs'),
    toChart('Operations per second, by connections', connections, 'perSecond'),
    toChart('The same of the floor: node:http and JSON.parse', ofFloor, 'perSecond'),
  ];
  if (isWriting()) {
    writeFigure('growth.svg', toSvg(charts));
    writeSection('growth', toBlock(tables.join('\n')));
  }
  return true;
}

function toChart(title: string, points: readonly Point[], figure: 'cpuMs' | 'perSecond'): Chart {
  return { title, points: points.map(({ size, measured }) => ({ x: size, y: measured[figure] })) };
}
