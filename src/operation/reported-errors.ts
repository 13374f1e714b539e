import type { GraphQLError } from 'graphql';

/** One part of an answer that is delivered in parts (GraphQL incremental delivery, draft of 2022-08-24). */
export interface IncrementalEntry {
  readonly path?: readonly (string | number)[];
  readonly data?: unknown;
  readonly errors?: readonly GraphQLError[];
}

/** An answer, or one of several payloads of it. */
export interface Payload {
  readonly data?: unknown;
  readonly errors?: readonly GraphQLError[] | undefined;
  readonly incremental?: readonly IncrementalEntry[];
  readonly hasNext?: boolean;
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** Errors beside data that was returned all the same. */
export interface ReportedErrors {
  add(error: GraphQLError): void;
  /**
   * The payload with the reported errors that belong in it: those whose field is in its data, and in the last payload
   * those that are left.
   */
  addTo(payload: Payload): Payload;
}

export function createReportedErrors(): ReportedErrors {
  let waiting: GraphQLError[] = [];

  function take(belongs: (path: readonly (string | number)[]) => boolean): GraphQLError[] {
    const taken = waiting.filter(({ path }) => belongs(path ?? []));
    waiting = waiting.filter((error) => !taken.includes(error));
    return taken;
  }

  return {
    add: (error) => void waiting.push(error),
    addTo(payload) {
      if (!waiting.length) return payload;
      const incremental = payload.incremental?.map((entry) => {
        const { path: place = [], data } = entry;
        const errors = take(
          (path) => place.every((key, index) => key === path[index]) && hasPath(data, path.slice(place.length)),
        );
        return errors.length ? { ...entry, errors: [...(entry.errors ?? []), ...errors] } : entry;
      });
      const isLast = !payload.hasNext;
      const errors = take((path) => isLast || hasPath(payload.data, path));
      return {
        ...payload,
        ...(incremental && { incremental }),
        ...(errors.length && { errors: [...(payload.errors ?? []), ...errors] }),
      };
    },
  };
}

/** Whether data has a value at a path, or null somewhere on the way to it. */
function hasPath(data: unknown, path: readonly (string | number)[]): boolean {
  if (data === undefined) return false;
  if (data === null) return true;
  const [key, ...rest] = path;
  return key === undefined || hasPath((data as Readonly<Record<string | number, unknown>>)[key], rest);
}
