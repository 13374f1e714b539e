import type { Format } from './format.ts';
import type { Cell } from './stream-row.ts';

/** A JSON object for each line, every one with every column, values as they are; the last one is `{"error":…}` of a file that was cut. */
export function createNdjson(names: readonly string[]): Format {
  const keys = names.map((name, index) => `${index === 0 ? '{' : ','}${JSON.stringify(name)}:`);
  return {
    contentType: () => 'application/x-ndjson; charset=utf-8',
    head: () => '',
    row(cells) {
      let line = '';
      for (let index = 0; index < cells.length; index += 1) {
        line += keys[index] as string;
        line += toJson(cells[index] as Cell);
      }
      return `${line}}\n`;
    },
    failure: (error) => `${JSON.stringify({ error })}\n`,
  };
}

const toJson = (cell: Cell): string => (cell === null ? 'null' : JSON.stringify(cell));
