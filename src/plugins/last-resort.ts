import type { Plugin } from 'graphql-yoga';
import { toClientError } from '../errors.ts';

/**
 * The plugins, of whatever contexts, with what they throw answered as an unexpected error: Yoga's server would show a caller
 * the stack of it.
 */
export function withLastResort(plugins: readonly object[]): Plugin[] {
  return [
    {
      onRequest(payload) {
        const { requestHandler } = payload;
        payload.setRequestHandler(async (request, context) => {
          try {
            return await requestHandler(request, context);
          } catch (error) {
            return toResponse(error, payload.fetchAPI);
          }
        });
      },
    },
    ...plugins.map(guard),
  ];
}

/** What a plugin does outside the handler of a request. */
function guard(plugin: Plugin): Plugin {
  const { onRequest, onResponse } = plugin;
  return {
    ...plugin,
    ...(onRequest && {
      async onRequest(payload) {
        try {
          await onRequest(payload);
        } catch (error) {
          payload.endResponse(toResponse(error, payload.fetchAPI));
        }
      },
    }),
    ...(onResponse && {
      async onResponse(payload) {
        try {
          await onResponse(payload);
        } catch (error) {
          payload.setResponse(toResponse(error, payload.fetchAPI));
        }
      },
    }),
  };
}

function toResponse(error: unknown, { Response }: { readonly Response: typeof globalThis.Response }): Response {
  return Response.json({ errors: [toClientError(error)] }, { status: 500 });
}
