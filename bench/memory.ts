import { isWriting, toBlock, writeSection } from './docs-section.ts';
import { startNode } from './peers/peer.ts';
import { questions } from './peers/question.ts';
import { toTable } from './table.ts';
import { hugeMeeting } from './upstream/tenant.ts';

/** How much memory the gateway needs at most while it answers for a meeting of 3 000 sessions, all of them, five times. */

const MOST_MB = 200;
const TIMES = 5;

const shallow = `query Q($id: ID!) { callRecord(id: $id) { id sessions { id startDateTime caller { ... on ParticipantEndpoint { associatedIdentity { displayName } } } } } }`;
const deep = questions.find(({ name }) => name === 'Q5')?.query ?? '';

export async function benchMemory(): Promise<boolean> {
  const upstream = await startNode('../upstream/server.js');
  const rows: (string | number)[][] = [
    ['asked', 'answer MB', 'ms', 'RSS before MB', 'peak RSS MB', `under ${MOST_MB} MB`],
  ];
  let isReached = true;
  const asked = [
    { name: 'callers of the sessions', query: shallow, cacheMs: 5_000 },
    { name: 'down to the streams', query: deep, cacheMs: 5_000 },
    { name: 'down to the streams, CACHE_SECONDS=0', query: deep, cacheMs: 0 },
  ];
  for (const { name, query, cacheMs } of asked) {
    const gateway = await startNode('gateway.js', { UPSTREAM_URL: upstream.url, CACHE_MS: String(cacheMs) });
    const beforeMb = gateway.peakMb();
    const body = JSON.stringify({ query, variables: { id: hugeMeeting.id } });
    let size = 0;
    const beganMs = performance.now();
    for (let time = 0; time < TIMES; time += 1) {
      const answer = await fetch(gateway.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      });
      const text = await answer.text();
      const { data } = JSON.parse(text) as { data: { callRecord: { sessions: unknown[] } } };
      if (data.callRecord.sessions.length !== hugeMeeting.sessions.length) throw new Error('a session is missing');
      size = text.length;
    }
    const ms = (performance.now() - beganMs) / TIMES;
    const peakMb = gateway.peakMb();
    isReached &&= peakMb < MOST_MB;
    rows.push([
      name,
      (size / 1e6).toFixed(1),
      ms.toFixed(0),
      beforeMb.toFixed(0),
      peakMb.toFixed(0),
      peakMb < MOST_MB ? 'yes' : 'no',
    ]);
    await gateway.stop();
  }
  await upstream.stop();
  process.stdout.write(toTable(rows));
  if (isWriting()) writeSection('memory', toBlock(toTable(rows)));
  return isReached;
}
