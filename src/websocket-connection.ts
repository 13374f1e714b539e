import type { IncomingMessage } from 'node:http';
import { CloseCode } from 'graphql-ws';
import type { Server } from 'graphql-ws';
import type { WebSocket as Socket } from 'ws';
import type { Clock } from './clock.ts';

/** What a connection came as. */
export interface Opened {
  readonly request: IncomingMessage;
  readonly socket: Pick<Socket, 'close'>;
}

export interface ConnectionOptions {
  readonly clock: Clock;
  /** Who does not answer a ping until the next one is due is gone. */
  readonly pingMs: number;
  /** Is told why a message could not be served. */
  readonly onTrouble: (trouble: string) => void;
}

/**
 * Speaks graphql-ws with a client until either side ends it. The binding that comes with graphql-ws writes to stderr what
 * is wrong with a frame, which anybody may send; here such a frame ends its connection.
 */
export function serveConnection(
  server: Server<Opened>,
  socket: Socket,
  request: IncomingMessage,
  { clock, pingMs, onTrouble }: ConnectionOptions,
): void {
  let isThere = true;
  const ping = () => {
    if (!isThere) return socket.terminate();
    isThere = false;
    if (socket.readyState === socket.OPEN) socket.ping();
    cancelPing = clock.schedule(pingMs, ping);
  };
  let cancelPing = clock.schedule(pingMs, ping);
  socket.on('pong', () => (isThere = true));

  const tellClosed = server.opened(
    {
      protocol: socket.protocol,
      // What cannot be sent any more, nobody waits for.
      send: (text) =>
        new Promise((resolve) => {
          if (socket.readyState === socket.OPEN) socket.send(text, () => resolve());
          else resolve();
        }),
      close: (code, reason) => socket.close(code, reason),
      onMessage: (take) =>
        socket.on('message', (data: Buffer) => {
          take(data.toString()).catch((error: unknown) => {
            onTrouble(String(error));
            socket.close(CloseCode.InternalServerError, 'The message could not be served');
          });
        }),
    },
    { socket, request },
  );
  // The close that goes with it has been sent.
  socket.on('error', () => undefined);
  socket.once('close', (code, reason) => {
    cancelPing();
    tellClosed(code, reason.toString()).catch((error: unknown) => onTrouble(String(error)));
  });
}
