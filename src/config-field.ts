import { BlockList, isIP } from 'node:net';

/** A parsed value, or what is wrong with the text; the complaint follows the variable's name and a colon. */
export type Parsed<T> = { readonly value: T } | { readonly problem: string };
export type Parser<T> = (text: string) => Parsed<T>;

/** Reads variables and gathers every complaint, so that all of them can be told at once. */
export interface FieldReader {
  readonly problems: readonly string[];
  /** Whether the variable is set; the empty text counts as unset. */
  readonly isSet: (name: string) => boolean;
  /** The parsed value; undefined when it is unset or was complained about. */
  read<T>(name: string, parse: Parser<T>): T | undefined;
  complain(name: string, problem: string): void;
}

export function createFieldReader(env: Readonly<Record<string, string | undefined>>): FieldReader {
  const problems: string[] = [];
  const textOf = (name: string) => (env[name] === '' ? undefined : env[name]);
  const complain = (name: string, problem: string) => void problems.push(`${name}: ${problem}`);
  return {
    problems,
    complain,
    isSet: (name) => textOf(name) !== undefined,
    read(name, parse) {
      const text = textOf(name);
      if (text === undefined) return undefined;
      const parsed = parse(text);
      if ('value' in parsed) return parsed.value;
      complain(name, parsed.problem);
      return undefined;
    },
  };
}

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** Whether `host` (a name, an address, or a URL's bracketed IPv6 address) can be reached from this machine only. */
export function isLoopbackHost(host: string): boolean {
  const bare = host.replace(/^\[(.*)\]$/, '$1');
  const family = isIP(bare);
  if (family === 0) return bare.toLowerCase() === 'localhost';
  return loopback.check(bare, family === 4 ? 'ipv4' : 'ipv6');
}

/** JSON's quotes, so that a control character cannot forge a line of the log. */
export const quoted = (text: string) => JSON.stringify(text);

export function toInteger(least: number, most: number): Parser<number> {
  return (text) => {
    const value = /^(0|[1-9]\d{0,8})$/.test(text) ? Number(text) : NaN;
    if (value >= least && value <= most) return { value };
    return { problem: `${quoted(text)} is not a whole number from ${least} to ${most}` };
  };
}

export function toOneOf<const T extends string>(choices: readonly T[]): Parser<T> {
  return (text) => {
    const value = choices.find((choice) => choice === text);
    return value === undefined ? { problem: `${quoted(text)} is not one of ${choices.join(', ')}` } : { value };
  };
}

export const toHost: Parser<string> = (text) =>
  isIP(text) !== 0 ||
  /^(?=.{1,253}$)[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?)*$/i.test(text)
    ? { value: text }
    : { problem: `${quoted(text)} is not a host name or an IP address` };

/**
 * A secret: its text is never repeated. White space at an end is nearly always a line feed from the file it came from.
 */
export function toSecret(leastLength = 1): Parser<string> {
  return (text) => {
    // eslint-disable-next-line no-control-regex -- control characters are what is looked for
    if (/^\s|\s$|[\0-\x1f\x7f]/.test(text))
      return { problem: 'begins or ends with white space, or has a line break or control character in it' };
    if (text.length < leastLength) return { problem: `is too short: at least ${leastLength} characters are needed` };
    return { value: text };
  };
}

/** A bearer token goes into a header as it stands (RFC 6750, section 2.1), so only visible ASCII can be right. */
export const toBearerToken: Parser<string> = (text) =>
  /^[\x21-\x7e]+$/.test(text)
    ? { value: text }
    : {
        problem:
          'is not a bearer token: white space or a character outside ASCII is in it (give the token alone, without "Bearer")',
      };

/**
 * An origin with an optional path, without the slash at its end. `http:` only where `plainLoopback` and the host is
 * loopback. A text that may hold a password or a token (user information, query) is not repeated in the complaint.
 */
export function toBaseUrl({ plainLoopback }: { plainLoopback: boolean }): Parser<string> {
  return (text) => {
    if (/[@?#]/.test(text))
      return { problem: 'has user information, a query or a fragment, which a base URL must not have' };
    const url = /^https?:\/\/[^\s\\]+$/i.test(text) && URL.canParse(text) ? new URL(text) : undefined;
    if (url === undefined) return { problem: `${quoted(text)} is not an absolute https URL` };
    if (url.protocol === 'http:' && !(plainLoopback && isLoopbackHost(url.hostname))) {
      return { problem: `${quoted(text)} is not https${plainLoopback ? ' (http is for a loopback host only)' : ''}` };
    }
    return { value: url.href.replace(/\/+$/, '') };
  };
}

export const toText: Parser<string> = (text) => ({ value: text });

/** An absolute http or https URL, which may hold a password and is therefore not repeated. */
export const toHttpUrl: Parser<string> = (text) =>
  /^https?:\/\/[^\s\\]+$/i.test(text) && URL.canParse(text)
    ? { value: text }
    : { problem: 'is not an absolute http or https URL' };
