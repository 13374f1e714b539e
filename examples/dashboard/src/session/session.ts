export interface SessionState {
  /** Whether the gateway wants a token that it was not given. */
  readonly isRefused: boolean;
  readonly hasToken: boolean;
}

/** Who is asking: a token that is kept in memory, and is gone with the page. */
export interface Session {
  readonly token: () => string | undefined;
  readonly signIn: (token: string) => void;
  /** The gateway has answered that it does not know who is asking. */
  readonly refuse: () => void;
  readonly subscribe: (listener: () => void) => () => void;
  readonly state: () => SessionState;
}

export function createSession(): Session {
  const listeners = new Set<() => void>();
  let token: string | undefined;
  let state: SessionState = { isRefused: false, hasToken: false };
  const become = (next: SessionState) => {
    state = next;
    for (const listener of listeners) listener();
  };
  return {
    token: () => token,
    signIn: (given) => {
      token = given;
      become({ isRefused: false, hasToken: true });
    },
    refuse: () => become({ isRefused: true, hasToken: token !== undefined }),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    state: () => state,
  };
}
