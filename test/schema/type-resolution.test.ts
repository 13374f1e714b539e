import type { ExecutionResult } from 'graphql';
import { execute, GraphQLObjectType, GraphQLSchema, isObjectType, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { toEndpointTypename, toUserAgentTypename } from '../../src/graph/odata-type.ts';
import type { Endpoint, UserAgent } from '../../src/graph/resources.ts';
import { schema } from '../../src/schema/index.ts';

const NAMESPACE = 'microsoft.graph.callRecords';

/** The spellings of one type name that have been seen, and then some. */
function toSpellings(name: string): string[] {
  const full = `${NAMESPACE}.${name}`;
  return [
    `#${full}`,
    full,
    full.toLowerCase(),
    `#${full.toUpperCase()}`,
    `#microsoft.graph.callrecords.${name}`,
    name,
    `#${name}`,
  ];
}

function annotated(type: string, members: object = {}): Endpoint & UserAgent {
  return { '@odata.type': type, ...members };
}

describe('toEndpointTypename', () => {
  it.each(toSpellings('participantEndpoint'))('takes %s for a participant', (type) => {
    expect(toEndpointTypename(annotated(type))).toBe('ParticipantEndpoint');
  });

  it.each(toSpellings('serviceEndpoint'))('takes %s for a service', (type) => {
    expect(toEndpointTypename(annotated(type))).toBe('ServiceEndpoint');
  });

  it('believes the annotation more than the members', () => {
    expect(toEndpointTypename(annotated(`#${NAMESPACE}.serviceEndpoint`, { name: 'HOST' }))).toBe('ServiceEndpoint');
  });

  describe.each([...toSpellings('endpoint'), ...toSpellings('holoEndpoint'), '', '#', undefined])(
    'with type %s',
    (type) => {
      const base = type === undefined ? {} : { '@odata.type': type };

      it.each([
        'associatedIdentity',
        'identity',
        'feedback',
        'name',
        'cpuName',
        'cpuCoresCount',
        'cpuProcessorSpeedInMhz',
      ])('decides by the member %s, even when it is null', (member) => {
        expect(toEndpointTypename({ ...base, [member]: null })).toBe('ParticipantEndpoint');
      });

      it('is unknown without a member that tells', () => {
        expect(toEndpointTypename({ ...base, userAgent: null })).toBe('UnknownEndpoint');
      });
    },
  );

  it('does not fall over an annotation that is not text', () => {
    expect(toEndpointTypename({ '@odata.type': 7 } as unknown as Endpoint)).toBe('UnknownEndpoint');
  });
});

describe('toUserAgentTypename', () => {
  it.each(toSpellings('clientUserAgent'))('takes %s for a client', (type) => {
    expect(toUserAgentTypename(annotated(type))).toBe('ClientUserAgent');
  });

  it.each(toSpellings('serviceUserAgent'))('takes %s for a service', (type) => {
    expect(toUserAgentTypename(annotated(type))).toBe('ServiceUserAgent');
  });

  it('believes the annotation more than the members', () => {
    expect(toUserAgentTypename(annotated(`#${NAMESPACE}.clientUserAgent`, { role: null }))).toBe('ClientUserAgent');
  });

  describe.each([...toSpellings('userAgent'), ...toSpellings('holoUserAgent'), '', undefined])(
    'with type %s',
    (type) => {
      const base = type === undefined ? {} : { '@odata.type': type };

      it.each(['platform', 'productFamily', 'communicationServiceId', 'azureADAppId'])(
        'takes it for a client by the member %s, even when it is null',
        (member) => {
          expect(toUserAgentTypename({ ...base, [member]: null })).toBe('ClientUserAgent');
        },
      );

      it('takes it for a service by its role, even when that is null', () => {
        expect(toUserAgentTypename({ ...base, ...{ role: null } })).toBe('ServiceUserAgent');
      });

      it('is unknown without a member that tells', () => {
        expect(toUserAgentTypename({ ...base, headerValue: 'x', applicationVersion: null })).toBe('UnknownUserAgent');
      });
    },
  );
});

describe('in a query', () => {
  /** The real types under a root of the test's own, so that only they are tested. */
  function query(segment: object, selection: string): ExecutionResult {
    const type = schema.getType('Segment');
    if (!isObjectType(type)) throw new Error('The schema has no type Segment');
    const { types, ...config } = schema.toConfig();
    const root = new GraphQLObjectType({ name: 'Query', fields: { segment: { type } } });
    const document = parse(`{ segment { ${selection} } }`);
    return execute({
      schema: new GraphQLSchema({
        ...config,
        types: types.filter(({ name }) => name !== 'Query'),
        query: root,
        mutation: null,
        subscription: null,
      }),
      document,
      rootValue: { segment },
    }) as ExecutionResult;
  }

  it('gives each kind its own fields', () => {
    const answer = query(
      {
        id: '1',
        caller: {
          '@odata.type': '#microsoft.graph.callRecords.participantEndpoint',
          name: 'HOST-1',
          cpuCoresCount: 8,
          associatedIdentity: { id: 'u', userPrincipalName: 'megan@contoso.com' },
          feedback: { rating: 'Poor', tokens: { Echo: true } },
          userAgent: { platform: 'macOS', productFamily: 'teams' },
        },
        callee: {
          '@odata.type': 'microsoft.graph.callrecords.serviceendpoint',
          userAgent: { '@odata.type': '#microsoft.graph.callRecords.serviceUserAgent', role: 'mediaController' },
        },
      },
      `caller { __typename userAgent { __typename ...on ClientUserAgent { platform productFamily } }
         ...on ParticipantEndpoint { name cpuCoresCount associatedIdentity { id userPrincipalName } feedback { rating tokens } } }
       callee { __typename userAgent { __typename ...on ServiceUserAgent { role } } }`,
    );
    expect(answer).toEqual({
      data: {
        segment: {
          caller: {
            __typename: 'ParticipantEndpoint',
            name: 'HOST-1',
            cpuCoresCount: 8,
            associatedIdentity: { id: 'u', userPrincipalName: 'megan@contoso.com' },
            feedback: { rating: 'POOR', tokens: { Echo: true } },
            userAgent: { __typename: 'ClientUserAgent', platform: 'MAC_OS', productFamily: 'TEAMS' },
          },
          callee: {
            __typename: 'ServiceEndpoint',
            userAgent: { __typename: 'ServiceUserAgent', role: 'MEDIA_CONTROLLER' },
          },
        },
      },
    });
  });

  it('answers a kind that nobody knows yet with the unknown ones, without an error', () => {
    const userAgent = { '@odata.type': '#microsoft.graph.callRecords.holoUserAgent', headerValue: 'Holo/1' };
    const answer = query(
      { id: '1', caller: { '@odata.type': '#microsoft.graph.callRecords.holoEndpoint', userAgent }, callee: {} },
      'caller { __typename userAgent { __typename headerValue } } callee { __typename userAgent { headerValue } }',
    );
    expect(answer).toEqual({
      data: {
        segment: {
          caller: {
            __typename: 'UnknownEndpoint',
            userAgent: { __typename: 'UnknownUserAgent', headerValue: 'Holo/1' },
          },
          callee: { __typename: 'UnknownEndpoint', userAgent: null },
        },
      },
    });
  });

  it('passes numbers, durations and dates through as Graph wrote them', () => {
    const stream = {
      averageJitter: 'PT0.016S',
      packetUtilization: 166_919,
      startDateTime: '2024-03-20T10:45:38.6620353Z',
    };
    const answer = query(
      {
        id: '1',
        media: [
          {
            streams: [stream],
            callerNetwork: { linkSpeed: 4_294_967_295, wifiBand: 'frequency24GHz', traceRouteHops: [] },
            callerDevice: { cpuInsufficentEventRatio: 0.25, sentSignalLevel: -14 },
          },
        ],
      },
      `media { streams { averageJitter packetUtilization startDateTime }
         callerNetwork { linkSpeed wifiBand traceRouteHops { hopCount } }
         callerDevice { cpuInsufficientEventRatio sentSignalLevel } calleeDevice { sentSignalLevel } }`,
    );
    expect(answer).toEqual({
      data: {
        segment: {
          media: [
            {
              streams: [stream],
              callerNetwork: { linkSpeed: 4_294_967_295, wifiBand: 'FREQUENCY_24_GHZ', traceRouteHops: [] },
              callerDevice: { cpuInsufficientEventRatio: 0.25, sentSignalLevel: -14 },
              calleeDevice: null,
            },
          ],
        },
      },
    });
  });
});
