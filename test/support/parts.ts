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
  return toParts(text);
}

/** The payloads in a body of `multipart/mixed`. */
export function toParts(text: string): Part[] {
  return text
    .split('\r\n---')
    .map((part) => part.slice(part.indexOf('\r\n\r\n')).trim())
    .filter((part) => part.startsWith('{'))
    .map((part) => JSON.parse(part) as Part);
}

/** The answer that the parts are together. */
export function mergeParts([first, ...parts]: readonly Part[]): GraphQLAnswer {
  const whole = { data: structuredClone(first?.data) as unknown };
  const errors = [...(first?.errors ?? [])];
  for (const { incremental = [], errors: late = [] } of parts) {
    errors.push(...late);
    for (const { path, data, items, errors: inEntry = [] } of incremental) {
      errors.push(...inEntry);
      if (data) whole.data = mergeAt(whole.data, path, data);
      for (const [index, item] of (items ?? []).entries()) {
        whole.data = mergeAt(whole.data, [...path.slice(0, -1), Number(path.at(-1)) + index], item);
      }
    }
  }
  return { data: whole.data, ...(errors.length && { errors }) };
}

type Container = Record<string | number, unknown>;

/** `target` with `value` put in, or merged into what is there; changes `target` where it can. */
function mergeAt(target: unknown, [key, ...rest]: readonly (string | number)[], value: unknown): unknown {
  if (key !== undefined) {
    const container = (target ?? (typeof key === 'number' ? [] : {})) as Container;
    container[key] = mergeAt(container[key], rest, value);
    return container;
  }
  if (typeof target !== 'object' || target === null || typeof value !== 'object' || value === null) return value;
  for (const [name, member] of Object.entries(value)) {
    (target as Container)[name] = mergeAt((target as Container)[name], [], member);
  }
  return target;
}
