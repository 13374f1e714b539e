import type { Clock } from '../../clock.ts';
import type { Answer } from '../graph.ts';
import { GraphError, toBadRequest, toMethodNotAllowed, toUndocumented } from '../graph-error.ts';
import { parseQuery } from '../query.ts';
import type { Random } from '../random.ts';
import { authorize, mayReadRecords, type Caller } from '../token.ts';
import type { Version } from '../version.ts';
import type { SubscriptionBook } from './book.ts';
import { shakeHands } from './handshake.ts';
import type { Notifier } from './notifier.ts';
import { parseRenewal, parseWish } from './subscription-body.ts';
import { toSubscriptionBody, type Subscription } from './subscription.ts';

export interface SubscriptionAsk {
  readonly method: string;
  /** Path and query below the version. */
  readonly url: string;
  readonly version: Version;
  readonly caller: Caller;
  /** Of the request's body; empty without one. */
  readonly contentType: string;
  readonly readBody: () => Promise<string>;
}

/** What answers `/subscriptions` and below. */
export interface SubscriptionService {
  isResponsibleFor(url: string): boolean;
  /** Rejects with a GraphError for what is refused. */
  answer(ask: SubscriptionAsk): Promise<Answer>;
}

export interface SubscriptionServiceOptions {
  readonly book: SubscriptionBook;
  readonly notifier: Notifier;
  readonly clock: Clock;
  readonly random: Random;
  readonly baseUrl: string;
  /** Ends handshakes. */
  readonly signal: AbortSignal;
}

const toJsonAnswer = (status: number, body: unknown): Answer => ({
  status,
  headers: { 'Content-Type': 'application/json;odata.metadata=minimal;charset=utf-8', 'OData-Version': '4.0' },
  body,
});

const noContent: Answer = { status: 204, headers: {}, body: undefined };

const toUnauthorizedCreate = () =>
  new GraphError(
    403,
    'ExtensionError',
    'Operation: Create; Exception: [Status Code: Forbidden; Reason: The request is not authorized for this user or application.]',
  );

async function readJson({ contentType, readBody }: SubscriptionAsk): Promise<string> {
  if (!/^application\/json\b/i.test(contentType)) throw toBadRequest('A body must be sent as application/json.');
  return readBody();
}

export function createSubscriptionService(options: SubscriptionServiceOptions): SubscriptionService {
  const { book, notifier, clock, random, baseUrl, signal } = options;

  async function reach(subscription: Pick<Subscription, 'notificationUrl' | 'lifecycleNotificationUrl'>) {
    const { notificationUrl, lifecycleNotificationUrl } = subscription;
    await shakeHands(notificationUrl, { clock, signal, requestId: random.guid() });
    if (lifecycleNotificationUrl !== null) {
      await shakeHands(lifecycleNotificationUrl, { clock, signal, requestId: random.guid() });
    }
  }

  const toEntity = (status: number, version: Version, subscription: Subscription) =>
    toJsonAnswer(status, {
      '@odata.context': `${baseUrl}/${version}/$metadata#subscriptions/$entity`,
      ...toSubscriptionBody(subscription),
    });

  async function create(ask: SubscriptionAsk): Promise<Answer> {
    const { caller, version } = ask;
    const wish = parseWish(await readJson(ask), clock.now());
    await reach(wish);
    // The order is Graph's: who may not subscribe is told so after the handshake.
    if (!mayReadRecords(caller)) throw toUnauthorizedCreate();
    const { appId: applicationId, tenantId } = caller;
    const subscription = { ...wish, id: random.guid(), applicationId, tenantId, pausedFromMs: Infinity };
    book.add(subscription);
    notifier.follow(subscription);
    return toEntity(201, version, subscription);
  }

  function list({ caller, version }: SubscriptionAsk): Answer {
    const own = book
      .all()
      .filter(({ applicationId, tenantId }) => applicationId === caller.appId && tenantId === caller.tenantId);
    return toJsonAnswer(200, {
      '@odata.context': `${baseUrl}/${version}/$metadata#subscriptions`,
      value: own.map(toSubscriptionBody),
    });
  }

  /** As it is after the handshake: it may have been removed, or paused, meanwhile. */
  async function reauthorize(id: string, caller: Caller, change: Partial<Subscription>): Promise<Subscription> {
    await reach(book.find(id, caller));
    const subscription = { ...book.find(id, caller), ...change, pausedFromMs: Infinity };
    book.put(subscription);
    notifier.follow(subscription);
    return subscription;
  }

  async function answerOne(id: string, ask: SubscriptionAsk): Promise<Answer> {
    const { method, caller, version } = ask;
    switch (method) {
      case 'GET':
        return toEntity(200, version, book.find(id, caller));
      case 'PATCH': {
        book.find(id, caller);
        const expiration = parseRenewal(await readJson(ask), clock.now());
        return toEntity(200, version, await reauthorize(id, caller, { expiration }));
      }
      case 'DELETE':
        book.remove(book.find(id, caller).id);
        return noContent;
      default:
        throw toMethodNotAllowed('GET, PATCH, DELETE');
    }
  }

  async function answerReauthorize(id: string, { method, caller, readBody }: SubscriptionAsk): Promise<Answer> {
    if (method !== 'POST') throw toMethodNotAllowed('POST');
    if ((await readBody()) !== '') throw toBadRequest('Reauthorizing takes no body.');
    await reauthorize(id, caller, {});
    return noContent;
  }

  return {
    isResponsibleFor: (url) => /^\/?subscriptions(?:[/?]|$)/.test(url),
    async answer(ask) {
      const [path = '', ...search] = ask.url.split('?');
      parseQuery(search.join('?'), []);
      const [, id, action, ...rest] = path.replace(/^\//, '').split('/');
      if (id === undefined && ask.method === 'POST') return create(ask);
      authorize(ask.caller, 'records');
      if (id === undefined) {
        if (ask.method !== 'GET') throw toMethodNotAllowed('GET, POST');
        return list(ask);
      }
      if (action === undefined) return answerOne(id, ask);
      if (action !== 'reauthorize' || rest.length > 0) throw toUndocumented(`The path '${path}'`);
      return answerReauthorize(id, ask);
    },
  };
}
