import type { Instant } from '../instant.ts';
import type { Client } from './client.ts';
import type { Party } from './party.ts';
import type { Situation } from './situation.ts';

export type ServiceRole =
  | 'mediaController'
  | 'mediationServer'
  | 'skypeForBusinessAutoAttendant'
  | 'skypeForBusinessCallQueues'
  | 'conferencingAttendant'
  | 'voicemail';

/** One end of a session: someone with a client somewhere, or a service of Teams. */
export type End =
  | { readonly kind: 'participant'; readonly party: Party; readonly client: Client; readonly situation: Situation }
  | { readonly kind: 'service'; readonly role: ServiceRole };

export interface Failure {
  readonly stage: 'unknown' | 'callSetup' | 'midcall';
  readonly reason: string | null;
}

export type Modality = 'audio' | 'video' | 'videoBasedScreenSharing';

export interface SegmentPlan {
  readonly id: string;
  readonly caller: End;
  readonly callee: End;
  readonly start: Instant;
  readonly end: Instant;
  readonly failure: Failure | null;
  readonly isSip: boolean;
}

/** A session before its body is written: who with whom, when, how it went. */
export interface SessionPlan {
  readonly id: string;
  readonly caller: End;
  readonly callee: End;
  readonly start: Instant;
  readonly end: Instant;
  readonly modalities: readonly Modality[];
  readonly failure: Failure | null;
  readonly isTest: boolean;
  readonly segments: readonly SegmentPlan[];
}

export const toService = (role: ServiceRole): End => ({ kind: 'service', role });
