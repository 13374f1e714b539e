import { createHash } from 'node:crypto';
import type { GraphQLSchema, OperationDefinitionNode } from 'graphql';
import type { AccessErrorCode, Who } from './access/access-error.ts';
import type { Access } from './access/access.ts';
import type { DataClass, Decision } from './access/data-class.ts';
import { personalClasses } from './access/data-class.ts';
import type { Fragments } from './execution/fragments.ts';
import { toAskedClasses } from './schema/asked-classes.ts';

/** One thing that was shown to somebody, or was not. Never a value. */
export interface AuditLine {
  readonly event: 'access' | 'refusal';
  /** RFC 3339, in UTC. */
  readonly time: string;
  readonly requestId?: string;
  /** Who asked; left out where they have not said so in a way that is believed. */
  readonly viewer?: Who;
  readonly roles?: readonly string[];
  readonly operation?: {
    /** SHA-256 of the document's text. */
    readonly hash: string;
    readonly name?: string;
  };
  readonly class?: DataClass;
  /** `hide`: asked for and not given. `forbidden`: refused with an error. */
  readonly decision: Decision | 'forbidden';
  /** What was refused, or with which code. */
  readonly path?: string;
  readonly code?: string;
  /** Ids of the call records that were given out, or withheld; more than fit a line go on in the next. */
  readonly records?: readonly string[];
  /** How many there are in all of these lines. */
  readonly recordCount?: number;
  /** Which process has written the line. */
  readonly writer: string;
  /** Which of its lines it is, from 1 on and without a gap. */
  readonly number: number;
  /** Which of the lines of all replicas it is; left out where they could not be asked in time. May have gaps. */
  readonly sequence?: number;
}

/** A line as it is made. */
export type UnnumberedLine = Omit<AuditLine, 'writer' | 'number' | 'sequence'>;

export interface EndedAccess {
  readonly access: Access;
  readonly requestId: string;
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  readonly fragments: Fragments;
  /** Paths that were refused with FORBIDDEN. */
  readonly forbidden: readonly string[];
}

/** Writes down who was shown which class of personal data, and to whom what was refused. */
export interface Audit {
  operation(ended: EndedAccess): void;
  refusal(code: AccessErrorCode, who: Who | undefined): void;
}

const MOST_RECORDS = 200;
const MOST_FORBIDDEN = 20;

/** As many ids as fit a line, and at least one line. */
function toChunks(ids: readonly string[]): Pick<AuditLine, 'records' | 'recordCount'>[] {
  const chunks: Pick<AuditLine, 'records' | 'recordCount'>[] = [];
  for (let start = 0; start === 0 || start < ids.length; start += MOST_RECORDS) {
    chunks.push({ records: ids.slice(start, start + MOST_RECORDS), recordCount: ids.length });
  }
  return chunks;
}

export function createAudit(write: (line: UnnumberedLine) => void, now: () => number): Audit {
  /** What a document asks for does not change; which operation of which schema it is says which. */
  const askedBy = new WeakMap<GraphQLSchema, WeakMap<OperationDefinitionNode, ReadonlySet<DataClass>>>();
  const hashes = new WeakMap<OperationDefinitionNode, string>();
  const toTime = () => new Date(now()).toISOString();

  function findAsked({ schema, operation, fragments }: EndedAccess): ReadonlySet<DataClass> {
    let ofSchema = askedBy.get(schema);
    if (!ofSchema) askedBy.set(schema, (ofSchema = new WeakMap()));
    let asked = ofSchema.get(operation);
    if (!asked) ofSchema.set(operation, (asked = toAskedClasses(schema, operation, fragments)));
    return asked;
  }

  function toHash(operation: OperationDefinitionNode): string {
    let hash = hashes.get(operation);
    if (hash === undefined) {
      hash = createHash('sha256')
        .update(operation.loc?.source.body ?? '')
        .digest('hex');
      hashes.set(operation, hash);
    }
    return hash;
  }

  return {
    refusal: (code, viewer) =>
      write({ event: 'refusal', time: toTime(), ...(viewer && { viewer }), decision: 'forbidden', code }),
    operation(ended) {
      const { access, requestId, operation, forbidden } = ended;
      const { viewer, policy, records, released, withheld } = access;
      const { kind, id, tenantId, roles } = viewer;
      const name = operation.name?.value.slice(0, 100);
      const common = {
        event: 'access',
        time: toTime(),
        requestId,
        viewer: { kind, id, tenantId },
        roles,
        operation: { hash: toHash(operation), ...(name !== undefined && { name }) },
      } as const;
      const given = toChunks([...records]);
      for (const dataClass of findAsked(ended)) {
        if (!personalClasses.has(dataClass)) continue;
        for (const some of given) write({ ...common, class: dataClass, decision: policy.decide(dataClass), ...some });
      }
      for (const dataClass of released) {
        for (const some of given) write({ ...common, class: dataClass, decision: 'show', ...some });
      }
      if (withheld.size) for (const some of toChunks([...withheld])) write({ ...common, decision: 'hide', ...some });
      for (const path of forbidden.slice(0, MOST_FORBIDDEN)) write({ ...common, decision: 'forbidden', path });
    },
  };
}
