import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Dialect } from './dialect.ts';
import { meshDialect, typelessDialect } from './dialect.ts';
import type { Running } from './process.ts';
import type { Question } from './question.ts';
import { start } from './process.ts';
import { writeTailcallConfig } from './tailcall.ts';

export interface Peer {
  readonly name: string;
  /** Our own unless told. */
  readonly dialect?: Dialect;
  /** Ready for one question, where it can be made ready for one. */
  readonly run: (upstreamUrl: string, question?: Question) => Promise<Running>;
}

const here = dirname(fileURLToPath(import.meta.url));
/** `bench/`, whose packages the peers are made of. */
const bench = join(here, '../../..');

/** A program of this folder, compiled with the rest. */
export function startNode(file: string, env: Readonly<Record<string, string>> = {}): Promise<Running> {
  return start({ file: process.execPath, args: [join(here, file)], env });
}

export const floor: Peer = {
  name: 'floor: parse, project, stringify',
  run: (url) => startNode('floor.js', { UPSTREAM_URL: url }),
};
export const passThrough: Peer = {
  name: 'floor: pass through unparsed',
  run: (url) => startNode('floor.js', { UPSTREAM_URL: url, PASS_THROUGH: '1' }),
};
export const naiveYoga: Peer = { name: 'naive Yoga', run: (url) => startNode('naive-yoga.js', { UPSTREAM_URL: url }) };
export const gateway: Peer = {
  name: 'this gateway, no cache',
  run: (url) => startNode('gateway.js', { UPSTREAM_URL: url }),
};
export const cachingGateway: Peer = {
  name: 'this gateway',
  run: (url) => startNode('gateway.js', { UPSTREAM_URL: url, CACHE_MS: '5000' }),
};
export const apollo: Peer = {
  name: 'Apollo Server + RESTDataSource',
  run: (url) =>
    start({
      file: process.execPath,
      args: [join(bench, 'peers/apollo.mjs')],
      env: { UPSTREAM_URL: url, NODE_ENV: 'production' },
    }),
};
export const mesh: Peer = {
  name: 'GraphQL Mesh OData',
  dialect: meshDialect,
  run: (url) =>
    start({
      file: process.execPath,
      args: [join(bench, 'peers/mesh.mjs')],
      env: { UPSTREAM_URL: url, NODE_ENV: 'production' },
    }),
};
export const tailcall: Peer = {
  name: 'Tailcall 1.0.0',
  dialect: typelessDialect,
  async run(url, question) {
    const port = await toFreePort();
    const file = createRequire(import.meta.url).resolve('@tailcallhq/core-linux-x64-gnu/bin/tailcall');
    return start({
      file,
      args: ['start', writeTailcallConfig(url, port, question)],
      env: { TC_TRACKER: 'false', TC_LOG_LEVEL: 'info' },
      isUp: /launched at/,
      url: `http://127.0.0.1:${port}/graphql`,
    });
  },
};

function toFreePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
