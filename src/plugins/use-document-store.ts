import type { Plugin } from 'graphql-yoga';
import type { DocumentStore } from '../document-store.ts';

/** Puts the text of a document where its id was. What it throws is the answer. */
export function useDocumentStore(store: DocumentStore): Plugin {
  return {
    async onParams({ params, setParams }) {
      if (typeof params !== 'object' || params === null) return;
      await store.fetch(params);
      const query = store.toText(params);
      if (query !== undefined && query !== params.query) setParams({ ...params, query });
    },
  };
}
