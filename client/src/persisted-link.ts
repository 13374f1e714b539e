import type { ApolloLink } from '@apollo/client';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { toDocumentHash } from './document-hash.ts';

/**
 * Sends the hash that codegen gave each document (`persistedDocuments: true`) in place of its text, and the text only where
 * the gateway does not know the hash. A document without a hash is refused.
 */
export const createPersistedLink = (): ApolloLink => new PersistedQueryLink({ generateHash: toDocumentHash });
