import type { Clock } from '../clock.ts';
import { GraphError, toBetaOnly, toErrorBody, toMethodNotAllowed, type RequestIdentity } from './graph-error.ts';
import { createLink } from './link.ts';
import { applyPreference, parsePreference } from './preference.ts';
import { parseQuery } from './query.ts';
import { reportFunctions } from './report/report-function.ts';
import { toBody } from './resource.ts';
import { documentedOptions, parseRoute } from './route.ts';
import type { Tenant } from './tenant/tenant.ts';
import type { Throttle } from './throttle.ts';
import { authorize, type Caller } from './token.ts';
import type { Version } from './version.ts';

/** One request below the version root, from a connection of its own or out of a batch. */
export interface Ask {
  readonly method: string;
  /** Path and query, the first slash optional. */
  readonly url: string;
  readonly version: Version;
  readonly prefer: string | undefined;
  readonly caller: Caller;
  readonly identity: RequestIdentity;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

export interface GraphOptions {
  readonly tenant: Tenant;
  readonly clock: Clock;
  readonly throttle: Throttle;
  readonly baseUrl: string;
  /** Most items of any page but a report's; undefined = as documented. */
  readonly pageSize: number | undefined;
  /** Rows of a page of a report. */
  readonly reportPageSize: number;
}

export interface Graph {
  answer(ask: Ask): Answer;
}

const jsonType = 'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8';

/** Writes a refusal; anything but a GraphError is a fault of the simulator and answers 500 without its text. */
export function toErrorAnswer(error: unknown, identity: RequestIdentity, nowMs: number): Answer {
  const known =
    error instanceof GraphError ? error : new GraphError(500, 'InternalServerError', 'The simulator failed to answer.');
  return {
    status: known.status,
    headers: { 'Content-Type': 'application/json', ...known.headers },
    body: toErrorBody(known, identity, nowMs),
  };
}

export function createGraph(options: GraphOptions): Graph {
  const { tenant, clock, throttle, baseUrl, pageSize, reportPageSize } = options;

  function answer({ method, url, version, prefer, caller }: Ask): Answer {
    const nowMs = clock.now();
    throttle.countRequest(caller, nowMs);
    const [path = '', ...search] = url.split('?');
    const route = parseRoute(path);
    if (method !== 'GET') throw toMethodNotAllowed('GET');
    authorize(caller, route.kind === 'report' ? 'reports' : 'records');
    if (route.kind === 'report' && version !== 'beta' && reportFunctions[route.call.name].isBetaOnly) {
      throw toBetaOnly(route.call.name);
    }
    const query = parseQuery(search.join('?'), documentedOptions[route.kind]);
    // No page of the reference gives limits for the reports.
    if (route.kind !== 'report') {
      throttle.countHit(caller, nowMs, {
        recordId: route.kind === 'list' ? undefined : route.id,
        isFollowingPage: query.skiptoken !== undefined,
      });
    }
    const preference = parsePreference(prefer);
    const link = createLink(baseUrl, version);
    const maxPageSize = Math.min(preference.maxPageSize ?? Infinity, pageSize ?? Infinity);
    const body = toBody(route, { tenant, link, query, version, maxPageSize, reportPageSize, nowMs });
    return {
      status: 200,
      headers: { 'Cache-Control': 'no-cache', 'OData-Version': '4.0', 'Content-Type': jsonType },
      body: applyPreference(body, preference),
    };
  }

  return {
    answer(ask) {
      try {
        return answer(ask);
      } catch (error) {
        return toErrorAnswer(error, ask.identity, clock.now());
      }
    },
  };
}
