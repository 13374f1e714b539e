export { createCallRecordsCache, createCallRecordsClient } from './client.ts';
export type { CallRecordsClientOptions } from './client.ts';
export { createLiveLink } from './live-link.ts';
export type { ConnectionState, LiveLinkOptions } from './live-link.ts';
export { createPersistedLink } from './persisted-link.ts';
export { typePolicies } from './type-policies.ts';
export { default as possibleTypes } from './generated/possible-types.ts';
export * from './generated/graphql.ts';
