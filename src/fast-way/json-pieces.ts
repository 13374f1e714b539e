/** A piece is passed on when it has so many characters: a string twice as long is dear (see `graph/json-body.ts`). */
const PIECE_LENGTH = 50_000;
/** A list of a list of the data: as deep as anything large begins. */
const MAX_DEPTH = 4;

/**
 * `JSON.stringify(value)` in pieces, of plain objects, lists and what JSON has else: for large answers, whose text need
 * not be in one place.
 */
export function toJsonPieces(value: object): string[] {
  const pieces: string[] = [];
  let piece = '';

  function write(text: string): void {
    piece += text;
    if (piece.length < PIECE_LENGTH) return;
    pieces.push(piece);
    piece = '';
  }

  function writeValue(of: unknown, depth: number): void {
    if (typeof of !== 'object' || of === null || depth > MAX_DEPTH) return write(JSON.stringify(of));
    let separator = '';
    if (Array.isArray(of)) {
      write('[');
      for (const item of of as unknown[]) {
        write(separator);
        writeValue(item, depth + 1);
        separator = ',';
      }
      return write(']');
    }
    write('{');
    for (const [name, member] of Object.entries(of)) {
      if (member === undefined) continue;
      write(`${separator}${JSON.stringify(name)}:`);
      writeValue(member, depth + 1);
      separator = ',';
    }
    write('}');
  }

  writeValue(value, 0);
  pieces.push(piece);
  return pieces;
}
