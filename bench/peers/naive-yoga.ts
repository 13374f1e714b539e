import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createSchema, createYoga } from 'graphql-yoga';
import { typeDefs } from './type-defs.ts';

/** The base of every ratio: resolvers as a tutorial has them, a `fetch` for each object. */

const root = `${process.env['UPSTREAM_URL']}/v1.0/communications/callRecords`;

async function read(path: string): Promise<any> {
  const response = await fetch(`${root}${path}`, { headers: { authorization: 'Bearer naive' } });
  if (!response.ok) throw new Error(`Graph answered ${response.status}.`);
  return response.json();
}

const yoga = createYoga({
  logging: false,
  schema: createSchema({
    typeDefs,
    resolvers: {
      Query: {
        callRecord: (_root, { id }: { id: string }) => read(`/${id}`),
        async callRecords(_root, { first, filter }: { first: number; filter?: { from: string } }) {
          const query = filter ? `?$filter=${encodeURIComponent(`startDateTime ge ${filter.from}`)}` : '';
          return { nodes: (await read(query)).value.slice(0, first) };
        },
      },
      CallRecord: {
        async sessions({ id }: { id: string }) {
          const { value } = await read(`/${id}/sessions`);
          return value.map((session: object) => ({ ...session, recordId: id }));
        },
      },
      Session: {
        segments: async ({ recordId, id }: { recordId: string; id: string }) =>
          (await read(`/${recordId}/sessions/${id}/segments`)).value,
      },
      Endpoint: {
        __resolveType: (endpoint: Record<string, string>) =>
          endpoint['@odata.type']?.includes('participant') ? 'ParticipantEndpoint' : 'ServiceEndpoint',
      },
    },
  }),
});

// The handler is made for node:http, whose type knows nothing of its promise.
const server = createServer((request, response) => void yoga(request, response));
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`listening http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql\n`);
});
