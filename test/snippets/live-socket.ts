import { createClient } from 'graphql-ws';

export async function* followCalls(url: string, getToken: () => Promise<string>, webSocketImpl?: unknown) {
  const client = createClient({
    url,
    webSocketImpl,
    connectionParams: async () => ({ authorization: `Bearer ${await getToken()}` }),
  });
  const query = `subscription Ended($after: String) {
    callRecordChanged(after: $after) { kind cursor callRecord { id type } }
  }`;
  type Answer = {
    callRecordChanged: { kind: string; cursor: string; callRecord: { id: string; type: string } | null };
  };
  const passing = new Set<unknown>(['UNAUTHENTICATED', 'OVERLOADED']);
  // Sent anew with each connection: it goes on behind the last cursor.
  const request: { query: string; variables: { after?: string } } = { query, variables: {} };
  for (;;) {
    for await (const { data, errors } of client.iterate<Answer>(request)) {
      if (data) request.variables.after = data.callRecordChanged.cursor;
      if (data) yield data.callRecordChanged;
      else if (!passing.has(errors?.[0]?.extensions?.['code'])) throw new Error(errors?.[0]?.message);
    }
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
}
