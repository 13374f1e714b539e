import type { ApolloLink } from '@apollo/client';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import type { DocumentNode } from 'graphql';

/**
 * Sends the hash that codegen gave each document (`persistedDocuments: true`) in place of its text, and the text only where
 * the gateway does not know the hash. A document without a hash is refused.
 */
export function createPersistedLink(): ApolloLink {
  return new PersistedQueryLink({
    generateHash(document) {
      const { __meta__: meta } = document as DocumentNode & { readonly __meta__?: { readonly hash?: string } };
      if (meta?.hash === undefined) throw new Error('The document has no hash: generate it with persistedDocuments.');
      return meta.hash;
    },
  });
}
