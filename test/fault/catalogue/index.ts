import type { Fault } from '../fault.ts';
import { plainThrottle } from './f01-plain-throttle.ts';
import { itemThrottle } from './f02-item-throttle.ts';
import { batchThrottle } from './f03-batch-throttle.ts';
import { serverError } from './f04-server-error.ts';

/** Every fault, in the order of its number. */
export const faults: readonly Fault[] = [plainThrottle, itemThrottle, batchThrottle, serverError];
