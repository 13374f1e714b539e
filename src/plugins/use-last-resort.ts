import type { Plugin } from 'graphql-yoga';
import { toClientError } from '../errors.ts';

/** What a plugin throws is answered as an unexpected error: Yoga's server would show a caller the stack of it. */
export function useLastResort(): Plugin {
  return {
    onRequest({ requestHandler, setRequestHandler, fetchAPI }) {
      setRequestHandler(async (request, context) => {
        try {
          return await requestHandler(request, context);
        } catch (error) {
          return fetchAPI.Response.json({ errors: [toClientError(error)] }, { status: 500 });
        }
      });
    },
  };
}
