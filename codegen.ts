import type { CodegenConfig } from '@graphql-codegen/cli';
import { addTypenameSelectionDocumentTransform } from '@graphql-codegen/client-preset';
import { printSchema } from 'graphql';
import { toSubgraphSdl } from './src/federation/subgraph-sdl.ts';
import { schema } from './src/schema/index.ts';

const types = {
  useTypeImports: true,
  enumsAsTypes: true,
  scalars: {
    DateTime: 'string',
    Duration: 'string',
    Decimal: 'string',
    Long: 'number',
    JSONObject: 'Record<string, unknown>',
  },
};

/** As apps on Apollo Client have it: documents with `__typename`, by their hash where the gateway has the manifest. */
const toApp = (documents: string) => ({
  preset: 'client' as const,
  documents,
  documentTransforms: [addTypenameSelectionDocumentTransform],
  presetConfig: { fragmentMasking: false, persistedDocuments: true },
  config: types,
});

const SUBGRAPH = 'subgraph';
const pluginLoader: CodegenConfig['pluginLoader'] = (name) =>
  name === SUBGRAPH ? { plugin: () => toSubgraphSdl(schema) } : import(name);

const config: CodegenConfig = {
  schema: printSchema(schema),
  pluginLoader,
  importExtension: '.ts',
  generates: {
    'schema.graphql': { plugins: ['schema-ast'], config: { includeDirectives: true } },
    'test/generated/': { preset: 'client', documents: 'test/**/*.graphql', config: types },
    'federation.graphql': { plugins: [SUBGRAPH] },
    'client/src/generated/': toApp('client/operations/*.graphql'),
    'client/src/generated/possible-types.ts': { plugins: ['fragment-matcher'], config: { useExplicitTyping: false } },
    'examples/dashboard/src/gql/': toApp('examples/dashboard/src/**/*.{ts,tsx}'),
  },
};

export default config;
