/** A type that other subgraphs can refer to. */
export interface EntityType {
  /** The fields that name one of its things, as `@key` has them. */
  readonly key: string;
  /** Whether this gateway can look one up by its key; otherwise it only names them, for other subgraphs to say more. */
  readonly isResolvable: boolean;
}

/**
 * People and whatever else takes part are known here by what a call says of them, and cannot be asked for: theirs are
 * the ids by which a directory finds them.
 */
export const entityTypes = {
  CallRecord: { key: 'id', isResolvable: true },
  Session: { key: 'callRecordId id', isResolvable: true },
  UserIdentity: { key: 'id', isResolvable: false },
  Identity: { key: 'id', isResolvable: false },
} as const satisfies Readonly<Record<string, EntityType>>;

/** Types that other subgraphs have as well, with the same fields. */
export const sharedTypes: ReadonlySet<string> = new Set(['PageInfo']);
