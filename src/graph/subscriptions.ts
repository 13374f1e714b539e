import type { Signal } from '../abort.ts';
import { GraphError } from './errors.ts';

/** A subscription to changes, as Graph keeps it (Graph documentation, resource `subscription`). */
export interface Subscription {
  readonly id: string;
  readonly resource: string;
  readonly notificationUrl: string;
  /** RFC 3339. */
  readonly expirationDateTime: string;
}

export interface WantedSubscription {
  /** `created`, `updated`, or both with a comma between. */
  readonly changeType: string;
  readonly resource: string;
  readonly notificationUrl: string;
  readonly lifecycleNotificationUrl: string;
  /** RFC 3339; at most 4230 minutes from now. */
  readonly expirationDateTime: string;
  /** At most 128 characters; comes with each notification. */
  readonly clientState: string;
}

/** What Graph does with subscriptions. All reject with a GraphError: NOT_FOUND where Graph knows the subscription no more. */
export interface Subscriptions {
  /** Those of this application. */
  list(signal: Signal): Promise<readonly Subscription[]>;
  get(id: string, signal: Signal): Promise<Subscription>;
  /** Resolves after the handshake with `notificationUrl`. UPSTREAM_FORBIDDEN: a permission is missing, or there are too many. */
  create(wanted: WantedSubscription, signal: Signal): Promise<Subscription>;
  renew(id: string, expirationDateTime: string, signal: Signal): Promise<Subscription>;
  reauthorize(id: string, signal: Signal): Promise<void>;
  remove(id: string, signal: Signal): Promise<void>;
}

/** One request below the version root and its answer's body; rejects with a GraphError unless its status is a success. */
export type Exchange = (
  request: { readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'; readonly path: string; readonly body?: object },
  signal: Signal,
) => Promise<unknown>;

const PATH = '/subscriptions';
/** Graph keeps at most 100 for an organisation; pages beyond those that hold them would be a loop. */
const MOST_PAGES = 20;

/** `toRelativeUrl`: an `@odata.nextLink` as a path. */
export function createSubscriptions(exchange: Exchange, toRelativeUrl: (nextLink: unknown) => string): Subscriptions {
  const toPath = (id: string) => `${PATH}/${encodeURIComponent(id)}`;

  return {
    async list(signal) {
      const found: Subscription[] = [];
      let path: string | undefined = PATH;
      for (let page = 0; path !== undefined && page < MOST_PAGES; page += 1) {
        const body = (await exchange({ method: 'GET', path }, signal)) as {
          readonly value?: unknown;
          readonly '@odata.nextLink'?: unknown;
        } | null;
        if (Array.isArray(body?.value)) found.push(...body.value.filter(isSubscription));
        const link = body?.['@odata.nextLink'];
        path = link == null ? undefined : toRelativeUrl(link);
      }
      return found;
    },
    get: async (id, signal) => toSubscription(await exchange({ method: 'GET', path: toPath(id) }, signal)),
    create: async (wanted, signal) =>
      toSubscription(await exchange({ method: 'POST', path: PATH, body: wanted }, signal)),
    renew: async (id, expirationDateTime, signal) =>
      toSubscription(await exchange({ method: 'PATCH', path: toPath(id), body: { expirationDateTime } }, signal)),
    async reauthorize(id, signal) {
      await exchange({ method: 'POST', path: `${toPath(id)}/reauthorize` }, signal);
    },
    async remove(id, signal) {
      await exchange({ method: 'DELETE', path: toPath(id) }, signal);
    },
  };
}

function isSubscription(body: unknown): body is Subscription {
  const { id, expirationDateTime } = (body ?? {}) as Partial<Record<keyof Subscription, unknown>>;
  return (
    typeof id === 'string' && typeof expirationDateTime === 'string' && !Number.isNaN(Date.parse(expirationDateTime))
  );
}

function toSubscription(body: unknown): Subscription {
  if (isSubscription(body)) return body;
  throw new GraphError(
    'UPSTREAM_INVALID_RESPONSE',
    'Microsoft Graph answered with something other than a subscription.',
  );
}
