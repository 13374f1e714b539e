import type { ApolloClient } from '@apollo/client';
import type { ConnectionState } from 'call-records-client';
import type { Problem } from '../words/problem.ts';
import { toProblems } from '../words/problem.ts';
import { changesDocument } from './changes-document.ts';
import type { Entry } from './entries.ts';
import { addEntries } from './entries.ts';

export interface FeedState {
  /** Newest first. */
  readonly entries: readonly Entry[];
  /** Those that came while it was paused. */
  readonly held: readonly Entry[];
  /** How many have come since the page was opened. */
  readonly count: number;
  readonly isPaused: boolean;
  readonly connection: ConnectionState | 'ended';
  /** Why it has ended. */
  readonly problems: readonly Problem[];
}

/** The calls as they end. It outlives its view: who comes back goes on behind the last one that was shown. */
export interface Feed {
  /** Follows until the function that it returns is called. */
  readonly follow: () => () => void;
  readonly pause: () => void;
  readonly resume: () => void;
  readonly clear: () => void;
  /** How the subscription of the client is connected. */
  readonly tellConnection: (connection: ConnectionState) => void;
  readonly subscribe: (listener: () => void) => () => void;
  readonly state: () => FeedState;
}

const nothing: FeedState = {
  entries: [],
  held: [],
  count: 0,
  isPaused: false,
  connection: 'connecting',
  problems: [],
};

export function createFeed(client: ApolloClient): Feed {
  const listeners = new Set<() => void>();
  let state = nothing;
  let after: string | undefined;
  const become = (changes: Partial<FeedState>) => {
    state = { ...state, ...changes };
    for (const listener of listeners) listener();
  };

  function take(entry: Entry): void {
    after = entry.cursor;
    const count = state.count + 1;
    if (state.isPaused) become({ count, held: addEntries(state.held, [entry]) });
    else become({ count, entries: addEntries(state.entries, [entry]) });
  }

  function end(error: unknown): void {
    const problems = toProblems(error);
    // The log does not reach back to the last call that was shown.
    if (problems.some(({ code }) => code === 'RESULT_TRUNCATED')) after = undefined;
    become({ connection: 'ended', problems });
  }

  return {
    follow: () => {
      become({ connection: 'connecting', problems: [] });
      const changes = client.subscribe({ query: changesDocument, variables: { after }, errorPolicy: 'all' });
      const subscription = changes.subscribe({
        next: ({ data, error }) => {
          if (data?.callRecordChanged) take(data.callRecordChanged);
          else end(error);
        },
        error: end,
      });
      return () => subscription.unsubscribe();
    },
    pause: () => become({ isPaused: true }),
    resume: () => become({ isPaused: false, entries: addEntries(state.entries, state.held), held: [] }),
    clear: () => {
      after = undefined;
      become(nothing);
    },
    tellConnection: (connection) => become({ connection }),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    state: () => state,
  };
}
