import { afterEach, expect, test } from 'vitest';
import { readFixture } from './support/fixture.ts';
import type { TestGateway } from './support/gateway.ts';
import { openGateway } from './support/gateway.ts';
import type { Answer, StubGraph } from './support/stub-graph.ts';
import { startStubGraph } from './support/stub-graph.ts';

let graph: StubGraph;
let gateway: TestGateway;

async function start(answer: Answer): Promise<void> {
  graph = await startStubGraph(answer);
  gateway = openGateway({ baseUrl: graph.baseUrl });
}

afterEach(async () => {
  await gateway.close();
  await graph.close();
});

const ID = 'e523d2ed-2966-4b6b-925b-754a88034cc5';

test('the draft page of "List sessions" comes through: odd types, offsets and enum texts', async () => {
  const sessions = readFixture('sessions-list-seedDraft.beta.json');
  await start(() => ({
    body: { ...readFixture('callRecord-get-basic.v1.json'), sessions: sessions.value },
  }));
  const answer = await gateway.query(`{ callRecord(id: "${ID}") {
    id version type modalities startDateTime endDateTime
    sessions { id modalities startDateTime endDateTime
      caller { __typename userAgent { headerValue applicationVersion } } callee { __typename }
      failureInfo { stage reason } } } }`);
  expect(answer).toEqual({
    data: {
      callRecord: {
        id: ID,
        version: 1,
        type: 'PEER_TO_PEER',
        modalities: ['AUDIO'],
        startDateTime: '2020-02-25T18:52:21.2169889Z',
        endDateTime: '2020-02-25T18:52:46.7640013Z',
        sessions: [
          {
            id: '974db089-b089-974d-89b0-4d9789b04d97',
            modalities: ['UNKNOWN_FUTURE_VALUE'],
            startDateTime: '2017-01-01T00:03:24.4987822+03:00',
            endDateTime: '2016-12-31T23:59:38.6819041+03:00',
            caller: {
              __typename: 'UnknownEndpoint',
              userAgent: { headerValue: 'Header Value value', applicationVersion: 'Application Version value' },
            },
            callee: { __typename: 'UnknownEndpoint' },
            failureInfo: { stage: 'UNKNOWN_FUTURE_VALUE', reason: 'Reason value' },
          },
        ],
      },
    },
  });
  expect(graph.requests.map(({ url }) => url)).toEqual([
    `/communications/callRecords/${ID}?$select=id,version,type,modalities,startDateTime,endDateTime&$expand=sessions($select=id,modalities,startDateTime,endDateTime,caller,callee,failureInfo)`,
  ]);
});
