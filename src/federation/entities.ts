import type { GraphQLObjectType, GraphQLResolveInfo } from 'graphql';
import type { Context } from '../context.ts';
import type { CallRecord, Session } from '../graph/resources.ts';
import { toForbidden } from '../schema/forbidden.ts';
import { toInputError } from '../schema/argument.ts';
import { rememberOfSelection } from '../schema/selection-memo.ts';
import { toCallRecordWants, toFieldOf, toQuery, toWantedMembers } from '../schema/selection.ts';
import { setRecordId } from '../schema/session-record.ts';
import { toReleased } from '../schema/single-record.ts';
import { toDataClass } from '../schema/view.ts';
import type { EntityRef } from './representation.ts';
import { toEntityRef } from './representation.ts';

/** As many as a list of records can have: what a price does not see, as representations of nothing, is bounded by it. */
const MOST_REPRESENTATIONS = 1_000;

const typeNames = new WeakMap<object, EntityRef['typeName']>();

/** Which type an entity is of that `readEntities` has given. */
export const toEntityTypeName = (entity: object): EntityRef['typeName'] | undefined => typeNames.get(entity);

/**
 * What representations refer to, in their order: null for what is not there, or not for the caller, and an error in the
 * place of each that cannot be served. All are asked for in one tick, so that the loaders read them together.
 */
export function readEntities(
  representations: readonly unknown[],
  context: Context,
  info: GraphQLResolveInfo,
): readonly unknown[] {
  if (representations.length > MOST_REPRESENTATIONS) {
    throw toInputError(
      `Argument "representations" must be at most ${MOST_REPRESENTATIONS}, not ${representations.length}.`,
    );
  }
  const isHidden = context.access.policy.decide(toDataClass('Query', 'callRecord')) === 'hide';
  const sessions = createSessionReader(context, info);
  return representations.map((representation, index) => {
    const ref = toEntityRef(representation, index);
    if (ref instanceof Error) return ref;
    if (isHidden) return toForbidden(`Your roles do not let you read "${ref.typeName}".`);
    return ref.typeName === 'CallRecord' ? readRecord(ref.recordId, context, info) : sessions(ref);
  });
}

async function readRecord(id: string, context: Context, info: GraphQLResolveInfo): Promise<CallRecord | null> {
  const wanted = rememberOfSelection(info, workOutRecord);
  const record = toReleased(await context.loaders.callRecord.load(id, wanted), id, context);
  if (record) typeNames.set(record, 'CallRecord');
  return record;
}

const workOutRecord = (info: GraphQLResolveInfo) => toCallRecordWants(toWantedOf('CallRecord', info));

type ReadSession = (ref: EntityRef & { readonly typeName: 'Session' }) => Promise<Session | null>;

/** Graph finds a session with its record alone: sessions of one record are read together, once. */
function createSessionReader(context: Context, info: GraphQLResolveInfo): ReadSession {
  const byRecord = new Map<string, ReturnType<typeof readAll>>();

  async function readAll(recordId: string) {
    const query = rememberOfSelection(info, workOutSession);
    const wanted = { select: ['id'], collections: { sessions: query } };
    const record = toReleased(await context.loaders.callRecord.load(recordId, wanted), recordId, context);
    if (!record) return undefined;
    const { items, error } = await context.loaders.sessions.load(record, query);
    return { record, error, sessions: new Map(items.map((session) => [session.id, session])) };
  }

  return async ({ recordId, sessionId }) => {
    let reading = byRecord.get(recordId);
    if (!reading) byRecord.set(recordId, (reading = readAll(recordId)));
    const found = await reading;
    const session = found?.sessions.get(sessionId);
    if (!found || !session) {
      // It may be among those that could not be read.
      if (found?.error) throw found.error;
      return null;
    }
    setRecordId(session, found.record.id);
    typeNames.set(session, 'Session');
    return session;
  };
}

const workOutSession = (info: GraphQLResolveInfo) => toQuery(toWantedOf('Session', info));

function toWantedOf(typeName: EntityRef['typeName'], info: GraphQLResolveInfo) {
  const type = info.schema.getType(typeName) as GraphQLObjectType;
  return toWantedMembers(type, [toFieldOf(type, info.fieldNodes, info)], info);
}
