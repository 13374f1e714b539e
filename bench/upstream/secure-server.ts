import { readFileSync } from 'node:fs';
import { createSecureServer } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { tenant } from './tenant.ts';

/** One record with its sessions over TLS, by HTTP/2 to those who ask for it and HTTP/1.1 to others. `LATENCY_MS` delays every answer. */

const latencyMs = Number(process.env['LATENCY_MS'] ?? 0);
/** Runs as compiled, four folders below the tests'. */
const readTls = (file: string) => readFileSync(new URL(`../../../../test/fixtures/tls/${file}`, import.meta.url));
const [record] = tenant;
const text = JSON.stringify({ ...record?.body, sessions: record?.sessions.map(({ body }) => body) });

const server = createSecureServer(
  { key: readTls('key.pem'), cert: readTls('certificate.pem'), allowHTTP1: true },
  (_request, response) => {
    void (latencyMs ? sleep(latencyMs) : Promise.resolve()).then(() => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
      response.end(text);
    });
  },
);
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`listening https://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
});
