import { expect, test } from 'vitest';
import { readPage, toBlocks } from './docs/markdown.ts';
import type { GraphQLAnswer } from './support/gateway.ts';
import { openLiveServer } from './support/live-server.ts';
import { readServerSentEvents } from './support/server-sent-events.ts';

/** How the README opens, and what is printed elsewhere. What every page has in common is tested in test/docs. */

test('the README opens with a query, its answer, and the two commands', () => {
  const blocks = toBlocks('README.md').slice(0, 4);
  expect(blocks.map(({ language }) => language)).toEqual(['graphql', 'json', 'sh', 'sh']);
  expect(blocks.slice(2).map(({ text }) => text)).toEqual(['npm ci && npm start\n', 'npm ci && npm test\n']);
});

test('who subscribes as it says is sent what is printed below it', async () => {
  const [, query, printed] =
    /-H 'accept: text\/event-stream' \\\n {2}-d '\{"query":"(.*?)"\}'\n```\n\n```text\nevent: next\ndata: (.*)\n```/.exec(
      readPage('docs/live.md'),
    ) as unknown as [string, string, string];
  const live = await openLiveServer();
  const leaving = new AbortController();
  const response = await fetch(`${live.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify({ query }),
    signal: leaving.signal,
  });
  await live.untilSubscribers(1);
  live.simulator.control.endCall({ kind: 'peerToPeer' });
  const { value } = await readServerSentEvents(response).next();
  leaving.abort();
  await live.close();
  const { data, extensions } = JSON.parse(printed) as GraphQLAnswer & { extensions: unknown };
  const { callRecord } = data.callRecordChanged;
  const moment = { cursor: expect.any(String), callRecord: { ...callRecord, endDateTime: expect.any(String) } };
  expect(value?.event).toBe('next');
  expect(value?.data).toEqual({
    data: { callRecordChanged: { ...data.callRecordChanged, ...moment } },
    extensions: { cost: { ...(extensions as { cost: object }).cost, waitedMs: expect.any(Number) } },
  });
});
