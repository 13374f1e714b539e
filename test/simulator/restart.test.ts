import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { showcase } from '../../src/simulator/showcase.ts';
import { runProgram } from '../support/process.ts';
import { createManualClock } from '../support/manual-clock.ts';
import { deliver, openEndpoint, subscribe } from './endpoint.ts';
import { connect, open, startMs, type Json } from './simulator-client.ts';

const list = '/communications/callRecords';

function createFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'simulator-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

describe('a state file', () => {
  it('keeps subscriptions and what was done on demand over a restart', async () => {
    const folder = createFolder();
    const stateFile = join(folder, 'state.json');
    const clock = createManualClock(startMs);
    const first = await open({ stateFile, clock, live: {} });
    const endpoint = await openEndpoint();
    // The client's own clock stands still; that of the simulator is what counts.
    const connected = { ...first, clock };
    const id = await subscribe(connected, endpoint, { lifecycleNotificationUrl: `${endpoint.url}/life` });
    const made = first.control.endCall();
    first.control.raiseVersion(made.id);
    await clock.advance(60_000);
    first.control.raiseVersion(showcase.meeting);
    const before = first.control.versions();
    const { body } = await first.get(`/subscriptions/${id}`);
    await first.close();

    await clock.advance(1);
    const second = { ...(await connect({ stateFile, clock, live: {} })), clock };
    expect(second.control.versions()).toEqual(before);
    expect((await second.get(`${list}/${made.id}`)).body).toMatchObject({ version: 2 });
    const shown = (await second.get(`/subscriptions/${id}`)).body;
    expect({ ...shown, '@odata.context': undefined }).toEqual({ ...body, '@odata.context': undefined });
    const next = second.control.endCall();
    expect(before.map((version) => version.id)).not.toContain(next.id);
    await deliver(second);
    expect(endpoint.items().map(({ resourceData }): Json => resourceData.id)).toContain(next.id);
    expect(readdirSync(folder)).toEqual(['state.json']);
  });

  it('is refused where it is none, or another seed’s', async () => {
    const stateFile = join(createFolder(), 'state.json');
    const first = await open({ stateFile });
    await first.close();
    await expect(connect({ stateFile, seed: 2 })).rejects.toThrow('another seed');
    for (const text of ['{}', 'null', '[]']) {
      writeFileSync(stateFile, text);
      await expect(connect({ stateFile })).rejects.toThrow('no state');
    }
    writeFileSync(stateFile, '{');
    await expect(connect({ stateFile })).rejects.toThrow();
  });
});

it('a process that is killed has its records and subscriptions again', async () => {
  const stateFile = join(createFolder(), 'state.json');
  const endpoint = await openEndpoint();
  const startedAt = new Date(Date.now() - 120_000).toISOString();

  async function start(port: string) {
    const args = ['--port', port, '--live', '--live-gap-ms', '20-60', '--started-at', startedAt, '--state', stateFile];
    const program = runProgram('src/simulator/main.ts', {}, args);
    onTestFinished(() => void program.process.kill('SIGKILL'));
    const [, baseUrl = ''] = await program.waitFor(/GRAPH_BASE_URL=(\S+)/);
    const [, token = ''] = await program.waitFor(/GRAPH_ACCESS_TOKEN=(\S+)/);
    const ask = async (path: string, init: RequestInit = {}): Promise<Json> => {
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
      const response = await fetch(`${baseUrl}${path}`, { ...init, headers });
      return response.json();
    };
    return { program, baseUrl, ask };
  }
  const toHighest = (versions: Json[]) => new Map(versions.map(({ id, version }) => [id as string, version as number]));

  const first = await start('0');
  const { id } = await first.ask('/v1.0/subscriptions', {
    method: 'POST',
    body: JSON.stringify({
      changeType: 'updated',
      notificationUrl: endpoint.url,
      resource: 'communications/callRecords',
      expirationDateTime: new Date(Date.now() + 3_600_000).toISOString(),
    }),
  });
  const before = toHighest((await first.ask('/simulator/versions')).value);
  expect(before.size).toBeGreaterThan(1000);
  first.program.process.kill('SIGKILL');
  await first.program.exit;

  const second = await start(new URL(first.baseUrl).port);
  const after = toHighest((await second.ask('/simulator/versions')).value);
  for (const [recordId, version] of before) expect(after.get(recordId)).toBeGreaterThanOrEqual(version);
  expect((await second.ask('/v1.0/subscriptions')).value).toMatchObject([{ id }]);
}, 60_000);
