import { useDeferStream } from '@graphql-yoga/plugin-defer-stream';
import type { DocumentNode } from 'graphql';
import { Kind, visit } from 'graphql';
import type { Plugin } from 'graphql-yoga';

/** `@defer` and `@stream`, for callers that take an answer in parts; others get the whole of it at once. */
export function useIncrementalDelivery(): Plugin {
  return {
    onPluginInit({ addPlugin }) {
      // Its type wants contexts with an index signature; it reads none of them.
      const deferStream: unknown = useDeferStream();
      addPlugin(deferStream as Plugin);
    },
    onExecute({ args }) {
      const document = args.document as DocumentNode;
      if (!/@(defer|stream)\b/.test(document.loc?.source.body ?? '')) return;
      const { request } = args.contextValue as { readonly request?: Request };
      if (request && !takesParts(request)) args.document = withoutIncrementalDelivery(document);
    },
  };
}

const INCREMENTAL = new Set(['defer', 'stream']);

function takesParts(request: Request): boolean {
  return /multipart\/(mixed|\*)|text\/(event-stream|\*)|\*\/\*/i.test(request.headers.get('accept') ?? '*/*');
}

/** A server may ignore both directives: the answer is the same. */
function withoutIncrementalDelivery(document: DocumentNode): DocumentNode {
  return visit(document, {
    [Kind.DIRECTIVE]: { enter: ({ name }) => (INCREMENTAL.has(name.value) ? null : undefined) },
  });
}
