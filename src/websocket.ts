import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { DocumentNode, ExecutionArgs, GraphQLSchema } from 'graphql';
import { getOperationAST, GraphQLError, OperationTypeNode } from 'graphql';
import { CloseCode, GRAPHQL_TRANSPORT_WS_PROTOCOL, makeServer } from 'graphql-ws';
import { WebSocketServer } from 'ws';
import type { AccessAnswer } from './access-answer.ts';
import type { Viewer } from './access/viewer.ts';
import type { Clock } from './clock.ts';
import type { DocumentStore } from './document-store.ts';
import { toClientError } from './errors.ts';
import type { RequestHead } from './fast-way/answer-type.ts';
import type { Opened } from './websocket-connection.ts';
import { serveConnection } from './websocket-connection.ts';

export interface WebSocketDoorOptions {
  readonly endpoint: string;
  readonly admit: (head: RequestHead) => Viewer | Promise<Viewer | AccessAnswer>;
  /** Yoga's parsing, validation, context and execution, every plugin included. */
  readonly getEnveloped: (context: object) => Enveloped;
  readonly store: DocumentStore;
  /** Of a message; larger ones end the connection. */
  readonly maxMessageBytes: number;
  readonly clock: Clock;
  readonly log: { warn(line: object, message: string): void };
}

/** What is executed, with what executes it. */
type Prepared = ExecutionArgs & Pick<Enveloped, 'subscribe'>;

interface Enveloped {
  readonly schema: GraphQLSchema;
  readonly parse: (text: string) => DocumentNode;
  readonly validate: (schema: GraphQLSchema, document: DocumentNode) => readonly GraphQLError[];
  readonly contextFactory: () => unknown;
  readonly subscribe: (args: ExecutionArgs) => unknown;
}

/** Subscriptions over graphql-ws (`graphql-transport-ws`), for clients that speak it. */
export interface WebSocketDoor {
  /** For the `upgrade` event of node:http. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Ends all connections, after their subscriptions have been told that they are complete. */
  close(): Promise<void>;
}

const PING_MS = 12_000;
/** Connections on which nothing is subscribed to for as long are closed. */
const IDLE_MS = 5 * 60_000;
/** RFC 6455, 7.4.1: the server goes away. */
const GOING_AWAY = 1001;
/** Clients that do not say goodbye for as long when the gateway stops are cut off. */
const FAREWELL_MS = 2_000;

/** What is remembered of a connection. */
type Remembered = {
  viewer: Viewer;
  /** What makes each of its subscriptions end. */
  subscriptions: Map<string, AbortController>;
  cancelIdle: () => void;
};

type Connection = Partial<Remembered> & Opened & { isClosed?: true };

export function createWebSocketDoor({
  endpoint,
  admit,
  getEnveloped,
  store,
  maxMessageBytes,
  clock,
  log,
}: WebSocketDoorOptions): WebSocketDoor {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: maxMessageBytes,
    handleProtocols: (protocols) => protocols.has(GRAPHQL_TRANSPORT_WS_PROTOCOL) && GRAPHQL_TRANSPORT_WS_PROTOCOL,
  });

  let closed: Promise<void> | undefined;

  function watchIdle(extra: Connection): void {
    extra.cancelIdle?.();
    if (extra.isClosed || extra.subscriptions?.size) return;
    extra.cancelIdle = clock.schedule(IDLE_MS, () => extra.socket.close(GOING_AWAY, 'Nothing is subscribed to'));
  }

  const server = makeServer<Record<string, unknown>, Connection>({
    async onConnect({ connectionParams, extra }) {
      const { headers } = extra.request;
      // Pages cannot send headers with the request for a WebSocket.
      const given = connectionParams?.['authorization'] ?? connectionParams?.['Authorization'];
      const header = (name: string) => {
        if (name === 'authorization' && typeof given === 'string') return given;
        return name === 'accept' ? undefined : (headers[name] as string | undefined);
      };
      const viewer = await admit({ method: 'POST', url: endpoint, header });
      if ('status' in viewer) return false;
      extra.viewer = viewer;
      extra.subscriptions = new Map();
      watchIdle(extra);
      return true;
    },
    async onSubscribe({ extra }, id, payload) {
      const { viewer, subscriptions, request } = extra;
      if (!viewer || !subscriptions) return [new GraphQLError('The connection is not open.')];
      if (viewer.expiresMs <= clock.now()) {
        extra.socket.close(CloseCode.Forbidden, 'Your token has ended');
        return [new GraphQLError('Your token has ended.', { extensions: { code: 'UNAUTHENTICATED' } })];
      }
      const leave = new AbortController();
      subscriptions.set(id, leave);
      watchIdle(extra);
      try {
        const enveloped = getEnveloped({
          viewer,
          params: payload,
          request: { method: 'POST', url: request.url, headers: new Headers(), signal: leave.signal },
        });
        const prepared = await toArguments(enveloped, store, payload);
        // Who has completed it meanwhile is told nothing more, and neither is this.
        if (Array.isArray(prepared)) forget(extra, id);
        return prepared;
      } catch (error) {
        forget(extra, id);
        return [toClientError(error)];
      }
    },
    subscribe: (args) => (args as unknown as Prepared).subscribe(args) as never,
    onComplete: ({ extra }, id) => forget(extra, id),
    onError: ({ extra }, id) => forget(extra, id),
    onClose({ extra }) {
      extra.isClosed = true;
      for (const id of extra.subscriptions?.keys() ?? []) forget(extra, id);
      extra.cancelIdle?.();
    },
  });

  function forget(extra: Connection, id: string): void {
    extra.subscriptions?.get(id)?.abort();
    extra.subscriptions?.delete(id);
    watchIdle(extra);
  }

  function closeAll(): Promise<void> {
    for (const socket of sockets.clients) socket.close(GOING_AWAY, 'The gateway stops');
    const cancel = clock.schedule(FAREWELL_MS, () => sockets.clients.forEach((socket) => socket.terminate()));
    return new Promise((resolve) =>
      sockets.close(() => {
        cancel();
        resolve();
      }),
    );
  }

  return {
    handleUpgrade(request, socket, head) {
      const [path] = (request.url ?? '').split('?', 1);
      if (path !== endpoint) {
        socket.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\ncontent-length: 0\r\n\r\n');
        return;
      }
      sockets.handleUpgrade(request, socket, head, (opened) =>
        serveConnection(server, opened, request, {
          clock,
          pingMs: PING_MS,
          onTrouble: (trouble) => log.warn({ trouble }, 'a message over a WebSocket could not be served'),
        }),
      );
    },
    close: () => (closed ??= closeAll()),
  };
}

async function toArguments(
  { schema, parse, validate, contextFactory, subscribe }: Enveloped,
  store: DocumentStore,
  payload: { readonly query?: string | null; readonly operationName?: unknown; readonly variables?: unknown },
): Promise<ExecutionArgs | readonly GraphQLError[]> {
  // The protocol wants a text in every message: who has only an id sends an empty one.
  const params = { ...payload, query: payload.query || undefined };
  await store.fetch(params);
  const text = store.toText(params);
  if (text === undefined) return [new GraphQLError('There is no document.', { extensions: { code: 'BAD_REQUEST' } })];
  const document = parse(text);
  const errors = validate(schema, document);
  if (errors.length) return errors.map(toClientError);
  const operationName = (payload.operationName ?? null) as string | null;
  if (getOperationAST(document, operationName)?.operation !== OperationTypeNode.SUBSCRIPTION) {
    return [
      new GraphQLError('Only subscriptions are served here; send everything else over HTTP.', {
        extensions: { code: 'BAD_REQUEST' },
      }),
    ];
  }
  const variableValues = (payload.variables ?? null) as Record<string, unknown> | null;
  return {
    schema,
    document,
    operationName,
    variableValues,
    contextValue: await contextFactory(),
    subscribe,
  } as ExecutionArgs;
}
