import type { Cell } from './stream-row.ts';

/** What ended an export before its end. */
export interface ExportFailure {
  readonly code: string;
  readonly message: string;
  /** Where to go on; null where nothing was given yet. */
  readonly after: string | null;
}

/** How rows are written. */
export interface Format {
  contentType(hasHeader: boolean): string;
  /** What stands before the first row, with its line ending. */
  head(names: readonly string[]): string;
  /** A row with its line ending. */
  row(cells: readonly Cell[]): string;
  /** What is said of a failure inside the file; nothing where the format has no place for it. */
  failure(failure: ExportFailure): string;
}
