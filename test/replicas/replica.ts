import { findFreePort } from '../support/free-port.ts';
import { runProgram } from '../support/process.ts';
import type { Mortal } from './mortal.ts';
import { createMortal } from './mortal.ts';

/** What `/ready` tells, as far as it is looked at here. */
export interface ReplicaStatus {
  readonly ready: boolean;
  readonly live: { readonly subscription: string; readonly hints?: number; readonly subscribers: number };
  readonly redis: 'up' | 'down';
  readonly replicas: number;
}

/** A gateway in a process of its own, one of several. */
export interface ReplicaProcess extends Mortal {
  readonly port: number;
  readonly url: string;
  /** Rejects where it does not answer within two seconds. */
  status(): Promise<ReplicaStatus>;
}

export interface ReplicaEnvironment {
  readonly graph: { readonly baseUrl: string; readonly accessToken: string };
  readonly redisUrl: string;
  readonly notificationUrl?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Nothing runs until `start`; the environment is asked for anew each time. */
export async function createReplicaProcess(
  name: string,
  toEnvironment: () => ReplicaEnvironment,
): Promise<ReplicaProcess> {
  const port = await findFreePort();
  const url = `http://127.0.0.1:${port}`;
  const run = () => {
    const { graph, redisUrl, notificationUrl, env } = toEnvironment();
    return runProgram('src/main.ts', {
      PORT: String(port),
      GRAPH_BASE_URL: graph.baseUrl,
      GRAPH_ACCESS_TOKEN: graph.accessToken,
      REDIS_URL: redisUrl,
      CURSOR_SECRET: 'what all replicas of the tests know',
      ...(notificationUrl !== undefined && { NOTIFICATION_URL: notificationUrl }),
      ...env,
    });
  };
  return {
    ...createMortal(name, run, /GraphiQL\s+http\S+\/graphql/),
    port,
    url,
    async status() {
      const response = await fetch(`${url}/ready`, { signal: AbortSignal.timeout(2_000) });
      return (await response.json()) as ReplicaStatus;
    },
  };
}
