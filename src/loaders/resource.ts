import DataLoader from 'dataloader';
import type { GraphClient } from '../graph/client.ts';
import type { ApiVersion, GraphRequest, Operation } from '../graph/exchange.ts';
import type { Query } from '../graph/odata.ts';
import { covers, mergeQueries, toUrl } from '../graph/odata.ts';

/** A resource of Graph, and what of it somebody wants. */
export interface Want {
  /** Relative to the version root; the URL of a page, with its query, when it comes from a link. */
  readonly path: string;
  readonly query?: Query;
  readonly filter?: string | undefined;
  readonly maxPageSize?: number | undefined;
  readonly version?: ApiVersion | undefined;
  readonly exactMoney?: boolean | undefined;
}

export interface ResourceLoader {
  /** The body; rejects with a GraphError. May hold more than was wanted. */
  load<Body extends object>(want: Want): Promise<Body>;
}

/**
 * Gathers the wants of a tick: the same resource wanted with different members is read once with all of them,
 * what is then left goes to Graph together, and what an earlier read has brought is not read again. Lives for one
 * operation, so it also remembers for one operation.
 */
export function createResourceLoader(client: GraphClient, operation: Operation): ResourceLoader {
  const loader = new DataLoader<Want, object>(
    async (wants) => {
      const { requests, positions } = mergeWants(wants);
      const results = await client.readAll(requests, operation);
      return positions.map((position) => results[position] as object | Error);
    },
    // What was wanted before is found below, whatever it was wanted with.
    { cache: false },
  );
  /** Resource → what was wanted of it before. */
  const asked = new Map<string, { readonly query: Query; readonly body: Promise<object> }[]>();
  return {
    load<Body extends object>(want: Want): Promise<Body> {
      const { query = {} } = want;
      const resource = toResource(want);
      const earlier = asked.get(resource) ?? [];
      const known = earlier.find((other) => covers(other.query, query));
      if (known) return known.body as Promise<Body>;
      const body = loader.load(want);
      asked.set(resource, [...earlier, { query, body }]);
      return body as Promise<Body>;
    },
  };
}

/** What is the same whatever is wanted of it. */
function toResource(want: Want): string {
  return `${toKind(want)} ${want.path} ${want.filter ?? ''}`;
}

/** What sets two wants of one URL apart. */
function toKind({ maxPageSize, version, exactMoney }: Want): string {
  return [maxPageSize, version, exactMoney].join(' ');
}

/** The fewest requests that serve all wants, and for each want the position of its request. */
function mergeWants(wants: readonly Want[]): { requests: GraphRequest[]; positions: number[] } {
  const merged: Want[] = [];
  const byResource = new Map<string, number[]>();
  const positions = wants.map((want) => {
    const resource = toResource(want);
    const candidates = byResource.get(resource) ?? [];
    byResource.set(resource, candidates);
    for (const position of candidates) {
      const query = mergeQueries((merged[position] as Want).query ?? {}, want.query ?? {});
      if (!query) continue;
      merged[position] = { ...want, query };
      return position;
    }
    candidates.push(merged.length);
    return merged.push(want) - 1;
  });
  const requests = merged.map((want) => {
    const { path, query = {}, filter, maxPageSize, version, exactMoney } = want;
    return { url: toUrl(path, query, filter), maxPageSize, version, exactMoney };
  });
  return { requests, positions };
}
