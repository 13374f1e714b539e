import type { GraphQLError } from 'graphql';
import { isCallRecordId, toInputError } from '../schema/argument.ts';

/** Which thing of ours another subgraph refers to. */
export type EntityRef =
  | { readonly typeName: 'CallRecord'; readonly recordId: string }
  | { readonly typeName: 'Session'; readonly recordId: string; readonly sessionId: string };

/** What a representation refers to, or what is wrong with it: BAD_USER_INPUT, naming it by its place. */
export function toEntityRef(representation: unknown, index: number): EntityRef | GraphQLError {
  const toError = (wrong: string) => toInputError(`Representation ${index} ${wrong}.`);
  if (typeof representation !== 'object' || representation === null) return toError('must be an object');
  const { __typename: typeName, id, callRecordId } = representation as Readonly<Record<string, unknown>>;
  if (typeName === 'CallRecord') {
    if (!isRecordId(id)) return toError('must have an "id" that is the GUID of a call record');
    return { typeName, recordId: id };
  }
  if (typeName === 'Session') {
    if (!isRecordId(callRecordId)) return toError('must have a "callRecordId" that is the GUID of a call record');
    if (typeof id !== 'string' || id === '') return toError('must have an "id" that is the one of a session');
    return { typeName, recordId: callRecordId, sessionId: id };
  }
  return toError('must have "CallRecord" or "Session" as its "__typename"');
}

const isRecordId = (value: unknown): value is string => typeof value === 'string' && isCallRecordId(value);
