import type { Answer } from '../graph.ts';
import { GraphError, toBadRequest, toMethodNotAllowed } from '../graph-error.ts';
import { parseInstant, toMs } from '../instant.ts';
import type { RecordVersion } from '../live/register.ts';
import { lifecycleEvents } from '../notification/notification-body.ts';
import type { CallKind } from '../tenant/call.ts';
import { authorize, type Caller } from '../token.ts';
import type { Control } from './control.ts';

export interface ControlAsk {
  readonly method: string;
  /** Path and query, from the root. */
  readonly url: string;
  readonly caller: Caller;
  readonly readBody: () => Promise<string>;
}

/** The control by HTTP, for a simulator in a process of its own. Below `/simulator/`, where Graph has nothing. */
export interface ControlService {
  isResponsibleFor(url: string): boolean;
  /** Rejects with a GraphError for what is refused. */
  answer(ask: ControlAsk): Promise<Answer>;
}

type Body = Readonly<Record<string, unknown>>;
type Action = (control: Control, body: Body) => unknown;

const callKinds: readonly CallKind[] = ['peerToPeer', 'meeting', 'pstn', 'callQueue', 'townHall'];
/** Longer than Graph takes for a record's first version. */
const longestHiddenMs = 150 * 60_000;
const mostAtOnce = 10_000;

function readText(body: Body, name: string): string | undefined {
  const value = body[name];
  if (value !== undefined && typeof value !== 'string') throw toBadRequest(`'${name}' must be text.`);
  return value;
}

function readChoice<T extends string>(body: Body, name: string, choices: readonly T[]): T | undefined {
  const value = readText(body, name);
  const choice = choices.find((one) => one === value);
  if (value !== undefined && choice === undefined) {
    throw toBadRequest(`'${name}' must be one of ${choices.join(', ')}.`);
  }
  return choice;
}

function readWhole(body: Body, name: string, most: number): number | undefined {
  const value = body[name];
  if (value === undefined) return undefined;
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0 || value > most) {
    throw toBadRequest(`'${name}' must be a whole number from 0 to ${most}.`);
  }
  return value;
}

function readRequired<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw toBadRequest(`'${name}' is required.`);
  return value;
}

const readCount = (body: Body) => readWhole(body, 'count', mostAtOnce) ?? 1;

const toShown = ({ id, version, atMs }: RecordVersion) => ({ id, version, at: new Date(atMs).toISOString() });

/** What a POST to each path does; its answer is the body. */
const actions: Readonly<Record<string, Action>> = {
  calls(control, body) {
    const wish = { kind: readChoice(body, 'kind', callKinds), participantId: readText(body, 'participantId') };
    return { value: Array.from({ length: readCount(body) }, () => toShown(control.endCall(wish))) };
  },
  versions: (control, body) => toShown(control.raiseVersion(readRequired(readText(body, 'id'), 'id'))),
  hide(control, body) {
    const delayMs = readRequired(readWhole(body, 'delayMs', longestHiddenMs), 'delayMs');
    control.hideNext(readCount(body), delayMs);
    return {};
  },
  lose(control, body) {
    control.loseNext(readCount(body));
    return {};
  },
  repeat(control, body) {
    control.repeatNext(readCount(body));
    return {};
  },
  reorder(control, body) {
    control.reorderNext(readCount(body));
    return {};
  },
  lifecycle: (control, body) => ({
    count: control.sendLifecycle({
      event: readRequired(readChoice(body, 'event', lifecycleEvents), 'event'),
      subscriptionId: readText(body, 'subscriptionId'),
      graceMs: readWhole(body, 'graceMs', Number.MAX_SAFE_INTEGER),
    }),
  }),
  drop: (control) => ({ count: control.dropSubscriptions() }),
  forge: async (control, body) => ({
    status: await control.forge({
      subscriptionId: readText(body, 'subscriptionId'),
      shownSubscriptionId: readText(body, 'shownSubscriptionId'),
      clientState: body['clientState'] === null ? null : readText(body, 'clientState'),
      recordId: readText(body, 'recordId'),
      changeType: readText(body, 'changeType'),
      body: readText(body, 'body'),
    }),
  }),
};

function parseBody(text: string): Body {
  if (text === '') return {};
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw toBadRequest('The body is not JSON.');
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw toBadRequest('The body is no object.');
  return body as Body;
}

function readSince(search: string): number | undefined {
  const text = new URLSearchParams(search).get('since');
  if (text === null) return undefined;
  const instant = parseInstant(text);
  if (instant === undefined) throw toBadRequest(`'${text}' is not a date and time with an offset.`);
  return toMs(instant);
}

const toAnswer = (body: unknown): Answer => ({ status: 200, headers: { 'Content-Type': 'application/json' }, body });

export function createControlService(control: Control): ControlService {
  function read(name: string, search: string): unknown {
    switch (name) {
      case 'versions':
        return { value: control.versions(readSince(search)).map(toShown) };
      case 'subscriptions':
        return { value: control.subscriptions() };
      case 'status':
        return { undelivered: control.undelivered() };
      default:
        throw toBadRequest(`The simulator shows nothing by the name of '${name}'.`);
    }
  }

  async function act(name: string, body: Body): Promise<unknown> {
    const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
    if (action === undefined) throw toBadRequest(`The simulator does nothing by the name of '${name}'.`);
    try {
      return await action(control, body);
    } catch (error) {
      if (error instanceof RangeError) throw new GraphError(404, 'NotFound', error.message);
      throw error;
    }
  }

  return {
    isResponsibleFor: (url) => url.startsWith('/simulator/'),
    async answer({ method, url, caller, readBody }) {
      authorize(caller, 'records');
      const [path = '', search = ''] = url.split('?');
      const name = path.slice('/simulator/'.length);
      if (method === 'GET') return toAnswer(read(name, search));
      if (method !== 'POST') throw toMethodNotAllowed('GET, POST');
      return toAnswer(await act(name, parseBody(await readBody())));
    },
  };
}
