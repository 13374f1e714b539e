import { ApolloProvider, useQuery } from '@apollo/client/react';
import { createCallRecordsClient } from 'call-records-client';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { callsDocument } from './calls.ts';

const client = createCallRecordsClient({ url: '/graphql' });

function App() {
  const { data } = useQuery(callsDocument);
  return <p>{data?.callRecords?.nodes?.length}</p>;
}

createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <ApolloProvider client={client}>
      <App />
    </ApolloProvider>
  </StrictMode>,
);
