import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { connect, createServer } from 'node:net';

/** Stands in for the load balancer before replicas: one address, behind which any of them may be gone. */
export interface Balancer {
  readonly url: string;
  close(): Promise<void>;
}

/** Gives each connection to the next port in turn that accepts it, and cuts it where none does. */
export async function startBalancer(ports: readonly number[]): Promise<Balancer> {
  const open = new Set<Socket>();
  let turn = 0;

  function keep(socket: Socket): Socket {
    open.add(socket);
    socket.setNoDelay(true);
    socket.once('close', () => open.delete(socket));
    return socket;
  }

  function pass(client: Socket, candidates: readonly number[]): void {
    const [port, ...others] = candidates;
    if (port === undefined || client.destroyed) return void client.destroy();
    const replica = keep(connect(port, '127.0.0.1'));
    let isAccepted = false;
    replica.once('connect', () => {
      isAccepted = true;
      client.pipe(replica).pipe(client);
    });
    replica.on('error', () => replica.destroy());
    replica.once('close', () => (isAccepted ? client.destroy() : pass(client, others)));
    client.once('close', () => replica.destroy());
  }

  const server = createServer((client) => {
    keep(client).on('error', () => client.destroy());
    turn += 1;
    pass(
      client,
      ports.map((_port, index) => ports[(turn + index) % ports.length] as number),
    );
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.close();
      for (const socket of open) socket.destroy();
      await once(server, 'close');
    },
  };
}
