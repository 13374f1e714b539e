export interface BenchRequest {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** How a question is put to a peer that has not our schema, and how its answer is read. */
export interface Dialect {
  /** What its answer need not have, because it has no such thing. */
  readonly lacks: readonly string[];
  readonly toRequest: (request: BenchRequest) => BenchRequest;
  readonly toData: (data: unknown) => unknown;
}

export const plainDialect: Dialect = { lacks: [], toRequest: (request) => request, toData: (data) => data };

/** Tailcall cannot tell a type by a member. */
export const typelessDialect: Dialect = {
  ...plainDialect,
  lacks: ['__typename'],
  toRequest: ({ query, variables }) => ({
    query: query.replaceAll('__typename', '').replaceAll(/\.\.\. on \w+ \{((?:[^{}]|\{[^{}]*\})*)\}/g, '$1'),
    variables,
  }),
};

/** What GraphQL Mesh makes of OData's metadata: lists without connections, names as Graph has them. */
export const meshDialect: Dialect = {
  lacks: ['__typename'],
  toRequest({ query, variables }) {
    const translated = query
      .replaceAll(/(?<!: )callRecord\(id:/g, 'callRecord: callRecord(id:')
      .replaceAll('callRecord(id:', 'callRecordsByid(id:')
      .replaceAll(': ID!', ': String!')
      .replaceAll('... on ParticipantEndpoint', '... on participantEndpoint')
      .replaceAll(
        /callRecords\([^{]*(?:\{[^}]*\}\))? \{ nodes (\{[^]*\}) \}/g,
        'callRecords(queryOptions: $options) $1',
      );
    if (translated === query || !translated.includes('$options')) return { query: translated, variables };
    const { from } = variables;
    return {
      query: translated.replace(/^query (\w+)(\([^)]*\))?/, 'query $1($options: QueryOptions)'),
      variables: {
        options: {
          top: Number(/first: (\d+)/.exec(query)?.[1]),
          ...(typeof from === 'string' && { filter: `startDateTime ge ${from}` }),
        },
      },
    };
  },
  toData(data) {
    const { callRecords, ...rest } = (data ?? {}) as Readonly<Record<string, unknown>>;
    return callRecords ? { callRecords: { nodes: callRecords } } : rest;
  },
};
