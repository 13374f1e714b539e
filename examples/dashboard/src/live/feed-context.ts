import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Feed, FeedState } from './feed.ts';

export const FeedContext = createContext<Feed | undefined>(undefined);

/** The feed of the page, and how it stands. */
export function useFeed(): [Feed, FeedState] {
  const feed = useContext(FeedContext);
  if (!feed) throw new Error('There is no feed around this.');
  return [feed, useSyncExternalStore(feed.subscribe, feed.state)];
}
