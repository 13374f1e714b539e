import type { Plugin } from 'graphql-yoga';
import { isAsyncIterable } from 'graphql-yoga';
import type { Admission } from '../admission.ts';
import { LONGEST_WAIT_MS } from '../admission.ts';
import { toClientError } from '../errors.ts';
import { GraphError } from '../graph/errors.ts';
import { toHandedOver } from '../operation/operation.ts';

/**
 * Bounds how many operations are under way. Who finds no room, nor a place to wait, is answered at once: HTTP 503 with
 * `Retry-After` and the code OVERLOADED, before their document is read. Those from the fast way have been through it.
 */
export function useAdmission(admission: Admission, endpoint: string): Plugin {
  const releases = new WeakMap<Request, () => void>();
  /** Those whose answer goes on after the response has begun. */
  const streams = new WeakSet<Request>();

  return {
    async onRequest(event) {
      const { request, url, fetchAPI, requestHandler, serverContext } = event;
      const isOperation = url.pathname === endpoint && (request.method === 'POST' || url.searchParams.has('query'));
      if (!isOperation) return;
      const { place, isTurnedAway } = toHandedOver(serverContext);
      const release = isTurnedAway ? undefined : (place ?? (await admission.enter(request.signal)));
      if (!release) {
        const error = toClientError(
          new GraphError('OVERLOADED', 'The gateway has as much to do as it can.', {
            retryable: true,
            retryAfterMs: LONGEST_WAIT_MS,
          }),
        );
        const headers = { 'content-type': 'application/json', 'retry-after': String(LONGEST_WAIT_MS / 1000) };
        event.endResponse(new fetchAPI.Response(JSON.stringify({ errors: [error] }), { status: 503, headers }));
        return;
      }
      releases.set(request, release);
      event.setRequestHandler(async (...args) => {
        try {
          return await requestHandler(...args);
        } finally {
          if (!streams.has(request)) release();
        }
      });
    },
    onExecute({ args }) {
      const { request } = args.contextValue as { readonly request?: Request };
      return {
        onExecuteDone({ result }) {
          if (!request || !isAsyncIterable(result)) return undefined;
          streams.add(request);
          const release = () => releases.get(request)?.();
          request.signal.addEventListener('abort', release, { once: true });
          return { onEnd: release };
        },
      };
    },
  };
}
