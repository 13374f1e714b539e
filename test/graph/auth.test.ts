import { describe, expect, it } from 'vitest';
import type { Clock } from '../../src/clock.ts';
import type { AccessToken, TokenProvider } from '../../src/graph/auth.ts';
import { createTokenSource, fixedToken } from '../../src/graph/auth.ts';
import { GraphError } from '../../src/graph/errors.ts';

const hourMs = 3_600_000;

/** A clock that stands still until it is moved. */
function createHandClock(startMs = 1_700_000_000_000) {
  let nowMs = startMs;
  const due: { atMs: number; fn: () => void }[] = [];
  const clock: Clock = {
    now: () => nowMs,
    schedule(delayMs, fn) {
      const entry = { atMs: nowMs + delayMs, fn };
      due.push(entry);
      return () => {
        const index = due.indexOf(entry);
        if (index >= 0) due.splice(index, 1);
      };
    },
  };
  return {
    clock,
    pending: () => due.length,
    advance: (ms: number) => {
      nowMs += ms;
      for (const entry of due.filter(({ atMs }) => atMs <= nowMs)) {
        due.splice(due.indexOf(entry), 1);
        entry.fn();
      }
    },
  };
}

/** A provider whose answers are given by hand, call by call. */
function createHandProvider() {
  const calls: {
    give: (token: AccessToken) => void;
    fail: (error: unknown) => void;
    signal: AbortSignal | undefined;
  }[] = [];
  const provider: TokenProvider = (signal) =>
    new Promise((resolve, reject) => {
      calls.push({ give: resolve, fail: reject, signal });
    });
  const last = () => {
    const call = calls.at(-1);
    if (call === undefined) throw new Error('the provider was not called');
    return call;
  };
  return { provider, calls, last };
}

/** Lets everything that is already decided settle. */
const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

/** A source that holds the token 'A', good for `lifeMs`. */
async function createHolding(lifeMs = hourMs) {
  const hand = createHandClock();
  const answers = createHandProvider();
  const source = createTokenSource(answers.provider, { clock: hand.clock });
  const first = source.token();
  answers.last().give({ token: 'A', expiresAtMs: hand.clock.now() + lifeMs });
  expect(await first).toBe('A');
  return { ...hand, ...answers, source };
}

async function failureOf(promise: Promise<unknown>): Promise<GraphError> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof GraphError)) throw new Error('no GraphError');
  return error;
}

describe('one request for everyone', () => {
  it('answers 100 callers at once from one fetch, and later ones from memory', async () => {
    const { clock } = createHandClock();
    const { provider, calls, last } = createHandProvider();
    const source = createTokenSource(provider, { clock });
    const waiting = Array.from({ length: 100 }, () => source.token());
    last().give({ token: 'A', expiresAtMs: clock.now() + hourMs });
    expect(new Set(await Promise.all(waiting))).toEqual(new Set(['A']));
    expect(await source.token()).toBe('A');
    expect(calls).toHaveLength(1);
  });

  it('lets one caller go without disturbing the fetch', async () => {
    const { clock } = createHandClock();
    const { provider, calls, last } = createHandProvider();
    const source = createTokenSource(provider, { clock });
    const leaving = new AbortController();
    const left = source.token(leaving.signal);
    const stayed = source.token(new AbortController().signal);
    leaving.abort(new Error('gone'));
    await expect(left).rejects.toThrow('gone');
    expect(last().signal?.aborted).toBe(false);
    last().give({ token: 'A', expiresAtMs: clock.now() + hourMs });
    expect(await stayed).toBe('A');
    expect(calls).toHaveLength(1);
  });

  it('keeps the token that nobody waited for any longer', async () => {
    const { clock } = createHandClock();
    const { provider, calls, last } = createHandProvider();
    const source = createTokenSource(provider, { clock });
    const leaving = new AbortController();
    const left = source.token(leaving.signal);
    leaving.abort(new Error('gone'));
    await expect(left).rejects.toThrow('gone');
    last().give({ token: 'A', expiresAtMs: clock.now() + hourMs });
    expect(await source.token()).toBe('A');
    expect(calls).toHaveLength(1);
  });

  it('asks nobody for a caller who is gone already', async () => {
    const { provider, calls } = createHandProvider();
    const source = createTokenSource(provider, createHandClock());
    await expect(source.token(AbortSignal.abort(new Error('gone')))).rejects.toThrow('gone');
    expect(calls).toHaveLength(0);
  });
});

describe('refresh ahead', () => {
  it('starts five minutes before the end and serves the old token meanwhile', async () => {
    const { source, advance, calls, last, clock } = await createHolding();
    advance(hourMs - 5 * 60_000 - 1);
    expect(await source.token()).toBe('A');
    expect(calls).toHaveLength(1);
    advance(1);
    expect(await Promise.all([source.token(), source.token()])).toEqual(['A', 'A']);
    expect(calls).toHaveLength(2);
    last().give({ token: 'B', expiresAtMs: clock.now() + hourMs });
    await settle();
    expect(await source.token()).toBe('B');
    expect(calls).toHaveLength(2);
  });

  it('starts at half the life of a short token', async () => {
    const { source, advance, calls } = await createHolding(4 * 60_000);
    advance(2 * 60_000 - 1);
    await source.token();
    expect(calls).toHaveLength(1);
    advance(1);
    expect(await source.token()).toBe('A');
    expect(calls).toHaveLength(2);
  });

  it('hides a dead token endpoint for as long as the old token lives, asking ever less often', async () => {
    const { source, advance, calls, last } = await createHolding();
    advance(hourMs - 5 * 60_000);
    const triedAtSecond: number[] = [];
    for (let second = 0; second < 270; second++) {
      const before = calls.length;
      expect(await source.token()).toBe('A');
      if (calls.length > before) {
        triedAtSecond.push(second);
        last().fail(new Error('down'));
        await settle();
      }
      advance(1000);
    }
    expect(triedAtSecond).toEqual([0, 10, 30, 70, 150]);
  });

  it('never serves a token in its last 30 seconds', async () => {
    const { source, advance, calls, last, clock } = await createHolding();
    advance(hourMs - 30_000);
    const waiting = source.token();
    expect(calls).toHaveLength(2);
    last().give({ token: 'B', expiresAtMs: clock.now() + hourMs });
    expect(await waiting).toBe('B');
  });

  it('joins the refresh under way once the old token is over', async () => {
    const { source, advance, calls, last, clock } = await createHolding();
    advance(hourMs - 40_000);
    expect(await source.token()).toBe('A');
    advance(20_000);
    const waiting = source.token();
    last().give({ token: 'B', expiresAtMs: clock.now() + hourMs });
    expect(await waiting).toBe('B');
    expect(calls).toHaveLength(2);
  });
});

describe('failure', () => {
  it('rejects all who wait, with nothing of what the provider said', async () => {
    const { provider, calls, last } = createHandProvider();
    const source = createTokenSource(provider, createHandClock());
    const waiting = [source.token(), source.token()];
    last().fail(new Error('AADSTS1 tenant-x secret-y', { cause: new Error('secret-z') }));
    const errors = await Promise.all(waiting.map(failureOf));
    for (const error of errors) {
      expect(error.code).toBe('UPSTREAM_UNAUTHENTICATED');
      expect(error.details.retryable).toBe(true);
      expect(error.cause).toBeUndefined();
      expect(`${error.stack ?? ''} ${JSON.stringify(error)}`).not.toMatch(/AADSTS|tenant-x|secret/);
    }
    expect(errors).toHaveLength(2);
    expect(calls).toHaveLength(1);
  });

  it("passes on the gateway's own error as it is", async () => {
    const own = new GraphError('UPSTREAM_UNAUTHENTICATED', 'own words', { retryable: false });
    const source = createTokenSource(() => Promise.reject(own), createHandClock());
    expect(await failureOf(source.token())).toBe(own);
  });

  it('fails at once while a failing provider is left alone, a little longer each time, and then recovers', async () => {
    const { clock, advance } = createHandClock();
    const { provider, calls, last } = createHandProvider();
    const source = createTokenSource(provider, { clock });
    const fail = async () => {
      const waiting = failureOf(source.token());
      last().fail(new Error('down'));
      await waiting;
    };
    await fail();
    expect((await failureOf(source.token())).details).toMatchObject({ retryable: true, retryAfterMs: 1000 });
    advance(1000);
    await fail();
    advance(1999);
    expect((await failureOf(source.token())).details.retryAfterMs).toBe(1);
    expect(calls).toHaveLength(2);
    advance(1);
    const waiting = source.token();
    last().give({ token: 'A', expiresAtMs: clock.now() + hourMs });
    expect(await waiting).toBe('A');
    source.discard('A');
    await fail();
    expect(calls).toHaveLength(4);
    expect((await failureOf(source.token())).details.retryAfterMs).toBe(1000);
  });

  it('gives up a fetch that hangs, tells the provider, and starts afresh', async () => {
    const { clock, advance, pending } = createHandClock();
    const { provider, calls, last } = createHandProvider();
    const source = createTokenSource(provider, { clock });
    const waiting = failureOf(source.token());
    advance(30_000);
    expect((await waiting).code).toBe('UPSTREAM_UNAUTHENTICATED');
    expect(last().signal?.aborted).toBe(true);
    advance(1000);
    const again = source.token();
    last().give({ token: 'A', expiresAtMs: clock.now() + hourMs });
    expect(await again).toBe('A');
    expect(calls).toHaveLength(2);
    expect(pending()).toBe(0);
  });

  it.each([
    ['is over already', { token: 'A', expiresAtMs: 1_700_000_000_000 }],
    ['has no time of expiry', { token: 'A', expiresAtMs: NaN }],
    ['is empty', { token: '', expiresAtMs: Infinity }],
    ['cannot stand in a header', { token: 'A\r\nX: y', expiresAtMs: Infinity }],
  ])('refuses a token that %s', async (_, token) => {
    const source = createTokenSource(() => Promise.resolve(token), createHandClock());
    expect((await failureOf(source.token())).code).toBe('UPSTREAM_UNAUTHENTICATED');
  });
});

describe('discard', () => {
  it('costs one fetch for 100 callers whose token was refused at once', async () => {
    const { source, calls, last, clock } = await createHolding();
    const waiting = Array.from({ length: 100 }, () => {
      source.discard('A');
      return source.token();
    });
    expect(calls).toHaveLength(2);
    last().give({ token: 'B', expiresAtMs: clock.now() + hourMs });
    expect(new Set(await Promise.all(waiting))).toEqual(new Set(['B']));
    source.discard('A');
    expect(await source.token()).toBe('B');
    expect(calls).toHaveLength(2);
  });

  it('of a fixed token changes nothing: it is all there is', async () => {
    const { clock, advance } = createHandClock();
    const source = createTokenSource(fixedToken('A'), { clock });
    expect(await source.token()).toBe('A');
    source.discard('A');
    expect(await source.token()).toBe('A');
    advance(1000 * hourMs);
    expect(await source.token()).toBe('A');
  });
});
