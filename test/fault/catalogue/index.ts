import type { Fault } from '../fault.ts';
import { plainThrottle } from './f01-plain-throttle.ts';
import { hugeAnswer } from './f19-huge-answer.ts';
import { unknownValue } from './f20-unknown-value.ts';
import { stackedRetries } from './f24-stacked-retries.ts';
import { overload } from './f26-overload.ts';
import { memory } from './f27-memory.ts';
import { stalledReader } from './f35-stalled-reader.ts';

/** Every fault, in the order of its number. */
export const faults: readonly Fault[] = [
  plainThrottle,
  hugeAnswer,
  unknownValue,
  stackedRetries,
  overload,
  memory,
  stalledReader,
];
