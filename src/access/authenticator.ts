import { LRUCache } from 'lru-cache';
import type { Clock } from '../clock.ts';
import { toBearerToken } from './bearer-token.ts';
import type { Viewer } from './viewer.ts';

/** Checks a token in every respect; rejects with AccessError. */
export type VerifyToken = (token: string) => Promise<Viewer>;

/** Who is calling, by the `Authorization` header; rejects with AccessError. */
export type Authenticate = (authorization: string | null | undefined) => Viewer | Promise<Viewer>;

/** How long a token that was found good is believed without another look, in milliseconds: keys can be withdrawn. */
const BELIEVED_MS = 60_000;
const MOST_TOKENS = 5_000;

/** Checks each token once in a while, so that a caller who asks often costs no signature each time. */
export function createAuthenticator(verify: VerifyToken, clock: Pick<Clock, 'now'>): Authenticate {
  const known = new LRUCache<string, { readonly viewer: Viewer; readonly untilMs: number }>({ max: MOST_TOKENS });

  async function check(token: string): Promise<Viewer> {
    const viewer = await verify(token);
    known.set(token, { viewer, untilMs: Math.min(clock.now() + BELIEVED_MS, viewer.expiresMs) });
    return viewer;
  }

  return (authorization) => {
    const token = toBearerToken(authorization);
    const believed = known.get(token);
    if (believed && clock.now() < believed.untilMs) return believed.viewer;
    known.delete(token);
    return check(token);
  };
}
