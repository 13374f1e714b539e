import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * GraphQL Mesh's OData handler, over an excerpt of Graph's metadata (the whole of it does not build: graphql-mesh 6463).
 * Enums, instants and durations are text there, so that its answer can be compared with the others' at all.
 */

const here = dirname(fileURLToPath(import.meta.url));
const require = createRequire(import.meta.url);
const { default: ODataHandler } = require('@graphql-mesh/odata');
const { InMemoryStoreStorageAdapter, MeshStore } = require('@graphql-mesh/store');
const { createYoga } = require('graphql-yoga');

const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {}, log: () => {}, child: () => silent };
const handler = new ODataHandler({
  name: 'graph',
  config: {
    endpoint: `${process.env.UPSTREAM_URL}/v1.0/communications`,
    source: join(here, 'mesh-metadata.xml'),
    operationHeaders: { authorization: 'Bearer mesh' },
    ...(process.env.EXPAND && { expandNavProps: true }),
  },
  baseDir: here,
  importFn: (name) => import(name),
  logger: silent,
  store: new MeshStore('mesh', new InMemoryStoreStorageAdapter(), { readonly: false, validate: false }),
});
const { schema, executor } = await handler.getMeshSource({ fetchFn: globalThis.fetch });

const useHandler = {
  onExecute({ setExecuteFn }) {
    setExecuteFn(({ document, variableValues, contextValue, operationName }) =>
      executor({ document, variables: variableValues, context: contextValue, operationName }),
    );
  },
};
const server = createServer(createYoga({ schema, plugins: [useHandler], logging: false, maskedErrors: false }));
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`listening http://127.0.0.1:${server.address().port}/graphql\n`);
});
