import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemClock } from '../src/clock.ts';
import type { ErrorCode } from '../src/error-code.ts';
import type { Json } from './support/fixture.ts';
import { toFullSelection } from './support/full-selection.ts';
import type { TestGateway } from './support/gateway.ts';
import { GRAPHQL_URL, openGateway } from './support/gateway.ts';
import type { Path, Spot } from './support/metadata-body.ts';
import { GUID, readMetadata, toMetadataBody } from './support/metadata-body.ts';
import type { StubGraph } from './support/stub-graph.ts';
import { startStubGraph } from './support/stub-graph.ts';

/**
 * Graph may send anything in any declared property: it costs the field of that property, and what is computed from it,
 * and nothing else.
 */

/** Stands in what is sent where it has no place: no error may show it. */
const MARK = 'text-of-the-upstream';

/** What an error of a field may say that Graph sent something wrong for. */
const codes: readonly string[] = ['UPSTREAM_INVALID_RESPONSE'] satisfies ErrorCode[];

/** `callRecord` leads back to records without end, `worstSession` shows one of the sessions again. */
const NOT_SELECTED = ['callRecord', 'worstSession'];

const MISSING = Symbol('missing');

const fuzz: Readonly<Record<string, Json>> = {
  'an object': { id: MARK, [MARK]: MARK },
  'an empty object': {},
  'an empty list': [],
  'a list of texts': [MARK],
  'a list of lists': [[MARK]],
  'a list of nulls': [null, null],
  'a number': 12345,
  'a fraction': 1.5,
  'a huge number': 1e308,
  'a negative number': -1,
  'a text': MARK,
  'a huge text': MARK + 'x'.repeat(100_000),
  true: true,
  false: false,
  null: null,
  missing: MISSING,
};

/** Graph's member → our field, where they differ; null: retired, and shown nowhere. */
const renamed: Readonly<Record<string, string | null>> = {
  'graph.callRecords.callRecord/organizer': null,
  'graph.callRecords.callRecord/participants': null,
  'graph.callRecords.participantEndpoint/identity': null,
  'graph.callRecords.callRecord/organizer_v2': 'organizer',
  'graph.callRecords.callRecord/participants_v2': 'participants',
  'graph.callRecords.deviceInfo/cpuInsufficentEventRatio': 'cpuInsufficientEventRatio',
};

const SESSIONS = ['callRecord/sessions', 'session/id'];
const PARTICIPANTS = ['callRecord/participants_v2', 'participant/id'];
const STREAMS = ['segment/media', 'media/streams'];
const METRICS = [
  'averageAudioDegradation',
  'averageJitter',
  'averagePacketLossRate',
  'averageRatioOfConcealedSamples',
  'averageRoundTripTime',
  'averageVideoFrameLossPercentage',
  'averageVideoFrameRate',
  'averageVideoPacketLossRate',
  'packetUtilization',
  'postForwardErrorCorrectionPacketLossRate',
].map((member) => `mediaStream/${member}`);
const SEGMENTS = ['session/segments', 'segment/id'];
const WHOLE_SEGMENT = [...STREAMS, 'media/label', ...METRICS];
const WHOLE_SESSION = [...SEGMENTS, ...WHOLE_SEGMENT];
const SIDE_SIGNS = [
  'media/callerDevice',
  'media/calleeDevice',
  'media/callerNetwork',
  'media/calleeNetwork',
  ...[
    'captureNotFunctioningEventRatio',
    'cpuInsufficentEventRatio',
    'micGlitchRate',
    'renderNotFunctioningEventRatio',
    'speakerGlitchRate',
  ].map((member) => `deviceInfo/${member}`),
  ...['bandwidthLowEventRatio', 'delayEventRatio', 'receivedQualityEventRatio', 'sentQualityEventRatio'].map(
    (member) => `networkInfo/${member}`,
  ),
];
const SPAN = ['startDateTime', 'endDateTime'];
const PEOPLE = ['session/caller', 'session/callee', 'session/failureInfo', 'participantEndpoint/associatedIdentity'];

/** Our fields that are computed, and the members whose value they depend on. */
const derived: Readonly<Record<string, readonly string[]>> = {
  'CallRecord.attendance': [
    ...SESSIONS,
    ...PARTICIPANTS,
    ...WHOLE_SESSION,
    ...PEOPLE,
    ...SPAN.map((member) => `session/${member}`),
    'clientUserAgent/platform',
    'deviceInfo/captureDeviceName',
    'deviceInfo/renderDeviceName',
    'failureInfo/stage',
    'media/callerDevice',
    'media/calleeDevice',
    'participantEndpoint/name',
    'participantEndpoint/userAgent',
  ],
  'CallRecord.directRoutingCalls': ['callRecord/id'],
  'CallRecord.duration': SPAN.map((member) => `callRecord/${member}`),
  'CallRecord.durationSeconds': SPAN.map((member) => `callRecord/${member}`),
  'CallRecord.pstnCalls': PARTICIPANTS,
  'CallRecord.quality': [...SESSIONS, ...WHOLE_SESSION],
  'CallRecord.summary': [
    ...SESSIONS,
    ...PARTICIPANTS,
    ...WHOLE_SESSION,
    ...PEOPLE,
    ...SPAN.map((member) => `callRecord/${member}`),
  ],
  'MediaStream.quality': ['media/label', ...METRICS],
  'ParticipantEndpoint.associatedIdentity': ['participantEndpoint/identity'],
  'Segment.duration': SPAN.map((member) => `segment/${member}`),
  'Segment.durationSeconds': SPAN.map((member) => `segment/${member}`),
  'Segment.quality': WHOLE_SEGMENT,
  'Session.duration': SPAN.map((member) => `session/${member}`),
  'Session.durationSeconds': SPAN.map((member) => `session/${member}`),
  'Session.quality': WHOLE_SESSION,
  'Session.side': ['session/caller', 'session/callee', ...WHOLE_SESSION, ...SIDE_SIGNS],
  ...Object.fromEntries(
    [
      'averageAudioNetworkJitter',
      'averageFreezeDuration',
      'averageJitter',
      'averageRoundTripTime',
      'maxAudioNetworkJitter',
      'maxJitter',
      'maxRoundTripTime',
      'rmsFreezeDuration',
    ].map((member) => [`MediaStream.${member}Ms`, [`mediaStream/${member}`]]),
  ),
};

interface Step {
  readonly key: string | number;
  /** `Type.field`; undefined for a place in a list. */
  readonly field: string | undefined;
}

/** The places where two answers differ, as near to the leaves as can be told. */
function* toDifferences(a: Json, b: Json, steps: readonly Step[] = []): Generator<readonly Step[]> {
  if (Array.isArray(a) && Array.isArray(b) && a.length === b.length) {
    for (const [key, item] of a.entries()) yield* toDifferences(item, b[key], [...steps, { key, field: undefined }]);
  } else if (isObject(a) && isObject(b) && a['__typename'] === b['__typename']) {
    for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
      yield* toDifferences(a[key], b[key], [...steps, { key, field: `${a['__typename'] ?? 'Query'}.${key}` }]);
    }
  } else if (a !== b) yield steps;
}

const isObject = (value: Json): value is Record<string, Json> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The steps to a path of an error, as far as the unharmed answer has it. */
function toSteps(path: Path, data: Json): readonly Step[] {
  let at = data;
  return path.map((key) => {
    const field = typeof key === 'string' ? `${at?.['__typename'] ?? 'Query'}.${key}` : undefined;
    at = at?.[key];
    return { key, field };
  });
}

/** A question about a body, and where the body stands in the answer. */
interface Subject {
  readonly body: Json;
  readonly spots: readonly Spot[];
  readonly query: string;
  readonly place: Path;
}

let subject: Subject;
let sent: Json;
let graph: StubGraph;
const gateways: TestGateway[] = [];

interface Answer {
  readonly status: number;
  readonly data: Json;
  readonly errors?: readonly { message: string; path?: Path; extensions: Readonly<Record<string, unknown>> }[];
}

async function ask(gateway: TestGateway, { query }: Subject, body: Json): Promise<Answer> {
  sent = body;
  const response = await gateway.gateway.fetch(GRAPHQL_URL, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ query }),
  });
  return { status: response.status, ...((await response.json()) as Omit<Answer, 'status'>) };
}

/** The body with something else at a spot. */
function withFuzz(body: Json, path: Path, value: Json): Json {
  const copy = structuredClone(body);
  const holder = path.slice(0, -1).reduce((at: Json, key) => at[key], copy);
  const last = path.at(-1) as string;
  // JSON leaves out what is undefined.
  holder[last] = value === MISSING ? undefined : value;
  return copy;
}

/** Graph's own object at a spot, said to be of a type that nobody knows; undefined where no object stands. */
function toUnknownType(body: Json, path: Path): Json {
  const value = path.reduce((at: Json, key) => at[key], body);
  const annotate = (item: Json) => isObject(item) && { ...item, '@odata.type': `#microsoft.graph.${MARK}` };
  if (Array.isArray(value)) return annotate(value[0]) && value.map(annotate);
  return annotate(value) || undefined;
}

/** Where the field of a spot is in the answer; undefined where it is shown nowhere. */
function toFieldPath({ owner, member, path }: Spot, place: Path): Path | undefined {
  const names = path.map((key) => renamed[`graph.callRecords.callRecord/${key}`] ?? key);
  const last = renamed[`${owner}/${member}`];
  if (last === null) return undefined;
  // What has no key is left out of its list, or null.
  if (member === 'id' && /\.(session|segment|participant|organizer|callRecord)$/.test(owner)) {
    const holder = names.slice(0, -1);
    return [...place, ...(typeof holder.at(-1) === 'number' ? holder.slice(0, -1) : holder)];
  }
  return [...place, ...names.slice(0, -1), last ?? member];
}

const toShortName = ({ owner, member }: Spot) => `${owner.slice(owner.lastIndexOf('.') + 1)}/${member}`;

function isAllowed(steps: readonly Step[], spot: Spot, fieldPath: Path | undefined): boolean {
  const isBelow = fieldPath !== undefined && fieldPath.every((key, index) => steps[index]?.key === key);
  return isBelow || steps.some(({ field }) => field && derived[field]?.includes(toShortName(spot)));
}

const toText = (steps: readonly Step[]) => steps.map(({ key }) => key).join('.');

/** Everything that is not as promised when this is sent at a spot. */
async function findBroken(gateway: TestGateway, whole: Answer, spot: Spot, body: Json): Promise<string[]> {
  const answer = await ask(gateway, subject, body);
  const fieldPath = toFieldPath(spot, subject.place);
  const broken: string[] = [];
  if (answer.status !== 200) broken.push(`HTTP ${answer.status}`);
  for (const { message, path = [], extensions } of answer.errors ?? []) {
    const at = path.join('.');
    if (!codes.includes(String(extensions['code']))) broken.push(`${String(extensions['code'])} at ${at}`);
    if (!isAllowed(toSteps(path, whole.data), spot, fieldPath)) broken.push(`an error at ${at}`);
    if (JSON.stringify({ message, extensions }).includes(MARK)) broken.push(`text of Graph in the error at ${at}`);
  }
  for (const steps of toDifferences(whole.data, answer.data)) {
    if (!isAllowed(steps, spot, fieldPath)) broken.push(`another ${toText(steps)}`);
  }
  return broken;
}

beforeAll(async () => {
  graph = await startStubGraph(({ url }) => {
    if (url.includes('/participants_v2')) return { body: { value: sent.participants_v2 } };
    if (/\/get\w+\(/.test(url)) return { body: { value: subject.place.length > 1 ? [sent] : [] } };
    return { body: sent };
  });
});

afterAll(async () => {
  await Promise.all(gateways.map((gateway) => gateway.close()));
  await graph.close();
});

function open(beta: boolean): TestGateway {
  const clock = { ...systemClock, now: () => Date.parse('2026-06-15T12:00:00Z') };
  const gateway = openGateway({ baseUrl: graph.baseUrl, clock, beta });
  gateways.push(gateway);
  return gateway;
}

function testEverySpot({ beta, ...given }: Subject & { readonly beta: boolean }): void {
  let gateway: TestGateway;
  let whole: Answer;

  beforeAll(async () => {
    subject = given;
    gateway = open(beta);
    whole = await ask(gateway, subject, subject.body);
  });

  test('nothing wrong', () => {
    expect(whole.errors).toBeUndefined();
    expect(whole.data).not.toBeNull();
  });

  test.each(given.spots.map((spot) => [`${spot.owner}/${spot.member}`, spot] as const))('%s', async (_name, spot) => {
    const broken: string[] = [];
    for (const [name, value] of Object.entries(fuzz)) {
      const found = await findBroken(gateway, whole, spot, withFuzz(given.body, spot.path, value));
      broken.push(...found.map((each) => `${name}: ${each}`));
    }
    const unknown = toUnknownType(given.body, spot.path);
    if (unknown) {
      const found = await findBroken(gateway, whole, spot, withFuzz(given.body, spot.path, unknown));
      broken.push(...found.map((each) => `an unknown type: ${each}`));
    }
    expect(broken).toEqual([]);
  });
}

describe('of a call record', () => {
  const record = toMetadataBody(readMetadata('call-record-metadata.v1'), 'graph.callRecords.callRecord', {
    'graph.callRecords.callRecord/organizer': null,
    'graph.callRecords.callRecord/participants': [],
    'graph.callRecords.participantEndpoint/identity': null,
    'graph.callRecords.media/label': 'main-audio',
    'graph.callRecords.mediaStream/packetUtilization': 5_000,
  });
  testEverySpot({
    ...record,
    query: `{ callRecord(id: "${GUID}") ${toFullSelection('CallRecord', NOT_SELECTED)} }`,
    place: ['callRecord'],
    beta: false,
  });
});

const window = 'from: "2026-06-01T00:00:00Z", to: "2026-06-15T00:00:00Z"';

describe.each([
  ['v1', 'directRoutingLogRow', 'directRoutingCalls'],
  ['v1', 'pstnCallLogRow', 'pstnCalls'],
  ['beta', 'directRoutingLogRow', 'directRoutingCalls'],
  ['beta', 'pstnCallLogRow', 'pstnCalls'],
  ['beta', 'smsLogRow', 'smsMessages'],
  ['beta', 'pstnBlockedUsersLogRow', 'pstnBlockedUsers'],
  ['beta', 'pstnOnlineMeetingDialoutReport', 'pstnDialoutReport'],
] as const)('of a row of %s %s', (version, type, field) => {
  const typename = type.charAt(0).toUpperCase() + type.slice(1);
  testEverySpot({
    ...toMetadataBody(readMetadata(`report-metadata.${version}`), `graph.callRecords.${type}`),
    query: `{ ${field}(${window}) { nodes ${toFullSelection(typename, NOT_SELECTED)} } }`,
    place: [field, 'nodes', 0],
    beta: version === 'beta',
  });
});
