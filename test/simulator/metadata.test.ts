import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createTenant } from '../../src/simulator/tenant/tenant.ts';
import { startMs, type Json } from './simulator-client.ts';

interface TypeDeclaration {
  readonly properties: Readonly<Record<string, string>>;
  readonly base?: string;
}
const metadata = JSON.parse(
  readFileSync(new URL('../fixtures/call-record-metadata.v1.json', import.meta.url), 'utf8'),
) as {
  readonly types: Readonly<Record<string, TypeDeclaration>>;
  readonly enums: Readonly<Record<string, readonly string[]>>;
};

/** Identity sets show these keys whatever is declared, and every identity shows its tenant. */
const identitySetKeys = [
  'acsUser',
  'spoolUser',
  'phone',
  'guest',
  'encrypted',
  'onPremises',
  'acsApplicationInstance',
  'spoolApplicationInstance',
  'applicationInstance',
  'application',
  'device',
  'user',
];
const relationships = ['organizer_v2', 'participants_v2', 'sessions', 'segments'];

const declarations = new Map<string, Record<string, string>>();
function declared(type: string): Record<string, string> {
  const known = declarations.get(type);
  if (known !== undefined) return known;
  const declaration = metadata.types[type];
  if (declaration === undefined) throw new Error(`${type} is not declared`);
  const all = { ...(declaration.base === undefined ? {} : declared(declaration.base)), ...declaration.properties };
  declarations.set(type, all);
  return all;
}

function isA(type: string | undefined, base: string): boolean {
  return type !== undefined && (type === base || isA(metadata.types[type]?.base, base));
}

/** Members that had a value, by type, and members of enums that occurred. */
const seen = new Map<string, Set<string>>();
function note(type: string, member: string): void {
  seen.set(type, (seen.get(type) ?? new Set()).add(member));
}

const primitives: Readonly<Record<string, (value: Json) => boolean>> = {
  'Edm.String': (value) => typeof value === 'string',
  'Edm.Boolean': (value) => typeof value === 'boolean',
  'Edm.Int32': (value) => Number.isInteger(value) && Math.abs(value as number) < 2 ** 31,
  'Edm.Int64': (value) => Number.isSafeInteger(value),
  'Edm.Single': (value) => Number.isFinite(value),
  'Edm.DateTimeOffset': (value) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{7})?Z$/.test(value as string),
  'Edm.Duration': (value) => /^PT(?=\d)(\d+M)?(\d+(\.\d{1,3})?S)?$/.test(value as string),
};
const notNull = /^graph\.callRecords\.(?!audioCodec|videoCodec)/;

/** Where `value` is not what the metadata calls `type`, member for member. */
function* faults(type: string, value: Json, path: string): Generator<string> {
  const [, element] = /^Collection\((.*)\)$/.exec(type) ?? [];
  const members = metadata.enums[type];
  const isValid = primitives[type];
  if (element !== undefined) {
    for (const [index, item] of (value as Json[]).entries()) yield* faults(element, item, `${path}[${index}]`);
  } else if (members !== undefined) {
    if (value === null ? notNull.test(type) : !members.includes(value as string)) yield `${path}: ${String(value)}`;
    if (value !== null) note(type, value as string);
  } else if (value === null) {
    return;
  } else if (isValid !== undefined) {
    if (!isValid(value)) yield `${path}: ${JSON.stringify(value)} as ${type}`;
  } else {
    yield* objectFaults(type, value, path);
  }
}

function* objectFaults(type: string, value: Json, path: string): Generator<string> {
  const annotated = (value['@odata.type'] as string | undefined)?.replace('#microsoft.', '') ?? type;
  if (!isA(annotated, type)) yield `${path}: ${annotated} is no ${type}`;
  if (annotated === 'graph.callRecords.feedbackTokenSet') {
    if (Object.values(value as object).some((token) => typeof token !== 'boolean')) yield `${path}: a token`;
    return;
  }
  const properties = isA(annotated, 'graph.identitySet')
    ? Object.fromEntries(identitySetKeys.map((key) => [key, 'graph.identity']))
    : { ...declared(annotated), ...(isA(annotated, 'graph.identity') ? { tenantId: 'Edm.String' } : {}) };
  const names = Object.keys(value as object).filter((name) => !name.includes('@'));
  const wanted = Object.keys(properties).filter((name) => !relationships.includes(name));
  const difference = [
    ...names.filter((name) => !wanted.includes(name)),
    ...wanted.filter((name) => !names.includes(name)),
  ];
  if (difference.length > 0) yield `${path}: ${annotated} has, or has not, ${difference.join(', ')}`;
  for (const name of names) {
    if (value[name] !== null) note(annotated, name);
    // The only collection that is null: the retired one.
    if (name === 'participants' && value[name] === null) continue;
    yield* faults(properties[name] ?? '', value[name], `${path}.${name}`);
  }
}

describe('every body of the tenant', () => {
  it('is as the metadata declares it', () => {
    const tenant = createTenant(1, startMs);
    for (const call of tenant.calls) {
      const count = tenant.sessionCount(call);
      const found = [
        ...faults('graph.callRecords.callRecord', tenant.recordBody(call, false), 'record'),
        ...faults('graph.callRecords.callRecord', tenant.recordBody(call, true), 'list item'),
        ...faults('graph.callRecords.organizer', tenant.organizerBody(call), 'organizer_v2'),
        ...faults(
          'Collection(graph.callRecords.participant)',
          tenant.participantBodies(call, 0, 999),
          'participants_v2',
        ),
        ...faults('Collection(graph.callRecords.session)', tenant.sessionBodies(call, 0, count), 'sessions'),
        ...Array.from({ length: count }, (_, index) => [
          ...faults('Collection(graph.callRecords.segment)', tenant.segmentBodies(call, index), `segments of ${index}`),
        ]).flat(),
      ];
      expect(found, `${call.kind} ${call.id}`).toEqual([]);
    }
  });

  it('leaves no measured member empty in all of them', () => {
    const types = [
      'mediaStream',
      'networkInfo',
      'deviceInfo',
      'traceRouteHop',
      'media',
      'clientUserAgent',
      'segment',
      'session',
    ];
    for (const type of types) {
      const filled = seen.get(`graph.callRecords.${type}`) ?? new Set();
      const names = Object.keys(declared(`graph.callRecords.${type}`)).filter((name) => !relationships.includes(name));
      expect(
        names.filter((name) => !filled.has(name)),
        type,
      ).toEqual([]);
    }
  });

  it('uses the enums widely', () => {
    const used = (name: string) => [...(seen.get(`graph.callRecords.${name}`) ?? [])].sort();
    expect(used('callType')).toEqual(['groupCall', 'peerToPeer']);
    expect(used('failureStage')).toEqual(['callSetup', 'midcall']);
    expect(used('networkConnectionType')).toEqual(['mobile', 'tunnel', 'unknown', 'wifi', 'wired']);
    expect(used('networkTransportProtocol')).toEqual(['tcp', 'udp', 'unknown']);
    expect(used('clientPlatform')).toEqual([
      'android',
      'iOS',
      'ipPhone',
      'macOS',
      'roomSystem',
      'unknown',
      'web',
      'windows',
    ]);
    expect(used('productFamily')).toEqual(['azureCommunicationServices', 'teams', 'unknown']);
    expect(used('userFeedbackRating')).toEqual(['bad', 'excellent', 'fair', 'good', 'notRated', 'poor']);
  });
});
