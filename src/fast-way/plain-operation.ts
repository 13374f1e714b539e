import type { DocumentStore } from '../document-store.ts';

/** What a request asks for (GraphQL over HTTP, 5.1). */
export interface PlainOperation {
  readonly query: string;
  readonly operationName: string | null | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
}

const MEMBERS = new Set(['query', 'operationName', 'variables', 'extensions', 'documentId']);

/**
 * What a body asks for; undefined where it is anything but an operation as it should be. Throws, or rejects with, what the store
 * throws; a promise only where others are asked for the document.
 */
export function toPlainOperation(
  content: string,
  store: DocumentStore,
): PlainOperation | undefined | Promise<PlainOperation | undefined> {
  const body = parse(content);
  if (!isObject(body) || Object.keys(body).some((member) => !MEMBERS.has(member))) return undefined;
  const { operationName, variables, extensions, documentId = null } = body;
  if (documentId !== null && typeof documentId !== 'string') return undefined;
  if (typeof operationName !== 'string' && (operationName ?? undefined) !== undefined) return undefined;
  if (!isObject(variables ?? {}) || !isObject(extensions ?? {})) return undefined;
  if (typeof body['query'] !== 'string' && (body['query'] ?? null) !== null) return undefined;
  const withText = () => {
    const query = store.toText(body);
    if (query === undefined) return undefined;
    return {
      query,
      operationName: operationName as string | null | undefined,
      variables: (variables ?? {}) as Record<string, unknown>,
    };
  };
  const fetching = store.fetch(body);
  return fetching ? fetching.then(withText) : withText();
}

function parse(content: string): unknown {
  try {
    return JSON.parse(content) as unknown;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
