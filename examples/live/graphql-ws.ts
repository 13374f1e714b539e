import { createClient } from 'graphql-ws';

export const createLiveClient = (url: string, token?: string, webSocketImpl?: unknown) =>
  createClient({ url, webSocketImpl, connectionParams: token ? { authorization: `Bearer ${token}` } : {} });
