import type { IncomingMessage } from 'node:http';
import type { Clock } from '../clock.ts';
import type { ControlService } from './control/control-service.ts';
import type { SubscriptionService } from './notification/subscription-service.ts';
import { parseBatch, toAnyOrder, toItemUrl, type BatchItem, type BatchResponse } from './batch.ts';
import { toErrorAnswer, type Answer, type Graph } from './graph.ts';
import { toBadRequest, toMethodNotAllowed, type RequestIdentity } from './graph-error.ts';
import type { Random } from './random.ts';
import { readBody } from './request-body.ts';
import { authenticate, type Caller } from './token.ts';
import type { Version } from './version.ts';

/** What a batch carried, as asked and in that order. Header names are in lower case. */
export interface ItemOutcome {
  readonly id: string;
  readonly url: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
}

export interface Outcome extends Answer {
  /** Empty unless the request was a batch. */
  readonly items: readonly ItemOutcome[];
}

export interface ServiceOptions {
  readonly graph: Graph;
  readonly subscriptions: SubscriptionService;
  readonly control: ControlService;
  readonly clock: Clock;
  readonly random: Random;
}

export interface Service {
  /** Never rejects: a fault is an answer too. */
  answer(request: IncomingMessage, identity: RequestIdentity): Promise<Outcome>;
}

function parseTarget(url: string): { version: Version; rest: string } {
  const [, version, rest] = /^\/(v1\.0|beta)(\/.*)$/s.exec(url) ?? [];
  if (version === undefined || rest === undefined) throw toBadRequest('Invalid version. Supported are v1.0 and beta.');
  return { version: version === 'beta' ? 'beta' : 'v1.0', rest };
}

/** Graph behind its front door: who is asking, which version, alone or in a batch. */
export function createService({ graph, subscriptions, control, clock, random }: ServiceOptions): Service {
  function answerItem(item: BatchItem, version: Version, caller: Caller): BatchResponse {
    const requestId = random.guid();
    const identity = { requestId, clientRequestId: item.headers['client-request-id'] ?? requestId };
    try {
      const { method, headers } = item;
      const url = toItemUrl(item.url);
      if (subscriptions.isResponsibleFor(url)) throw toBadRequest('The simulator takes no subscriptions in a batch.');
      return { id: item.id, ...graph.answer({ method, url, version, prefer: headers['prefer'], caller, identity }) };
    } catch (error) {
      return { id: item.id, ...toErrorAnswer(error, identity, clock.now()) };
    }
  }

  async function answerBatch(request: IncomingMessage, version: Version, caller: Caller): Promise<Outcome> {
    if (request.method !== 'POST') throw toMethodNotAllowed('POST');
    if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) {
      throw toBadRequest('A batch must be sent as application/json.');
    }
    const items = parseBatch(await readBody(request));
    const responses = items.map((item) => answerItem(item, version, caller));
    return {
      status: 200,
      headers: { 'Content-Type': 'application/json' },
      body: { responses: toAnyOrder(random, responses) },
      items: items.map(({ id, url, headers }, index) => ({ id, url, headers, status: responses[index]?.status ?? 0 })),
    };
  }

  return {
    async answer(request, identity) {
      try {
        const { method = '', headers } = request;
        const caller = authenticate(headers.authorization, clock.now());
        const url = request.url ?? '';
        const read = () => readBody(request);
        if (control.isResponsibleFor(url)) {
          return { ...(await control.answer({ method, url, caller, readBody: read })), items: [] };
        }
        const { version, rest } = parseTarget(url);
        if (subscriptions.isResponsibleFor(rest)) {
          const contentType = headers['content-type'] ?? '';
          const ask = { method, url: rest, version, caller, contentType, readBody: read };
          return { ...(await subscriptions.answer(ask)), items: [] };
        }
        if (rest === '/$batch') return await answerBatch(request, version, caller);
        const prefer = [headers['prefer'] ?? []].flat().join(',');
        return { ...graph.answer({ method, url: rest, version, prefer, caller, identity }), items: [] };
      } catch (error) {
        return { ...toErrorAnswer(error, identity, clock.now()), items: [] };
      }
    },
  };
}
