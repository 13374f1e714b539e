import assert from 'node:assert/strict';
import type { Fault } from '../fault.ts';
import { toCodes } from '../record.ts';
import { onScene, toId } from '../scene.ts';

export const unknownValue: Fault = {
  id: 'F20',
  fault:
    'Unknown enum member, unknown @odata.type, Int64 beyond 2^53, null everywhere, members that nobody knows, wrong types',
  promise:
    'No exception: UNKNOWN_FUTURE_VALUE, a type to fall back to, every digit of a Long; a value of the wrong type costs its own field. (Every member of the metadata is tried with every sort of value by test/fuzz.test.ts.)',
  cases: [
    {
      asked: 'a record of kinds, modalities and endpoints that came later, with members that nobody knows',
      run: () =>
        onScene(
          () => ({
            body: {
              id: toId(1),
              type: 'hologram',
              modalities: ['audio', 'smell'],
              novelty: { a: [1] },
              sessions: [{ id: 's', caller: { '@odata.type': '#microsoft.graph.callRecords.robotEndpoint', arms: 2 } }],
            },
          }),
          async ({ gateway }) => {
            const answer = await gateway.query(
              `{ callRecord(id: "${toId(1)}") { type modalities sessions { caller { __typename } } } }`,
            );
            assert.deepEqual(answer, {
              data: {
                callRecord: {
                  type: 'UNKNOWN_FUTURE_VALUE',
                  modalities: ['AUDIO', 'UNKNOWN_FUTURE_VALUE'],
                  sessions: [{ caller: { __typename: 'UnknownEndpoint' } }],
                },
              },
            });
            return 'UNKNOWN_FUTURE_VALUE, UnknownEndpoint, no error';
          },
        ),
    },
    {
      asked: 'a version of 9007199254740993, a link speed of 1000000000',
      run: () =>
        onScene(
          () => ({}),
          async ({ gateway }) => {
            const { data, errors } = await gateway.query(
              `{ callRecord(id: "${toId(1)}") { version sessions { segments { media { callerNetwork { linkSpeed } } } } } }`,
            );
            assert.equal(errors, undefined);
            assert.deepEqual(data.callRecord.sessions[0].segments[0].media[0].callerNetwork, { linkSpeed: 1e9 });
            assert.equal(data.callRecord.version, '9007199254740993');
            return '"9007199254740993" as text, 1000000000 as a number';
          },
          {
            rawAnswer: (_request, response) => {
              const network = '{"linkSpeed":1000000000}';
              response.writeHead(200, { 'content-type': 'application/json' });
              response.end(
                `{"id":"${toId(1)}","version" : 9007199254740993,"sessions":[{"id":"s","segments":[{"id":"t","media":[{"callerNetwork":${network}}]}]}]}`,
              );
              return true;
            },
          },
        ),
    },
    {
      asked: 'a record of nothing but nulls',
      run: () =>
        onScene(
          () => ({
            body: { id: toId(1), version: null, type: null, modalities: null, organizer_v2: null, sessions: null },
          }),
          async ({ gateway }) => {
            const answer = await gateway.query(
              `{ callRecord(id: "${toId(1)}") { version type modalities organizer { id } } }`,
            );
            assert.deepEqual(answer, {
              data: { callRecord: { version: null, type: null, modalities: null, organizer: null } },
            });
            return 'null for each, no error';
          },
        ),
    },
    {
      asked: 'text for a boolean, an object for a date, a number for a list',
      run: () =>
        onScene(
          () => ({
            body: {
              id: toId(1),
              version: 3,
              startDateTime: {},
              modalities: 5,
              sessions: [{ id: 's', isTest: 'maybe' }],
            },
          }),
          async ({ gateway }) => {
            const answer = await gateway.query(
              `{ callRecord(id: "${toId(1)}") { version startDateTime modalities sessions { id isTest } } }`,
            );
            assert.deepEqual(answer.data, {
              callRecord: { version: 3, startDateTime: null, modalities: null, sessions: [{ id: 's', isTest: null }] },
            });
            assert.deepEqual(toCodes(answer), Array(3).fill('UPSTREAM_INVALID_RESPONSE'));
            return 'null and UPSTREAM_INVALID_RESPONSE for each of the three, the rest whole';
          },
        ),
    },
  ],
};
