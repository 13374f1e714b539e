import { readServerSentEvents } from '../support/server-sent-events.ts';
import { pause } from '../support/until.ts';

/** A change as a client got it. */
export interface Received {
  readonly callRecordId: string;
  readonly version: number;
  readonly kind: string;
  readonly cursor: string;
  readonly callRecord?: { readonly version: number } | null;
}

/** A client that behaves as docs tell it to: whenever its stream ends it subscribes again, `after` its last cursor. */
export interface Subscriber {
  received(): readonly Received[];
  /** Codes of errors that ended a stream. */
  errors(): readonly string[];
  /** How often it subscribed again. */
  reconnects(): number;
  stop(): Promise<void>;
}

const PAUSE_MS = 200;
const BARE = 'kind version callRecordId cursor';

interface Told {
  readonly data?: { readonly callRecordChanged: Received | null } | null;
  readonly errors?: readonly { readonly path?: readonly unknown[]; readonly extensions?: { readonly code?: string } }[];
}

/** By server-sent events; with `readsRecord` each change comes with the version that a query finds. */
export function startSubscriber(url: string, readsRecord: boolean): Subscriber {
  const fields = readsRecord ? `${BARE} callRecord { version }` : BARE;
  const query = `subscription Chaos($after: String) { callRecordChanged(after: $after) { ${fields} } }`;
  const received: Received[] = [];
  const errors: string[] = [];
  const leaving = new AbortController();
  let attempts = 0;

  async function follow(): Promise<void> {
    attempts += 1;
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify({ query, variables: { after: received.at(-1)?.cursor } }),
      signal: leaving.signal,
    });
    for await (const { event, data } of readServerSentEvents(response)) {
      if (event !== 'next') continue;
      const told = data as Told;
      if (told.data?.callRecordChanged) received.push(told.data.callRecordChanged);
      else errors.push(...(told.errors ?? []).map(({ extensions }) => extensions?.code ?? 'no code'));
    }
  }

  const work = (async () => {
    while (!leaving.signal.aborted) {
      // What breaks is no matter: it comes again.
      await follow().catch(() => undefined);
      await pause(PAUSE_MS);
    }
  })();

  return {
    received: () => received,
    errors: () => errors,
    reconnects: () => attempts - 1,
    async stop() {
      leaving.abort();
      await work;
    },
  };
}
