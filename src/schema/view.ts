import type { GraphQLField, GraphQLObjectType, GraphQLSchema } from 'graphql';
import {
  defaultFieldResolver,
  getNullableType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import type { Access } from '../access/access.ts';
import type { DataClass } from '../access/data-class.ts';
import { fieldRules, subgraphRules } from '../access/field-rule.ts';
import { maskPhone } from '../access/mask.ts';
import type { Policy } from '../access/policy.ts';
import type { Context } from '../context.ts';
import type { Identity, Media, Segment } from '../graph/resources.ts';
import { toForbidden } from './forbidden.ts';
import type { Upstream } from './upstream-cost.ts';
import type { Given } from './given.ts';
import { isAt, toGiven } from './given.ts';

/** Makes the fields of a new schema give what a policy lets them give, and ask Graph for no more. */
export function restrict(schema: GraphQLSchema, policy: Policy): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) restrictField(type, field as Field, policy);
  }
  if (policy.decide('phone') !== 'show')
    watch(toField(schema, 'CommunicationsIdentitySet', 'phone'), maskPhoneIdentity);
  if (policy.records === 'own') {
    priceOwnership(toField(schema, 'Query', 'callRecord'));
    priceOwnership(toField(schema, 'CallRecordChange', 'callRecord'));
  }
  if (policy.decide('advanced') === 'own') {
    watch(toField(schema, 'Segment', 'media'), rememberOwnSides);
    watch(toField(schema, 'ParticipantEndpoint', 'userAgent'), rememberOwnAgent);
  }
  return schema;
}

/** The rule of every field of a schema; throws for a field without one, and for a rule without a field. */
export function checkFieldRules(schema: GraphQLSchema): void {
  const missing: string[] = [];
  const left = new Set(
    Object.entries(fieldRules).flatMap(([type, rules]) => Object.keys(rules).map((field) => `${type}.${field}`)),
  );
  for (const type of Object.values(schema.getTypeMap())) {
    if ((!isObjectType(type) && !isInterfaceType(type)) || type.name.startsWith('__')) continue;
    for (const field of Object.keys(type.getFields())) {
      if (!left.delete(`${type.name}.${field}`)) missing.push(`${type.name}.${field}`);
    }
  }
  if (missing.length)
    throw new Error(`Who may see these fields? access/field-rule.ts has no line for ${missing.join(', ')}.`);
  if (left.size)
    throw new Error(`access/field-rule.ts has lines for fields that do not exist: ${[...left].join(', ')}.`);
}

export const toDataClass = (type: string, field: string): DataClass =>
  (fieldRules[type]?.[field] ?? subgraphRules[type]?.[field]) as DataClass;

type Field = GraphQLField<unknown, Context>;

function restrictField(type: GraphQLObjectType, field: Field, policy: Policy): void {
  const dataClass = toDataClass(type.name, field.name);
  if (policy.decide(dataClass) === 'hide') hide(type, field);
  else {
    const toValue = toGiven(type.name, field.name, dataClass, policy);
    if (toValue) watch(field, toValue);
  }
}

function hide(type: GraphQLObjectType, field: Field): void {
  // What nobody gets is not asked of Graph.
  field.extensions = { graph: { select: [] } };
  const isRoot = type.name === 'Query' || type.name === 'Subscription';
  if (!isRoot && !isNonNullType(field.type)) field.resolve = () => null;
  else if (!isRoot && isListType(getNullableType(field.type))) field.resolve = () => [];
  else {
    field.resolve = () => {
      throw toForbidden(`Your roles do not let you read "${type.name}.${field.name}".`);
    };
    if (type.name === 'Subscription') field.subscribe = field.resolve;
  }
}

/** Lets `give` have its way with what a field gives. */
function watch(field: Field, give: Given): void {
  const resolve = field.resolve ?? (defaultFieldResolver as NonNullable<Field['resolve']>);
  field.resolve = (source, args, context, info) => {
    const value = resolve(source, args, context, info);
    if (value instanceof Promise) return value.then((settled) => give(settled, source as object, context.access));
    return give(value, source as object, context.access);
  };
}

const toField = (schema: GraphQLSchema, type: string, field: string) =>
  (schema.getType(type) as GraphQLObjectType).getFields()[field] as Field;

/** Whatever stands for a telephone is masked as a number, even where it does not look like one. */
function maskPhoneIdentity(identity: unknown): unknown {
  if (typeof identity !== 'object' || identity === null) return identity;
  const { id, displayName } = identity as Identity;
  return {
    ...identity,
    ...(typeof id === 'string' && { id: maskPhone(id) }),
    ...(typeof displayName === 'string' && { displayName: maskPhone(displayName) }),
  };
}

/** Whose record it is, is found out with its participants. */
function priceOwnership(field: Field): void {
  field.extensions = { ...field.extensions, upstream: (): Upstream => ({ requests: 2, relationships: 1 }) };
}

function rememberOwnSides(media: unknown, source: object, { viewer, own }: Access): unknown {
  const { caller, callee } = source as Segment;
  const add = (parts: unknown[]) => {
    for (const part of parts) if (typeof part === 'object' && part !== null) own.add(part);
  };
  for (const one of Array.isArray(media) ? (media as Media[]) : []) {
    if (caller && isAt(caller, viewer)) add([one.callerNetwork, one.callerDevice]);
    if (callee && isAt(callee, viewer)) add([one.calleeNetwork, one.calleeDevice]);
  }
  return media;
}

function rememberOwnAgent(userAgent: unknown, source: object, { viewer, own }: Access): unknown {
  if (isAt(source, viewer) && typeof userAgent === 'object' && userAgent !== null) own.add(userAgent);
  return userAgent;
}
