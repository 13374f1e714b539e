import type { ServerResponse } from 'node:http';
import type { FreeClockOptions } from '../support/free-clock.ts';
import { withFreeClock } from '../support/free-clock.ts';
import type { TestGateway, TestGatewayOptions } from '../support/gateway.ts';
import { openGateway } from '../support/gateway.ts';
import { START_MS } from '../support/graph-client.ts';
import type { ManualClock } from '../support/manual-clock.ts';
import { createManualClock } from '../support/manual-clock.ts';
import type { Answer, RawAnswer, StubGraph } from '../support/stub-graph.ts';
import { startStubGraph } from '../support/stub-graph.ts';

export interface Scene {
  readonly graph: StubGraph;
  readonly gateway: TestGateway;
  /** What was asked of Graph and when, in milliseconds after the start by the injected clock; batch items singly. */
  readonly arrivals: readonly { readonly url: string; readonly atMs: number }[];
  readonly clock: ManualClock;
  /** How many round trips ended before they were answered. */
  readonly cutCount: () => number;
}

export interface SceneOptions
  extends Partial<Omit<TestGatewayOptions, 'clock'>>, Pick<FreeClockOptions, 'longestStepMs'> {
  readonly rawAnswer?: RawAnswer;
  /** A clock at START_MS; one of the scene's own unless told. */
  readonly clock?: ManualClock;
  /** Whether the clock goes on by itself whenever nothing is under way; otherwise the play moves it. */
  readonly isClockFree?: boolean;
}

/** A gateway over a Graph that does as told, on real sockets, for as long as `play` takes; waits cost no time. */
export async function onScene<T>(
  answer: Answer,
  play: (scene: Scene) => Promise<T>,
  { rawAnswer, isClockFree = true, longestStepMs, clock = createManualClock(START_MS), ...options }: SceneOptions = {},
): Promise<T> {
  const arrivals: { url: string; atMs: number }[] = [];
  const underWay = new Set<ServerResponse>();
  let cutCount = 0;
  const graph = await startStubGraph(
    (request) => {
      arrivals.push({ url: request.url, atMs: clock.now() - START_MS });
      return answer(request);
    },
    (request, response, body) => {
      underWay.add(response);
      response.once('close', () => {
        underWay.delete(response);
        if (!response.writableFinished) cutCount += 1;
      });
      return rawAnswer?.(request, response, body) ?? false;
    },
  );
  const gateway = openGateway({ baseUrl: graph.baseUrl, operationTimeoutMs: 600_000, ...options, clock });
  try {
    const work = play({ graph, gateway, arrivals, clock, cutCount: () => cutCount });
    const isBusy = () => underWay.size > 0;
    const progress = () => graph.calls.length;
    return await (isClockFree ? withFreeClock(clock, { isBusy, progress, longestStepMs }, work) : work);
  } finally {
    await gateway.close();
    await graph.close();
  }
}

/** A GUID that tells its number. */
export const toId = (index: number) => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
