import { createHmac } from 'node:crypto';
import { isIP } from 'node:net';
import { LRUCache } from 'lru-cache';
import { isGuid } from '../guid.ts';

/** A telephone number as Graph and Teams write them, with digits that Graph has masked already. */
const PHONE = /^(?:tel:|4:|sip:)?\+?[\d*][\d*\s().-]{3,}[\d*](?:[;@].*)?(?:~\d+)?$/i;

/** Whether text is the id of something in a directory, with or without the mark of a repeated one. */
export const isObjectId = (text: string): boolean => isGuid(toPlainId(text));

/** Without the mark of a repeated id, in lower case; empty for what is no text. */
export const toPlainId = (id: unknown): string => (typeof id === 'string' ? id.toLowerCase().replace(/~\d+$/, '') : '');

/** What else is made of digits and marks: days, and addresses of the network. */
const isDayOrAddress = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) || isIP(text) !== 0;

/** Whether text is a telephone number, or holds little else. */
export const isPhoneNumber = (text: string): boolean => {
  const plain = text
    .trim()
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/\s*(?:ext|x)\.?\s*\d+$/i, '');
  return !isObjectId(plain) && !isDayOrAddress(plain) && PHONE.test(plain);
};

/** A telephone number with its last three digits masked: `+15552823***`, as Call Analytics shows it. */
export function maskPhone(text: string): string {
  let left = 3;
  let masked = '';
  // What stands behind the number proper (an extension, a host) can repeat it.
  const [number = ''] = text.split(/[;@~]|\s*(?:ext|x)\.?\s*\d+$/i);
  for (const character of Array.from(number).reverse()) {
    const isDigit = /[\d*]/.test(character);
    masked = (isDigit && left > 0 ? '*' : character) + masked;
    if (isDigit) left -= 1;
  }
  return masked;
}

/** Text in which every telephone number is masked; for names, where some clients put the number. */
export function maskName(name: string): string {
  return name.replace(/\+?\d[\d\s().\u2010-\u2015\u2212-]{4,}\d/g, (digits) =>
    isDayOrAddress(digits) ? digits : maskPhone(digits),
  );
}

/** The name of somebody whose name is not for the caller, in the words of Call Analytics. */
export const toAnonymousName = (isInternal: boolean): string => (isInternal ? 'Internal User' : 'External User');

/** Turns ids into others that tell nothing: the same id into the same, as long as the secret is the same. */
export type ToPseudonym = (id: string) => string;

const MOST_PSEUDONYMS = 20_000;

export function createPseudonyms(secret: string): ToPseudonym {
  const key = createHmac('sha256', secret).update('pseudonyms').digest();
  const known = new LRUCache<string, string>({ max: MOST_PSEUDONYMS });
  return (id) => {
    let pseudonym = known.get(id);
    if (pseudonym === undefined) {
      pseudonym = `hidden-${createHmac('sha256', key).update(id).digest('base64url').slice(0, 22)}`;
      known.set(id, pseudonym);
    }
    return pseudonym;
  };
}
