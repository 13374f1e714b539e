import { createHash } from 'node:crypto';
import { GraphQLError } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { ErrorCode } from './error-code.ts';

/** What of a request says which document is meant. */
export interface DocumentParams {
  readonly query?: unknown;
  /** GraphQL over HTTP, appendix on persisted documents. */
  readonly documentId?: unknown;
  /** `persistedQuery` of Apollo Client, and of codegen's client preset. */
  readonly extensions?: unknown;
}

/** Documents that are asked for by an id instead of their text. */
export interface DocumentStore {
  /** Looks for what is only known to others; undefined where there is nothing to look for. Before `toText`. */
  fetch(params: DocumentParams): Promise<void> | undefined;
  /**
   * The text of the document that is meant; undefined where none is named at all. Throws a GraphQLError for an id that is
   * not known, a text that is not its id's, and a text that is not in the list where only the list is served.
   */
  toText(params: DocumentParams): string | undefined;
}

/** Documents that clients have had kept by any of the replicas, by the SHA-256 of their text. Nothing of it fails or waits for long. */
export interface SharedDocuments {
  find(hash: string): Promise<string | undefined>;
  keep(hash: string, text: string): void;
}

export interface DocumentStoreOptions {
  /** Texts by their ids. */
  readonly trusted: ReadonlyMap<string, string>;
  /** Whether nothing else is served. */
  readonly isExclusive: boolean;
  /** How much text clients may have kept for them, in characters; 0 keeps none (automatic persisted queries are off). */
  readonly automaticCharacters: number;
  /** Where else automatic ones are kept and looked for. */
  readonly shared?: SharedDocuments | undefined;
}

const HASH = /^[0-9a-f]{64}$/;

export function createDocumentStore({
  trusted,
  isExclusive,
  automaticCharacters,
  shared,
}: DocumentStoreOptions): DocumentStore {
  const texts = new Set(trusted.values());
  const automatic =
    automaticCharacters > 0 && !isExclusive
      ? new LRUCache<string, string>({ maxSize: automaticCharacters, sizeCalculation: (text) => text.length + 64 })
      : undefined;

  function findText(id: string): string {
    const text = trusted.get(id) ?? automatic?.get(id);
    if (text !== undefined) return text;
    // Apollo Client sends the text when it is told so in these words.
    throw toError('PersistedQueryNotFound', 'PERSISTED_QUERY_NOT_FOUND', 200);
  }

  function keep(id: string, text: string): void {
    if (trusted.get(id) === text || !automatic || automatic.has(id)) return;
    if (toHash(text) !== id) {
      throw toError('The id of the document is not the SHA-256 hash of its text.', 'BAD_REQUEST', 400);
    }
    automatic.set(id, text);
    shared?.keep(id, text);
  }

  async function fetchShared(from: SharedDocuments, into: LRUCache<string, string>, hash: string): Promise<void> {
    const text = await from.find(hash);
    if (text !== undefined && toHash(text) === hash) into.set(hash, text);
  }

  return {
    fetch(params) {
      const id = toId(params);
      if (!shared || !automatic || id === undefined || typeof params.query === 'string') return undefined;
      if (!HASH.test(id) || trusted.has(id) || automatic.has(id)) return undefined;
      return fetchShared(shared, automatic, id);
    },
    toText(params) {
      const id = toId(params);
      const { query } = params;
      if (typeof query !== 'string') return id === undefined ? undefined : findText(id);
      if (isExclusive && !texts.has(query)) {
        throw toError('Only documents of the list are served: send the id of one.', 'DOCUMENT_NOT_TRUSTED', 400);
      }
      if (id !== undefined) keep(id, query);
      return query;
    },
  };
}

const toHash = (text: string): string => createHash('sha256').update(text).digest('hex');

function toId({ documentId, extensions }: DocumentParams): string | undefined {
  if (typeof documentId === 'string') return toPlainHash(documentId);
  const { persistedQuery } = (extensions ?? {}) as {
    readonly persistedQuery?: { readonly sha256Hash?: unknown } | null;
  };
  const hash = persistedQuery?.sha256Hash;
  return typeof hash === 'string' ? toPlainHash(hash) : undefined;
}

/** An id can say of what kind it is. */
const toPlainHash = (id: string): string => id.replace(/^sha256:/, '');

function toError(message: string, code: ErrorCode, status: number): GraphQLError {
  return new GraphQLError(message, { extensions: { code, http: { status, spec: true } } });
}

/**
 * Documents by id out of a manifest: an object of texts by id, as codegen's client preset writes it, or Apollo's
 * (`apollo-persisted-query-manifest`). Throws an Error that says what is wrong with it.
 */
export function readManifest(text: string): ReadonlyMap<string, string> {
  let manifest: unknown;
  try {
    manifest = JSON.parse(text);
  } catch {
    throw new Error('is not JSON');
  }
  const documents = new Map<string, string>();
  for (const [id, document] of toEntries(manifest)) {
    if (typeof id !== 'string' || typeof document !== 'string' || !document.trim()) {
      throw new Error(`has something else than text for the document ${JSON.stringify(id)}`);
    }
    documents.set(toPlainHash(id), document);
  }
  if (!documents.size) throw new Error('holds no document');
  return documents;
}

function toEntries(manifest: unknown): (readonly [unknown, unknown])[] {
  if (typeof manifest !== 'object' || manifest === null || Array.isArray(manifest)) {
    throw new Error('is no object of documents by id');
  }
  const { format, operations } = manifest as { readonly format?: unknown; readonly operations?: unknown };
  if (format === 'apollo-persisted-query-manifest' && Array.isArray(operations)) {
    return (operations as { readonly id?: unknown; readonly body?: unknown }[]).map(({ id, body }) => [id, body]);
  }
  return Object.entries(manifest);
}
