import type { AddressInfo, Socket } from 'node:net';
import { createServer, connect } from 'node:net';
import { once } from 'node:events';
import { systemClock } from '../../src/clock.ts';
import type { Live } from '../../src/live/live.ts';
import type { HttpServer } from '../../src/server.ts';
import { startHttpServer } from '../../src/server.ts';
import type { TestGateway, TestGatewayOptions } from './gateway.ts';
import { openGateway } from './gateway.ts';
import { openLive, ownParts } from './live.ts';
import type { SimulatedGateway } from './simulator.ts';
import { openSimulatedGateway } from './simulator.ts';
import { until } from './until.ts';

/** A gateway on a port, subscribed to the notifications of a simulator. */
export interface LiveServer extends SimulatedGateway {
  /** Without path. */
  readonly url: string;
  /** Of the endpoint, for WebSockets. */
  readonly webSocketUrl: string;
  /** Resolves when so many subscriptions are under way. */
  untilSubscribers(count: number): Promise<void>;
  /** Another that tells the same changes. */
  openReplica(): Promise<Pick<LiveServer, 'url' | 'untilSubscribers' | 'close'>>;
  close(): Promise<void>;
}

const listen = ({ gateway }: TestGateway, origins: readonly string[] = []): Promise<HttpServer> =>
  startHttpServer(gateway.listener, {
    host: '127.0.0.1',
    port: 0,
    clock: systemClock,
    isWelcomeOrigin: (origin) => origins.includes(origin),
    onUpgrade: (request, socket, head) => gateway.handleUpgrade(request, socket, head),
  });

const untilSubscribersOf = ({ gateway }: TestGateway, count: number): Promise<void> =>
  until(async () => {
    const ready = await gateway.fetch('http://gateway.test/ready');
    const { live: status } = (await ready.json()) as { live: { subscribers: number } };
    return status.subscribers === count;
  });

export async function openLiveServer(options: Partial<TestGatewayOptions> = {}): Promise<LiveServer> {
  let live: Live | undefined;
  const clock = options.clock ?? systemClock;
  const shared = ownParts(clock);
  const gateway = await openSimulatedGateway(
    {},
    { toLive: (graph) => (live = openLive(graph, clock, { shared })), ...options },
  );
  const server = await listen(gateway, options.origins);
  live?.start(server.url);
  await until(() => gateway.simulator.control.subscriptions().length === 1);
  return {
    ...gateway,
    url: server.url,
    webSocketUrl: `${server.url.replace('http', 'ws')}/graphql`,
    untilSubscribers: (count) => untilSubscribersOf(gateway, count),
    async openReplica() {
      const { baseUrl, accessToken } = gateway.simulator;
      const other = openGateway({
        ...options,
        baseUrl,
        accessToken,
        toLive: (graph) => openLive(graph, clock, { shared }),
      });
      const otherServer = await listen(other, options.origins);
      return {
        url: otherServer.url,
        untilSubscribers: (count) => untilSubscribersOf(other, count),
        async close() {
          await other.gateway.stopSubscriptions();
          await otherServer.stop(0);
          await other.close();
        },
      };
    },
    async close() {
      await gateway.gateway.stopSubscriptions();
      await server.stop(0);
      await gateway.close();
    },
  };
}

/** A way to a port that can be cut. */
export interface Wire {
  readonly port: number;
  /** Where further connections go. */
  lead(port: number): void;
  /** Ends every connection over it; further ones are taken. */
  cut(): void;
  close(): Promise<void>;
}

export async function openWire(firstPort: number): Promise<Wire> {
  let port = firstPort;
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(port, '127.0.0.1');
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.once('close', () => {
        sockets.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    near.pipe(far).pipe(near);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const cut = () => sockets.forEach((socket) => socket.destroy());
  return {
    port: (server.address() as AddressInfo).port,
    lead: (next) => void (port = next),
    cut,
    async close() {
      cut();
      server.close();
      await once(server, 'close');
    },
  };
}
