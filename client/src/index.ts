export { createCallRecordsCache, createCallRecordsClient } from './client.ts';
export type { CallRecordsClientOptions, ConnectionState } from './client-options.ts';
export { createLiveLink } from './live-link.ts';
export { createPersistedLink } from './persisted-link.ts';
export { possibleTypes } from './possible-types.ts';
export { typePolicies } from './type-policies.ts';
export * from './generated/graphql.ts';
