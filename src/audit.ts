import { createHash } from 'node:crypto';
import type { FragmentDefinitionNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import type { AccessErrorCode } from './access/access-error.ts';
import type { Access } from './access/access.ts';
import type { DataClass, Decision } from './access/data-class.ts';
import { personalClasses } from './access/data-class.ts';
import { toAskedClasses } from './schema/asked-classes.ts';

/** One thing that was shown to somebody, or was not. Never a value. */
export interface AuditLine {
  readonly event: 'access' | 'refusal';
  /** RFC 3339, in UTC. */
  readonly time: string;
  readonly requestId?: string;
  /** Who asked; left out where they have not said so in a way that is believed. */
  readonly viewer?: { readonly kind: string; readonly id: string | null; readonly tenantId: string | null };
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
  /** Ids of the call records that were given out, as many as fit a line. */
  readonly records?: readonly string[];
  readonly recordCount?: number;
}

export interface EndedAccess {
  readonly access: Access;
  readonly requestId: string;
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  /** Paths that were refused with FORBIDDEN. */
  readonly forbidden: readonly string[];
}

/** Writes down who was shown which class of personal data, and to whom what was refused. */
export interface Audit {
  operation(ended: EndedAccess): void;
  refusal(code: AccessErrorCode): void;
}

const MOST_RECORDS = 200;
const MOST_FORBIDDEN = 20;

export function createAudit(write: (line: AuditLine) => void, now: () => number): Audit {
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
    refusal: (code) => write({ event: 'refusal', time: toTime(), decision: 'forbidden', code }),
    operation(ended) {
      const { access, requestId, operation, forbidden } = ended;
      const { viewer, policy, records, released } = access;
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
      const given = { records: [...records].slice(0, MOST_RECORDS), recordCount: records.size };
      for (const dataClass of findAsked(ended)) {
        if (!personalClasses.has(dataClass)) continue;
        write({ ...common, class: dataClass, decision: policy.decide(dataClass), ...given });
      }
      for (const dataClass of released) write({ ...common, class: dataClass, decision: 'show', ...given });
      for (const path of forbidden.slice(0, MOST_FORBIDDEN)) write({ ...common, decision: 'forbidden', path });
    },
  };
}
