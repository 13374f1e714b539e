import { toBadRequest } from './graph-error.ts';
import { toHash } from './random.ts';

/** Documented page sizes, each the largest too. */
export const pageSizes = { records: 60, sessions: 60, participants: 130 } as const;

/** Rows of a page of a report (Graph documentation, "Get pstnCalls"). */
export const reportPageSize = 1000;

export type Collection = keyof typeof pageSizes;

/** A wish beyond the maximum gets the maximum. */
export function toPageSize(collection: Collection, wanted: number | undefined): number {
  return Math.min(wanted ?? pageSizes[collection], pageSizes[collection]);
}

/**
 * Opaque, and bound to the collection and the options it was given out for: a link that was taken apart and rebuilt
 * with other ones is refused.
 */
export function toSkipToken(scope: string, offset: number): string {
  return Buffer.from(`${offset}.${toHash(`${scope}#${offset}`).toString(36)}`).toString('base64url');
}

/** Where a page starts; 0 without a token. Throws 400 for a token that was not given out for `scope`. */
export function readSkipToken(scope: string, token: string | undefined): number {
  if (token === undefined) return 0;
  const [text = ''] = Buffer.from(token, 'base64url').toString().split('.');
  const offset = Number(text);
  if (!Number.isSafeInteger(offset) || toSkipToken(scope, offset) !== token)
    throw toBadRequest('Skip token is not valid.');
  return offset;
}
