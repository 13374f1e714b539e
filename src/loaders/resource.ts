import DataLoader from 'dataloader';
import type { GraphClient } from '../graph/client.ts';
import type { ApiVersion, GraphRequest, Operation } from '../graph/exchange.ts';
import type { Query } from '../graph/odata.ts';
import { mergeQueries, toUrl } from '../graph/odata.ts';

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
 * and what is then left goes to Graph together. Lives for one operation, so it also remembers for one operation.
 */
export function createResourceLoader(client: GraphClient, operation: Operation): ResourceLoader {
  const loader = new DataLoader<Want, object, string>(
    async (wants) => {
      const { requests, positions } = mergeWants(wants);
      const results = await client.readAll(requests, operation);
      return positions.map((position) => results[position] as object | Error);
    },
    { cacheKeyFn: (want) => `${toKind(want)} ${toWantedUrl(want)}` },
  );
  return { load: <Body extends object>(want: Want) => loader.load(want) as Promise<Body> };
}

function toWantedUrl({ path, query = {}, filter }: Want): string {
  return toUrl(path, query, filter);
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
    const resource = `${toKind(want)} ${want.path} ${want.filter ?? ''}`;
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
    const { maxPageSize, version, exactMoney } = want;
    return { url: toWantedUrl(want), maxPageSize, version, exactMoney };
  });
  return { requests, positions };
}
