import type { Fault } from '../fault.ts';
import { plainThrottle } from './f01-plain-throttle.ts';
import { itemThrottle } from './f02-item-throttle.ts';
import { batchThrottle } from './f03-batch-throttle.ts';
import { serverError } from './f04-server-error.ts';
import { brokenConnection } from './f05-broken-connection.ts';
import { slowUpstream } from './f06-slow-upstream.ts';
import { cutBody } from './f07-cut-body.ts';
import { noJson } from './f08-no-json.ts';
import { wrongShape } from './f09-wrong-shape.ts';
import { unauthorized } from './f10-unauthorized.ts';
import { tokenEndpoint } from './f11-token-endpoint.ts';
import { forbidden } from './f12-forbidden.ts';
import { missingRecord } from './f13-missing-record.ts';
import { pageLoop } from './f14-page-loop.ts';
import { hostileLink } from './f15-hostile-link.ts';
import { metadataLink } from './f16-metadata-link.ts';
import { forgedCursor } from './f17-forged-cursor.ts';
import { duplicates } from './f18-duplicates.ts';
import { hugeAnswer } from './f19-huge-answer.ts';
import { unknownValue } from './f20-unknown-value.ts';
import { callerLeaves } from './f21-caller-leaves.ts';
import { partFails } from './f22-part-fails.ts';
import { outage } from './f23-outage.ts';
import { stackedRetries } from './f24-stacked-retries.ts';
import { deadline } from './f25-deadline.ts';
import { overload } from './f26-overload.ts';
import { memory } from './f27-memory.ts';
import { stop } from './f28-stop.ts';
import { inboundAbuse } from './f29-inbound.ts';
import { ownFault } from './f30-own-fault.ts';
import { clockSkew } from './f31-clock-skew.ts';
import { sameRecord } from './f32-same-record.ts';
import { sharedFetch } from './f33-shared-fetch.ts';
import { stalledReader } from './f35-stalled-reader.ts';
import { configuration } from './f36-configuration.ts';

/** Every fault, in the order of its number. */
export const faults: readonly Fault[] = [
  plainThrottle,
  itemThrottle,
  batchThrottle,
  serverError,
  brokenConnection,
  slowUpstream,
  cutBody,
  noJson,
  wrongShape,
  unauthorized,
  tokenEndpoint,
  forbidden,
  missingRecord,
  pageLoop,
  hostileLink,
  metadataLink,
  forgedCursor,
  duplicates,
  hugeAnswer,
  unknownValue,
  callerLeaves,
  partFails,
  outage,
  stackedRetries,
  deadline,
  overload,
  memory,
  stop,
  inboundAbuse,
  ownFault,
  clockSkew,
  sameRecord,
  sharedFetch,
  stalledReader,
  configuration,
];
