import { ApolloLink } from '@apollo/client';
import { ApolloProvider } from '@apollo/client/react';
import { createCallRecordsClient } from 'call-records-client';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { createFeed } from './live/feed.ts';
import { createRefusalLink } from './session/refusal-link.ts';
import { createSession } from './session/session.ts';
import { applyTheme, readTheme } from './shell/theme.ts';
import './style/tokens.css';
import './style/base.css';
import './style/controls.css';

applyTheme(readTheme());

const session = createSession();
const client = createCallRecordsClient({
  url: new URL('/graphql', location.href).href,
  getToken: () => session.token(),
  onConnection: (state) => feed.tellConnection(state),
});
client.setLink(ApolloLink.from([createRefusalLink(() => session.refuse()), client.link]));
const feed = createFeed(client);

createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <ApolloProvider client={client}>
      <App session={session} feed={feed} />
    </ApolloProvider>
  </StrictMode>,
);
