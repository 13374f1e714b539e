import type { Signal } from '../abort.ts';
import type { Clock } from '../clock.ts';
import { untilAborted } from '../clock.ts';
import { GraphError } from './errors.ts';

export interface AccessToken {
  readonly token: string;
  /** Milliseconds since the Unix epoch; Infinity for a token that is taken as it is. */
  readonly expiresAtMs: number;
}

/** Where tokens come from; throws when none is to be had. */
export type TokenProvider = (signal?: AbortSignal) => Promise<AccessToken>;

export interface TokenSource {
  /**
   * A token that is valid now. Rejects with a GraphError UPSTREAM_UNAUTHENTICATED when there is none,
   * or with the signal's reason when the caller gives up first.
   */
  token(signal?: Signal): Promise<string>;
  /** Says that Graph refused this token: the next call fetches another. No effect when a newer one is already held. */
  discard(token: string): void;
}

/** A token given from outside, used until Graph refuses it. */
export function fixedToken(token: string): TokenProvider {
  return () => Promise.resolve({ token, expiresAtMs: Infinity });
}

/** Never served in its last 30 seconds: it has to reach Graph, whose clock is not ours, while it is good. */
const skewMs = 30_000;
/** Entra's tokens live for about an hour; five minutes leave room for several tries. */
const refreshAheadMs = 5 * 60_000;
const fetchTimeoutMs = 30_000;

/** Waits between tries after `failures` failures in a row: long while an old token still serves, short when callers go without. */
const backgroundDelayMs = (failures: number) => Math.min(10_000 * 2 ** (failures - 1), 120_000);
const foregroundDelayMs = (failures: number) => Math.min(1_000 * 2 ** (failures - 1), 30_000);

/**
 * One token for all callers: cached, fetched by one request at a time however many ask, and refreshed in the background
 * before it expires. A failing provider is asked ever less often; while the old token lives, nobody notices.
 */
export function createTokenSource(provider: TokenProvider, { clock }: { clock: Clock }): TokenSource {
  let held: (AccessToken & { readonly refreshAtMs: number }) | undefined;
  let flight: Promise<string> | undefined;
  let failure: { readonly error: GraphError; readonly count: number; readonly atMs: number } | undefined;

  async function fetchToken(): Promise<string> {
    try {
      const { token, expiresAtMs } = await withTimeout(provider, clock);
      const now = clock.now();
      // What cannot stand in a header would fail every request to Graph, and a log of that failure could show it.
      if (!/^[\x21-\x7e]+$/.test(token) || !(expiresAtMs > now)) throw unavailable(false);
      held = { token, expiresAtMs, refreshAtMs: expiresAtMs - Math.min(refreshAheadMs, (expiresAtMs - now) / 2) };
      failure = undefined;
      return token;
    } catch (thrown) {
      // A foreign error may quote the secret or the tenant, and loggers print causes: it ends here.
      const error = thrown instanceof GraphError ? thrown : unavailable(true);
      failure = { error, count: (failure?.count ?? 0) + 1, atMs: clock.now() };
      throw error;
    } finally {
      flight = undefined;
    }
  }

  /** Joins the fetch under way, or starts one; one that nobody waits for may fail unheard. */
  function join(): Promise<string> {
    if (flight === undefined) {
      flight = fetchToken();
      flight.catch(() => undefined);
    }
    return flight;
  }

  return {
    async token(signal) {
      if (signal?.aborted) throw signal.reason;
      const now = clock.now();
      if (held !== undefined && now < held.expiresAtMs - skewMs) {
        const due = failure === undefined ? held.refreshAtMs : failure.atMs + backgroundDelayMs(failure.count);
        if (now >= due) void join();
        return held.token;
      }
      if (flight === undefined && failure !== undefined) {
        const waitMs = failure.atMs + foregroundDelayMs(failure.count) - now;
        if (waitMs > 0) throw unavailable(failure.error.details.retryable ?? true, waitMs, failure.error);
      }
      return await (signal ? untilAborted(join(), signal) : join());
    },
    discard(token) {
      if (held?.token === token) held = undefined;
    },
  };
}

function unavailable(retryable: boolean, retryAfterMs?: number, cause?: GraphError): GraphError {
  return new GraphError('UPSTREAM_UNAUTHENTICATED', 'The gateway could not get an access token for Microsoft Graph.', {
    retryable,
    retryAfterMs,
    cause,
  });
}

/** Bounds the provider, so that one hung request cannot hold up every later caller. */
async function withTimeout(provider: TokenProvider, clock: Clock): Promise<AccessToken> {
  const controller = new AbortController();
  const cancel = clock.schedule(fetchTimeoutMs, () => controller.abort());
  try {
    return await untilAborted(provider(controller.signal), controller.signal);
  } finally {
    cancel();
  }
}
