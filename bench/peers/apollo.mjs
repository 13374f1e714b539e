import { RESTDataSource } from '@apollo/datasource-rest';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { typeDefs } from '../dist/bench/peers/type-defs.js';

/** Apollo Server with its own REST data source, which reads what is asked for twice in one operation once. */

class Graph extends RESTDataSource {
  baseURL = `${process.env.UPSTREAM_URL}/v1.0/communications/callRecords`;
  willSendRequest(_path, request) {
    request.headers.authorization = 'Bearer apollo';
  }
  read(path) {
    return this.get(`${this.baseURL}${path}`);
  }
}

const server = new ApolloServer({
  typeDefs,
  resolvers: {
    Query: {
      callRecord: (_root, { id }, { graph }) => graph.read(`/${id}`),
      async callRecords(_root, { first, filter }, { graph }) {
        const query = filter ? `?$filter=${encodeURIComponent(`startDateTime ge ${filter.from}`)}` : '';
        return { nodes: (await graph.read(query)).value.slice(0, first) };
      },
    },
    CallRecord: {
      async sessions({ id }, _args, { graph }) {
        return (await graph.read(`/${id}/sessions`)).value.map((session) => ({ ...session, recordId: id }));
      },
    },
    Session: {
      segments: async ({ recordId, id }, _args, { graph }) =>
        (await graph.read(`/${recordId}/sessions/${id}/segments`)).value,
    },
    Endpoint: {
      __resolveType: (endpoint) =>
        endpoint['@odata.type']?.includes('participant') ? 'ParticipantEndpoint' : 'ServiceEndpoint',
    },
  },
});

const { url } = await startStandaloneServer(server, {
  listen: { port: 0, host: '127.0.0.1' },
  context: () => Promise.resolve({ graph: new Graph() }),
});
process.stdout.write(`listening ${url.replace('localhost', '127.0.0.1')}\n`);
