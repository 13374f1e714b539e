/** A place in a window that Graph counts. */
export interface Place {
  /** What is counted together. */
  readonly scope: string;
  /** How many fit, Infinity where no limit is known, … */
  readonly limit: number;
  /** … in how long, in milliseconds. */
  readonly windowMs: number;
}

const CALL_RECORD = /^\/communications\/callRecords\/([\w-]+)(?=[/?]|$)/;
const LIST = /^\/communications\/callRecords(?=\?|$)/;
const FOLLOWING_PAGE = /[?&]\$?skip(?:token)?=/i;

const application: Place = { scope: 'application', limit: 1500, windowMs: 20_000 };

/** The limits that Graph publishes for call records, for one application in one tenant. */
export const publishedLimits = {
  application,
  listFirst: { scope: 'list', limit: 15, windowMs: 20_000 },
  listFollowing: { scope: 'list pages', limit: 55, windowMs: 300_000 },
  recordFirst: (id: string): Place => ({ scope: `record ${id}`, limit: 10, windowMs: 20_000 }),
  recordFollowing: (id: string): Place => ({ scope: `record pages ${id}`, limit: 50, windowMs: 300_000 }),
} as const;

/**
 * Where Graph counts a request, the narrowest scope first (Graph documentation, "Microsoft Graph service-specific
 * throttling limits", call records; batch items are counted singly). For reports it publishes no limit of their own: they
 * have scopes all the same, to be closed where Graph throttles one.
 */
export function toPlaces(url: string): readonly Place[] {
  const isFollowing = FOLLOWING_PAGE.test(url);
  if (LIST.test(url)) {
    return [isFollowing ? publishedLimits.listFollowing : publishedLimits.listFirst, application];
  }
  const [, id] = CALL_RECORD.exec(url) ?? [];
  if (id === undefined) return [{ scope: /^[^?(]*/.exec(url)?.[0] ?? '', limit: Infinity, windowMs: 0 }, application];
  const key = id.toLowerCase();
  return [isFollowing ? publishedLimits.recordFollowing(key) : publishedLimits.recordFirst(key), application];
}

/** What sort of thing a request reads. */
export type RequestKind = 'record' | 'list' | 'page' | 'report';

export function toRequestKind(url: string): RequestKind {
  if (FOLLOWING_PAGE.test(url)) return 'page';
  if (LIST.test(url)) return 'list';
  return CALL_RECORD.test(url) ? 'record' : 'report';
}
