import { useApolloClient } from '@apollo/client/react';
import { useSyncExternalStore } from 'react';
import { Router } from 'wouter';
import type { Feed } from './live/feed.ts';
import { FeedContext } from './live/feed-context.ts';
import { FailureBoundary } from './parts/failure-boundary.tsx';
import type { Session } from './session/session.ts';
import { TokenForm } from './session/token-form.tsx';
import { useHashPath, useHashSearch } from './shell/hash-location.ts';
import { Shell } from './shell/shell.tsx';

/** The whole page: the views, or the question for a token where the gateway wants one. */
export function App({ session, feed }: { readonly session: Session; readonly feed: Feed }) {
  const client = useApolloClient();
  const { isRefused, hasToken } = useSyncExternalStore(session.subscribe, session.state);
  if (isRefused) {
    const signIn = async (token: string) => {
      await client.clearStore();
      feed.clear();
      session.signIn(token);
    };
    return <TokenForm wasRefused={hasToken} onToken={(token) => void signIn(token)} />;
  }
  return (
    <FeedContext value={feed}>
      <Router hook={useHashPath} searchHook={useHashSearch}>
        <FailureBoundary>
          <Shell />
        </FailureBoundary>
      </Router>
    </FeedContext>
  );
}
