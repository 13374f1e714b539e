/** What a process can hold at a time. What is beyond it is refused or cut short with a code, never lost in silence. */
export interface Capacity {
  /** Operations under way; four times as many wait in a queue. */
  readonly operations: number;
  /** Connections to Graph. */
  readonly connections: number;
  /** The largest answer of Graph that is read, in bytes after decompression. */
  readonly answerBytes: number;
  /** What one operation may read from Graph, in bytes of JSON. */
  readonly operationBytes: number;
  /** What all operations under way may hold of Graph's answers, in bytes of JSON. */
  readonly heldBytes: number;
  /** How much is kept of what Graph has just answered, in bytes of JSON. */
  readonly recentBytes: number;
  /** How much is kept of whole answers, in bytes. */
  readonly responseBytes: number;
  /** Entities in lists that one operation may read: records, sessions, segments, media, streams, participants, rows. */
  readonly nodes: number;
  /** Characters of query documents that are kept parsed. */
  readonly documentCharacters: number;
  /** Fields of documents that plans are kept for. */
  readonly plannedFields: number;
}

const MB = 1024 * 1024;

/**
 * Shares of the heap, whose limit is given in bytes. A byte of JSON was seen to take three of heap once it is parsed, and
 * to be answered with it takes as much again.
 */
export function toCapacity(heapBytes: number, operations?: number): Capacity {
  return {
    operations: operations ?? within(8, heapBytes / (16 * MB), 256),
    connections: within(8, heapBytes / (8 * MB), 64),
    answerBytes: within(8 * MB, heapBytes / 8, 64 * MB),
    operationBytes: within(8 * MB, heapBytes / 16, 256 * MB),
    heldBytes: within(16 * MB, heapBytes / 6, 1024 * MB),
    recentBytes: within(2 * MB, heapBytes / 64, 128 * MB),
    responseBytes: within(MB, heapBytes / 64, 64 * MB),
    documentCharacters: within(100_000, heapBytes / 1_024, 1_000_000),
    plannedFields: within(4_000, heapBytes / (96 * 1_024), 50_000),
    nodes: within(20_000, heapBytes / 8_192, 500_000),
  };
}

function within(least: number, value: number, most: number): number {
  return Math.floor(Math.min(most, Math.max(least, value)));
}
