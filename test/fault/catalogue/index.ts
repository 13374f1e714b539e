import type { Fault } from '../fault.ts';
import { plainThrottle } from './f01-plain-throttle.ts';
import { callerLeaves } from './f21-caller-leaves.ts';
import { partFails } from './f22-part-fails.ts';
import { outage } from './f23-outage.ts';
import { deadline } from './f25-deadline.ts';
import { stop } from './f28-stop.ts';
import { inboundAbuse } from './f29-inbound.ts';
import { ownFault } from './f30-own-fault.ts';
import { clockSkew } from './f31-clock-skew.ts';
import { sameRecord } from './f32-same-record.ts';

/** Every fault, in the order of its number. */
export const faults: readonly Fault[] = [
  plainThrottle,
  callerLeaves,
  partFails,
  outage,
  deadline,
  stop,
  inboundAbuse,
  ownFault,
  clockSkew,
  sameRecord,
];
