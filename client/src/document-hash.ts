import type { DocumentNode } from 'graphql';

/** The hash that codegen gave a document (`persistedDocuments: true`); an error where it gave none. */
export function toDocumentHash(document: DocumentNode): string {
  const { __meta__: meta } = document as DocumentNode & { readonly __meta__?: { readonly hash?: string } };
  if (meta?.hash === undefined) throw new Error('The document has no hash: generate it with persistedDocuments.');
  return meta.hash;
}
