/** What an export is of. */
export interface ExportScope {
  /** Calls that started at this instant or later, RFC 3339. */
  readonly from: string;
  /** Calls that started before this instant, RFC 3339. */
  readonly to: string;
  readonly participantId: string | undefined;
  readonly profile: string;
}

/** A place in an export: behind a call, in the list of which the gateway has sealed `after`. */
export interface Position {
  readonly scope: ExportScope;
  readonly after: string;
}

/**
 * A place as text: with what the export is of, so that it can be gone on with by the cursor alone. Who changes the scope
 * gets nowhere, because the sealed half is good for the same list only.
 */
export function toCursor({ scope, after }: Position): string {
  return `${Buffer.from(JSON.stringify(scope)).toString('base64url')}.${after}`;
}

/** Undefined for text that cannot be a cursor. */
export function toPosition(cursor: string): Position | undefined {
  const [head = '', after, ...rest] = cursor.split('.');
  if (!after || rest.length) return undefined;
  try {
    const scope = JSON.parse(Buffer.from(head, 'base64url').toString()) as Readonly<Record<string, unknown>> | null;
    const { from, to, participantId, profile } = scope ?? {};
    if (typeof from !== 'string' || typeof to !== 'string' || typeof profile !== 'string') return undefined;
    if (participantId !== undefined && typeof participantId !== 'string') return undefined;
    return { scope: { from, to, participantId, profile }, after };
  } catch {
    return undefined;
  }
}
