import { GraphQLError } from 'graphql';

/** Something that the caller's roles do not allow: FORBIDDEN. */
export function toForbidden(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'FORBIDDEN' } });
}
