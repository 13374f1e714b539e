import { isAscii } from 'node:buffer';
import { quoteLongs, quoteMoney } from './exact-number.ts';
import type { JsonList } from './json-list.ts';
import { findJsonList } from './json-list.ts';

export interface JsonBodyOptions {
  /** Whether money comes as text with all its digits. */
  readonly exactMoney: boolean;
  /** Bodies from this many bytes on are read item by item. */
  readonly largeBytes?: number;
}

/**
 * From here on V8 puts a string on pages of its own, which was measured to cost fifty times as much for each byte where
 * the operating system is slow to give pages.
 */
const LARGE_BYTES = 120_000;
/** The lists of Graph's bodies that make them large. */
const LISTS = ['responses', 'value', 'sessions', 'participants_v2'];

const utf8 = new TextDecoder();

/** What UTF-8 bytes of JSON stand for, as `JSON.parse` has it; throws its SyntaxError. */
export function parseBody(bytes: Buffer, { exactMoney, largeBytes = LARGE_BYTES }: JsonBodyOptions): unknown {
  const parse = (text: string): unknown => JSON.parse(quoteLongs(exactMoney ? quoteMoney(text) : text));
  // Graph's JSON is nearly always all ASCII, which needs no decoding and can be cut anywhere.
  if (!isAscii(bytes)) return parse(utf8.decode(bytes));
  const list = bytes.length < largeBytes ? undefined : findJsonList(bytes, LISTS);
  return list ? parseInParts(bytes, list, parse) : parse(bytes.toString('latin1'));
}

function parseInParts(bytes: Buffer, { name, start, end, items }: JsonList, parse: (text: string) => unknown): unknown {
  const frame = parse(`${bytes.toString('latin1', 0, start)}[]${bytes.toString('latin1', end)}`);
  return Object.assign(frame as object, {
    [name]: items.map(([from, to]) => parse(bytes.toString('latin1', from, to))),
  });
}
