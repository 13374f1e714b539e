import type { Plugin } from 'graphql-yoga';
import { toHandedOver } from '../operation/operation.ts';

/** What `/ready` tells. */
export interface Status {
  readonly ready: boolean;
  readonly [detail: string]: unknown;
}

export interface StatusOptions {
  /** Whether new requests are welcome, and why not. */
  readonly status: () => Status | Promise<Status>;
  /** The text of `/metrics`, in the exposition format of Prometheus. */
  readonly metrics: () => Promise<{ readonly text: string; readonly contentType: string }>;
}

/** `/ready` for whoever routes requests here, `/metrics` for administrators who watch. */
export function useStatus({ status, metrics }: StatusOptions): Plugin {
  return {
    async onRequest(event) {
      const { url, fetchAPI, serverContext } = event;
      if (url.pathname === '/ready') {
        const told = await status();
        const headers = { 'content-type': 'application/json', 'cache-control': 'no-store' };
        event.endResponse(new fetchAPI.Response(JSON.stringify(told), { status: told.ready ? 200 : 503, headers }));
      } else if (url.pathname === '/metrics') {
        if (!toHandedOver(serverContext).viewer.roles.includes('admin')) {
          event.endResponse(new fetchAPI.Response(null, { status: 403 }));
          return;
        }
        const { text, contentType } = await metrics();
        event.endResponse(new fetchAPI.Response(text, { headers: { 'content-type': contentType } }));
      }
    },
  };
}
