import { findFreePort } from '../support/free-port.ts';
import { runProgram } from '../support/process.ts';
import type { Mortal } from './mortal.ts';
import { createMortal } from './mortal.ts';

export interface VersionSeen {
  readonly id: string;
  readonly version: number;
}

/** The simulator in a process of its own, with what is behind its `/simulator/`. */
export interface SimulatorProcess extends Mortal {
  readonly graph: { readonly baseUrl: string; readonly accessToken: string };
  /** Makes something happen. Rejects while it is away. */
  act(name: string, body?: object): Promise<unknown>;
  /** The versions written since, in milliseconds since the Unix epoch, in order. */
  versions(sinceMs: number): Promise<readonly VersionSeen[]>;
  subscriptions(): Promise<readonly unknown[]>;
}

/** Nothing runs until `start`; each life has the port of the one before, and its state. */
export async function createSimulatorProcess(stateFile: string, gapMs: string): Promise<SimulatorProcess> {
  const port = await findFreePort();
  const args = ['--port', String(port), '--live', '--live-gap-ms', gapMs, '--state', stateFile];
  const mortal = createMortal(
    'simulator',
    () => runProgram('src/simulator/main.ts', {}, args),
    /GRAPH_ACCESS_TOKEN=\S+/,
  );
  const baseUrl = `http://127.0.0.1:${port}`;
  let accessToken = '';

  async function ask(path: string, init: RequestInit = {}): Promise<unknown> {
    const headers = { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' };
    const response = await fetch(`${baseUrl}/simulator/${path}`, {
      ...init,
      headers,
      signal: AbortSignal.timeout(5_000),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response.json();
  }

  return {
    ...mortal,
    async start() {
      const program = await mortal.start();
      const [, token] = await program.waitFor(/GRAPH_ACCESS_TOKEN=(\S+)/);
      // That of the first life is good for a year, and in the replicas' environment.
      accessToken ||= token as string;
      return program;
    },
    get graph() {
      return { baseUrl, accessToken };
    },
    act: (name, body = {}) => ask(name, { method: 'POST', body: JSON.stringify(body) }),
    async versions(sinceMs) {
      const since = encodeURIComponent(new Date(sinceMs).toISOString());
      return ((await ask(`versions?since=${since}`)) as { value: VersionSeen[] }).value;
    },
    subscriptions: async () => ((await ask('subscriptions')) as { value: unknown[] }).value,
  };
}
