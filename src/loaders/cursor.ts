import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

/** A place in the list of call records. */
export interface ListPosition {
  /** Relative URL of the page; empty = the first page. */
  readonly page: string;
  /** Items of that page that were already given. */
  readonly offset: number;
  /** Id of the last item that was given: the surer mark when the list has moved; empty = none was. */
  readonly lastId: string;
  /** The `$filter` that the list was read with. */
  readonly filter: string;
}

/** A cursor that does not say where to go on; the message says why. */
export class InvalidCursorError extends Error {
  override readonly name = 'InvalidCursorError';
}

/** Turns positions into opaque text and back. */
export interface CursorSeal {
  seal(position: ListPosition): string;
  /** The position, or undefined for text that this secret did not seal. */
  open(cursor: string): ListPosition | undefined;
}

const ALGORITHM = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Positions hold upstream URLs, so they are encrypted and authenticated: a caller can neither read one nor make one
 * up. Gateways that share `secret` understand each other's cursors.
 */
export function createCursorSeal(secret: string): CursorSeal {
  const key = createHash('sha256').update(secret).digest();
  return {
    seal({ page, offset, lastId, filter }) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv(ALGORITHM, key, iv);
      const sealed = cipher.update(JSON.stringify([page, offset, lastId, filter]));
      return Buffer.concat([iv, sealed, cipher.final(), cipher.getAuthTag()]).toString('base64url');
    },
    open(cursor) {
      const bytes = Buffer.from(cursor, 'base64url');
      if (bytes.length <= IV_BYTES + TAG_BYTES || bytes.toString('base64url') !== cursor) return undefined;
      try {
        const decipher = createDecipheriv(ALGORITHM, key, bytes.subarray(0, IV_BYTES));
        decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
        const text = Buffer.concat([decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()]);
        const [page, offset, lastId, filter] = JSON.parse(text.toString()) as [string, number, string, string];
        return { page, offset, lastId, filter };
      } catch {
        return undefined;
      }
    },
  };
}
