/** `CREATED`: the first version that was seen of a record; `UPDATED`: a later one. */
export type ChangeKind = 'CREATED' | 'UPDATED';

/** A version of a call record that was seen for the first time, with what subscribers are told apart by. */
export interface RecordChange {
  /** Of the call record, in lower case. */
  readonly recordId: string;
  readonly version: number;
  /** `groupCall` or `peerToPeer`, as Graph has it. */
  readonly type: string | undefined;
  /** Ids of participants, in lower case; as many as come with the record. */
  readonly participantIds: readonly string[];
  /** Whether these are all of them. */
  readonly isComplete: boolean;
}

/** As it stands in the log. */
export interface LoggedChange extends RecordChange {
  readonly kind: ChangeKind;
  /** Where in the log; opaque, and greater for what came later. */
  readonly position: string;
  /** When it was noticed, in milliseconds since the Unix epoch. */
  readonly noticedMs: number;
}
