import { once } from 'node:events';
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { connect } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createReceiver } from '../../src/live/receiver.ts';
import { createNotificationDoor } from '../../src/notification-door.ts';
import { CLIENT_STATE, notificationsOf } from '../support/live.ts';
import type { ManualClock } from '../support/manual-clock.ts';
import { createManualClock } from '../support/manual-clock.ts';
import { pause, until } from '../support/until.ts';

const ID = 'e523d2ed-2966-4b6b-925b-754a88034cc5';
const PATH = '/notifications/call-records';
/** As much as a notification may have. */
const LENGTH = 1_000_000;

let clock: ManualClock;
let server: Server;
let port: number;
let added: string[];
let outcomes: string[];
const sockets: Socket[] = [];
/** The same connections from the other side. */
let arrivals: Socket[];

beforeEach(async () => {
  clock = createManualClock(0);
  const told: string[] = [];
  outcomes = told;
  added = [];
  const receiver = createReceiver({
    clientState: CLIENT_STATE,
    queue: {
      add(ids) {
        added.push(...ids);
        return Promise.resolve();
      },
    },
    onLifecycle: () => Promise.resolve(),
    onOutcome: (outcome) => told.push(outcome),
  });
  const door = createNotificationDoor(receiver, clock);
  server = createServer((request, response) => void door.handle(request, response)).listen(0, '127.0.0.1');
  arrivals = [];
  server.on('connection', (socket) => arrivals.push(socket));
  await once(server, 'listening');
  port = (server.address() as AddressInfo).port;
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  server.close();
  await once(server, 'close');
});

interface Sender {
  readonly socket: Socket;
  readonly told: () => string;
  readonly isCut: () => boolean;
}

/** Announces a body of this length and sends the given part of it. */
async function send(length: number | undefined, part: string | Buffer): Promise<Sender> {
  const socket = connect(port, '127.0.0.1');
  sockets.push(socket);
  let told = '';
  let isCut = false;
  socket.on('data', (data) => (told += data.toString()));
  socket.on('error', () => undefined);
  socket.once('close', () => (isCut = true));
  await once(socket, 'connect');
  const framing = length === undefined ? 'Transfer-Encoding: chunked' : `Content-Length: ${length}`;
  socket.write(`POST ${PATH} HTTP/1.1\r\nHost: gateway\r\n${framing}\r\n\r\n`);
  if (part.length) socket.write(part);
  return { socket, told: () => told, isCut: () => isCut };
}

/** Whether a notification that is as it should be gets 202. */
async function expectTaken(): Promise<void> {
  const before = added.length;
  const body = notificationsOf([ID]);
  const { told } = await send(body.length, body);
  await until(() => told());
  expect(told()).toMatch(/^HTTP\/1\.1 202 /);
  expect(added.length).toBe(before + 1);
}

it('what is announced and does not come shuts nobody out', async () => {
  for (let count = 0; count < 40; count += 1) await send(count % 2 ? LENGTH : undefined, '');
  await pause(20);
  await expectTaken();
});

it('what has come in and is not whole is bounded: who goes beyond gets 503 and is cut, others are served afterwards', async () => {
  const filling = await Promise.all(Array.from({ length: 16 }, () => send(LENGTH, Buffer.alloc(LENGTH - 100, 32))));
  await until(() => arrivals.reduce((sum, { bytesRead }) => sum + bytesRead, 0) > 16 * (LENGTH - 100));
  const one = await send(LENGTH, Buffer.alloc(20_000, 32));
  await until(() => one.isCut());
  expect(one.told()).toMatch(/^HTTP\/1\.1 503 [^]*retry-after: 10/);
  expect(filling.filter(({ told }) => told())).toEqual([]);
  for (const socket of sockets) socket.destroy();
  await pause(50);
  await expectTaken();
  expect(outcomes.filter((outcome) => outcome === 'refused')).toEqual([]);
});

it('a body that is not whole within five seconds is answered with 408, and its sender cut', async () => {
  const slow = [await send(LENGTH, '{"value":['), await send(undefined, '5\r\n{"val'), await send(LENGTH, '')];
  await pause(50);
  await clock.advance(4_999);
  await pause(20);
  expect(slow.map(({ told }) => told())).toEqual(['', '', '']);
  await clock.advance(1);
  await until(() => slow.every(({ isCut }) => isCut()));
  for (const { told } of slow) expect(told()).toMatch(/^HTTP\/1\.1 408 [^]*connection: close/i);
  expect(outcomes).toEqual([]);
  await expectTaken();
  expect(clock.waitingCount()).toBe(0);
});

it('more than a notification may have is answered with 413, whether it is announced or comes, and its sender cut', async () => {
  const announced = await send(LENGTH + 1, '');
  const chunk = `${LENGTH.toString(16)}\r\n${' '.repeat(LENGTH)}\r\n`;
  const coming = await send(undefined, `${chunk}1\r\n \r\n`);
  await until(() => announced.isCut() && coming.isCut());
  for (const { told } of [announced, coming]) expect(told()).toMatch(/^HTTP\/1\.1 413 /);
  await expectTaken();
});
