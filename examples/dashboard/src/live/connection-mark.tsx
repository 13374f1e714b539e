import type { FeedState } from './feed.ts';

const words: Readonly<Record<FeedState['connection'], string>> = {
  connecting: 'Connecting',
  connected: 'Connected',
  waiting: 'Connecting again',
  ended: 'Not connected',
};

/** Whether the feed is connected. */
export const ConnectionMark = ({ connection }: { readonly connection: FeedState['connection'] }) => (
  <p className={`connection connection-${connection}`} role="status">
    {words[connection]}
  </p>
);
