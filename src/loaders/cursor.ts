import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { InputError } from './input-error.ts';

/** Turns places in a list into opaque text and back. */
export interface CursorSeal {
  /** `list` names the list with everything that it depends on; `position` is plain JSON. */
  seal(list: string, position: object): string;
  /** Throws InputError for text that this secret did not seal for this list. */
  open(list: string, cursor: string): unknown;
}

const ALGORITHM = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Positions hold upstream URLs, so they are encrypted and authenticated, together with the list that they belong to: a
 * caller can neither read one nor make one up. Gateways that share `secret` understand each other's cursors.
 */
export function createCursorSeal(secret: string): CursorSeal {
  const key = createHash('sha256').update(secret).digest();
  return {
    seal(list, position) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv(ALGORITHM, key, iv).setAAD(Buffer.from(list));
      const sealed = cipher.update(JSON.stringify(position));
      return Buffer.concat([iv, sealed, cipher.final(), cipher.getAuthTag()]).toString('base64url');
    },
    open(list, cursor) {
      const bytes = Buffer.from(cursor, 'base64url');
      try {
        if (bytes.toString('base64url') !== cursor) throw new Error('not base64url');
        const decipher = createDecipheriv(ALGORITHM, key, bytes.subarray(0, IV_BYTES)).setAAD(Buffer.from(list));
        decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
        const text = Buffer.concat([decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()]);
        return JSON.parse(text.toString()) as unknown;
      } catch {
        throw new InputError(
          'Argument "after" is not a cursor of this list: it belongs to a list with other arguments, or was not issued by this gateway, or its secret has changed since.',
        );
      }
    },
  };
}
