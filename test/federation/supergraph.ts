import type { DocumentNode } from 'graphql';
import { print } from 'graphql';
import type { GraphQLAnswer } from '../support/gateway.ts';

/** What a subgraph was asked. */
export interface SubgraphRequest {
  readonly host: string;
  readonly authorization: string | null;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

export interface Supergraph {
  readonly requests: SubgraphRequest[];
  ask(query: string, headers?: Readonly<Record<string, string>>): Promise<GraphQLAnswer>;
  close(): Promise<void>;
}

type Fetch = (url: string, init: RequestInit) => Response | Promise<Response>;

/** What of the runtime is used: the types that it brings along declare members of graphql-js that are not there. */
interface RuntimePackage {
  readonly createGatewayRuntime: (options: object) => AsyncDisposable & {
    fetch(url: string, init: RequestInit): Promise<Response>;
  };
}

/** What the runtime asks of a subgraph. */
interface RuntimeRequest {
  readonly document: DocumentNode;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly extensions?: { readonly headers?: Readonly<Record<string, string>> };
}

const RUNTIME: string = '@graphql-hive/gateway-runtime';

/** A federation's gateway from npm over subgraphs by their hosts. */
export async function openSupergraph(
  supergraph: string,
  subgraphs: Readonly<Record<string, Fetch>>,
): Promise<Supergraph> {
  const { createGatewayRuntime } = (await import(RUNTIME)) as RuntimePackage;
  const requests: SubgraphRequest[] = [];

  async function send(url: string, { document, variables = {}, extensions }: RuntimeRequest): Promise<unknown> {
    const { host } = new URL(url);
    const headers = new Headers({ ...extensions?.headers, 'content-type': 'application/json' });
    const query = print(document);
    requests.push({ host, authorization: headers.get('authorization'), query, variables });
    const body = JSON.stringify({ query, variables });
    const response = await (subgraphs[host] as Fetch)(url, { method: 'POST', headers, body });
    return response.json();
  }

  const runtime = createGatewayRuntime({
    supergraph,
    logging: false,
    maskedErrors: false,
    propagateHeaders: {
      fromClientToSubgraphs({ request }: { readonly request: Request }) {
        const authorization = request.headers.get('authorization');
        return authorization === null ? {} : { authorization };
      },
    },
    // Its own transport for HTTP is a package that it does not bring along.
    transports: {
      http: {
        getSubgraphExecutor:
          ({ transportEntry }: { readonly transportEntry: { readonly location: string } }) =>
          (request: RuntimeRequest) =>
            send(transportEntry.location, request),
      },
    },
  });
  return {
    requests,
    async ask(query, headers) {
      const response = await runtime.fetch('http://supergraph.example/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query }),
      });
      return (await response.json()) as GraphQLAnswer;
    },
    close: async () => runtime[Symbol.asyncDispose](),
  };
}
