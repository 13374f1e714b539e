import type { Fault } from '../fault.ts';
import { plainThrottle } from './f01-plain-throttle.ts';

/** Every fault, in the order of its number. */
export const faults: readonly Fault[] = [plainThrottle];
