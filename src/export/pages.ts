import { GraphQLError } from 'graphql';
import type { Clock } from '../clock.ts';
import { sleep } from '../clock.ts';
import { toWaitSeconds } from '../operation/operation.ts';
import type { ExportRequest } from './export-request.ts';
import type { AnswerPage, PageCaller } from './page-answer.ts';
import type { CallEdge } from './stream-row.ts';

/** Calls that were read together. */
export interface ExportPage {
  readonly edges: readonly CallEdge[];
}

export interface PagesOptions {
  readonly answer: AnswerPage;
  readonly clock: Clock;
}

/** Reads the calls of an export page by page, one when it is asked for. Throws the GraphQLError that ends it. */
export type ReadPages = (request: ExportRequest, caller: PageCaller) => AsyncGenerator<ExportPage, void, undefined>;

/**
 * Calls of a page: as many as Graph lists for one request, because it allows 15 lists in 20 seconds to the whole
 * application; fewer where so many were too much.
 */
const SIZES = [60, 20, 5, 1] as const;
/** Tries without a page between them; the client of Graph has tried four times in each. */
const MOST_TRIES = 6;
const FIRST_WAIT_MS = 1_000;
/** How long an export waits for a budget, for Graph's limits or for room without a page, in milliseconds. */
export const LONGEST_PAUSE_MS = 300_000;

/** What passes by waiting: the caller's budget, Graph's limits, the gateway's own load. */
const PASSING: readonly unknown[] = ['BUDGET_EXCEEDED', 'UPSTREAM_THROTTLED', 'OVERLOADED', 'DEADLINE_EXCEEDED'];
/** What a smaller page would not help against. */
const SIZELESS: readonly unknown[] = ['BUDGET_EXCEEDED', 'UPSTREAM_THROTTLED', 'OVERLOADED'];
/** What no further try changes. */
const FINAL: readonly unknown[] = ['BAD_USER_INPUT', 'FORBIDDEN', 'UNAUTHENTICATED', 'UPSTREAM_FORBIDDEN'];

interface Connection {
  readonly edges: readonly CallEdge[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

export function createPages({ answer, clock }: PagesOptions): ReadPages {
  return async function* readPages({ scope, after: start }, caller) {
    const { from, to, participantId, profile } = scope;
    const filter = { from, to, ...(participantId !== undefined && { participantId }) };
    let after = start;
    let size = 0;
    let hasBegun = false;
    for (;;) {
      const reading = await readPage();
      hasBegun = true;
      if (reading.edges.length) yield reading;
      const { hasNextPage, endCursor } = reading.pageInfo;
      if (!hasNextPage) return;
      if (endCursor === null) throw toStuckError();
      after = endCursor;
    }

    async function readPage(): Promise<Connection> {
      const giveUpMs = clock.now() + LONGEST_PAUSE_MS;
      for (let tries = 1; ;) {
        if (caller.viewer.expiresMs <= clock.now()) throw toExpiredError();
        const first = SIZES[size] as number;
        const result = await answer(caller, { filter, first, profile, after: after ?? null });
        if ('data' in result) {
          size = Math.max(0, size - 1);
          return (result.data as { readonly callRecords: Connection }).callRecords;
        }
        if (caller.signal.aborted) throw caller.signal.reason;
        const error = toDecisive(result.errors);
        const { code, retryable = false } = error.extensions;
        if (FINAL.includes(code) || (code === 'OVERLOADED' && !hasBegun)) throw error;
        const isPassing = PASSING.includes(code);
        const isSmallest = size === SIZES.length - 1;
        if (!SIZELESS.includes(code)) size = Math.min(size + 1, SIZES.length - 1);
        const isWorthIt = isPassing || retryable || !isSmallest;
        if (!isWorthIt || (!isPassing && tries === MOST_TRIES)) throw error;
        const backOffMs = retryable || isPassing ? FIRST_WAIT_MS * 2 ** (isPassing ? 0 : tries - 1) : 0;
        const waitMs = Math.max(toWaitSeconds([error]) * 1_000, backOffMs);
        if (clock.now() + waitMs > giveUpMs) throw error;
        if (!isPassing) tries += 1;
        await sleep(clock, waitMs, caller.signal);
      }
    }
  };
}

/** Of several errors one that stays, because the others pass and would be waited for in vain. */
function toDecisive(errors: readonly GraphQLError[]): GraphQLError {
  return (errors.find(({ extensions }) => extensions['retryable'] !== true) ?? errors[0]) as GraphQLError;
}

function toStuckError(): GraphQLError {
  return new GraphQLError('The list of call records says that it goes on, and not where.', {
    extensions: { code: 'UPSTREAM_INVALID_RESPONSE', retryable: false },
  });
}

function toExpiredError(): GraphQLError {
  return new GraphQLError(
    'Your token has ended, and the export with it: go on with a new one, `after` the last cursor.',
    {
      extensions: { code: 'UNAUTHENTICATED' },
    },
  );
}
