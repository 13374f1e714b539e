import { GraphError } from './errors.ts';
import type { Outcome } from './exchange.ts';
import { toOutcome, toPreferHeader } from './exchange.ts';
import type { Flight } from './flight.ts';

/** Graph documentation, "Combine multiple HTTP requests using JSON batching": at most 20 requests. */
export const MAX_BATCH_ITEMS = 20;

/** The body of `POST /$batch`: item ids are positions, counted from 1. Headers of the batch do not reach its items. */
export function toBatchBody(flights: readonly Pick<Flight, 'request' | 'requestId'>[]): string {
  return JSON.stringify({
    requests: flights.map(({ request, requestId }, index) => ({
      id: String(index + 1),
      method: 'GET',
      url: request.url,
      headers: { Prefer: toPreferHeader(request), 'client-request-id': requestId },
    })),
  });
}

interface BatchItem {
  id?: unknown;
  status?: unknown;
  headers?: Readonly<Record<string, unknown>> | null;
  body?: unknown;
}

/**
 * The outcomes of a batch in the order of its requests, whatever the order of the answers. An answer that is
 * missing or has no status costs its own request only; of two for the same request the first counts. `date` is that of the
 * batch, for items that have none of their own.
 */
export function toBatchOutcomes(body: object, count: number, date?: string | readonly string[]): Outcome[] {
  const { responses } = body as { responses?: unknown };
  const outcomes = new Array<Outcome | undefined>(count).fill(undefined);
  for (const item of Array.isArray(responses) ? (responses as readonly (BatchItem | null)[]) : []) {
    const index = Number(item?.id) - 1;
    if (!item || typeof item.status !== 'number' || !(index in outcomes)) continue;
    outcomes[index] ??= toOutcome(item.status, { date, ...toLowerCaseNames(item.headers) }, item.body);
  }
  return outcomes.map((outcome) => outcome ?? { error: missingAnswer() });
}

function missingAnswer(): GraphError {
  return new GraphError('UPSTREAM_INVALID_RESPONSE', 'Microsoft Graph left a request of a batch without an answer.', {
    retryable: true,
  });
}

function toLowerCaseNames(headers: BatchItem['headers']): Record<string, string> {
  return Object.fromEntries(Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)]));
}
