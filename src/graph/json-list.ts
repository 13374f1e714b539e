/** A list in the JSON of an object, by the places of its bytes. */
export interface JsonList {
  /** The member that it is. */
  readonly name: string;
  /** From its opening bracket … */
  readonly start: number;
  /** … to behind its closing one. */
  readonly end: number;
  /** From the first byte of each item to behind its last. */
  readonly items: readonly (readonly [from: number, to: number])[];
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;

/**
 * The first member of the outermost object that has one of the names and is a list of objects, in bytes of ASCII. Undefined
 * where there is none, or one of the names comes twice, or the bytes are not laid out as JSON: whether they are JSON
 * is left to `JSON.parse`, which is to see the items and what is around them.
 */
export function findJsonList(bytes: Buffer, names: readonly string[]): JsonList | undefined {
  let found: JsonList | undefined;
  let name: string | undefined;
  let place = skipSpace(bytes, 0);
  if (bytes[place] !== OPEN_OBJECT) return undefined;
  place += 1;
  for (let depth = 1; place < bytes.length;) {
    const byte = bytes[place];
    if (byte === QUOTE) {
      const end = skipText(bytes, place);
      const behind = skipSpace(bytes, end);
      if (depth === 1 && bytes[behind] === COLON) {
        name = bytes.toString('latin1', place + 1, end - 1);
        // An escape may spell one of the names.
        if (name.includes('\\') || (found && name === found.name)) return undefined;
        place = skipSpace(bytes, behind + 1);
        if (!found && bytes[place] === OPEN_LIST && names.includes(name)) {
          found = readList(bytes, place, name);
          if (!found) return undefined;
          place = found.end;
        }
      } else place = end;
      continue;
    }
    if (byte === OPEN_OBJECT || byte === OPEN_LIST) depth += 1;
    else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) depth -= 1;
    place += 1;
  }
  return found;
}

/** Objects between commas, and nothing else. */
function readList(bytes: Buffer, start: number, name: string): JsonList | undefined {
  const items: [number, number][] = [];
  let place = skipSpace(bytes, start + 1);
  for (;;) {
    if (bytes[place] !== OPEN_OBJECT) return undefined;
    const end = skipObject(bytes, place);
    items.push([place, end]);
    place = skipSpace(bytes, end);
    if (bytes[place] === CLOSE_LIST) return { name, start, end: place + 1, items };
    if (bytes[place] !== COMMA) return undefined;
    place = skipSpace(bytes, place + 1);
  }
}

/** Behind the object that begins here, or the end of the bytes where it has none. */
function skipObject(bytes: Buffer, start: number): number {
  let depth = 0;
  for (let place = start; place < bytes.length;) {
    const byte = bytes[place];
    if (byte === QUOTE) {
      place = skipText(bytes, place);
      continue;
    }
    place += 1;
    if (byte === OPEN_OBJECT || byte === OPEN_LIST) depth += 1;
    else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) {
      depth -= 1;
      if (depth === 0) return place;
    }
  }
  return bytes.length;
}

/** Behind the text that begins here. */
function skipText(bytes: Buffer, start: number): number {
  let place = start + 1;
  for (let byte = bytes[place]; byte !== QUOTE && byte !== undefined; byte = bytes[place]) {
    place += byte === BACKSLASH ? 2 : 1;
  }
  return place + 1;
}

function skipSpace(bytes: Buffer, start: number): number {
  let place = start;
  for (let byte = bytes[place]; byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09; byte = bytes[place]) {
    place += 1;
  }
  return place;
}
