import type { Gateway } from '../../src/gateway.ts';
import type { GraphQLAnswer } from './gateway.ts';
import { GRAPHQL_URL } from './gateway.ts';

/** A payload of an answer in parts (GraphQL incremental delivery, draft of 2022-08-24). */
export interface Part extends GraphQLAnswer {
  readonly incremental?: readonly {
    readonly path: readonly (string | number)[];
    readonly data?: Readonly<Record<string, unknown>>;
    // eslint-disable-next-line @typescript-eslint/no-explicit-any -- what a test asked for, it knows the shape of
    readonly items?: readonly any[];
    readonly errors?: GraphQLAnswer['errors'];
  }[];
  readonly hasNext: boolean;
}

/** Every payload of an answer in parts. */
export async function readParts(gateway: Gateway, query: string): Promise<Part[]> {
  const response = await gateway.fetch(GRAPHQL_URL, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'multipart/mixed' },
    body: JSON.stringify({ query }),
  });
  const text = await response.text();
  if (!response.headers.get('content-type')?.startsWith('multipart/mixed')) throw new Error(text);
  return text
    .split('\r\n---')
    .map((part) => part.slice(part.indexOf('\r\n\r\n')).trim())
    .filter((part) => part.startsWith('{'))
    .map((part) => JSON.parse(part) as Part);
}
