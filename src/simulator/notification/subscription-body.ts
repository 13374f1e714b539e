import { GraphError } from '../graph-error.ts';
import { addMs, parseInstant, toInstant, type Instant } from '../instant.ts';
import { parseSubscribedResource } from './subscription-resource.ts';
import type { ChangeType, Subscription } from './subscription.ts';

/** What the body of a POST says of a subscription. */
export type SubscriptionWish = Pick<
  Subscription,
  | 'resource'
  | 'changeTypes'
  | 'clientState'
  | 'notificationUrl'
  | 'lifecycleNotificationUrl'
  | 'expiration'
  | 'latestSupportedTlsVersion'
>;

/** Graph documentation, "Subscription lifetime", call records. */
const longestMinutes = 4230;
/** Graph documentation, "subscription resource type". */
const longestClientState = 128;
const tlsVersions = ['v1_0', 'v1_1', 'v1_2', 'v1_3'];
const members = [
  'changeType',
  'notificationUrl',
  'lifecycleNotificationUrl',
  'resource',
  'expirationDateTime',
  'clientState',
  'latestSupportedTlsVersion',
  'includeResourceData',
];

const toInvalid = (message: string) => new GraphError(400, 'InvalidRequest', message);

type Body = Readonly<Record<string, unknown>>;

function parseBody(text: string, known: readonly string[]): Body {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw toInvalid('The body is not JSON.');
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw toInvalid('The body is no object.');
  // Clients that are generated write the type of what they send.
  const stranger = Object.keys(body).find((name) => !known.includes(name) && !name.startsWith('@odata.'));
  if (stranger !== undefined) throw toInvalid(`'${stranger}' cannot be set here.`);
  return body as Body;
}

function readText(body: Body, name: string): string | null {
  const value = body[name] ?? null;
  if (value !== null && typeof value !== 'string') throw toInvalid(`'${name}' must be text.`);
  return value;
}

function readRequired(body: Body, name: string): string {
  const value = readText(body, name);
  if (value === null || value === '') throw toInvalid(`'${name}' is required.`);
  return value;
}

function parseChangeTypes(text: string): ChangeType[] {
  const types = text.split(',').map((type) => type.trim());
  const isKnown = types.every((type) => type === 'created' || type === 'updated');
  if (!isKnown || new Set(types).size < types.length) {
    throw toInvalid(`The change type '${text}' is not supported for call records: created, updated or both.`);
  }
  return types;
}

const isLoopback = (host: string) => host === 'localhost' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);

/** Graph wants https; so does the simulator, but for its own machine, where a certificate would protect nothing. */
function readUrl(body: Body, name: string): string | null {
  const text = readText(body, name);
  if (text === null) return null;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isTaken = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname));
  if (!isTaken || text.includes('#')) {
    throw toInvalid(`'${name}' must be an https URL, or an http one of this machine, without a fragment.`);
  }
  return text;
}

function readExpiration(body: Body, nowMs: number): Instant {
  const text = readRequired(body, 'expirationDateTime');
  const expiration = parseInstant(text);
  if (expiration === undefined) throw toInvalid(`'${text}' is not a date and time with an offset.`);
  if (expiration <= toInstant(nowMs)) throw toInvalid('Subscription expiration must be in the future.');
  if (expiration > addMs(toInstant(nowMs), longestMinutes * 60_000)) {
    const message = `Subscription expiration can only be ${longestMinutes} minutes in the future.`;
    throw new GraphError(400, 'ExtensionError', message);
  }
  return expiration;
}

/** The body of a POST. Throws 400 for whatever cannot be subscribed to. */
export function parseWish(text: string, nowMs: number): SubscriptionWish {
  const body = parseBody(text, members);
  if ((body['includeResourceData'] ?? false) !== false) {
    throw toInvalid('Notifications with resource data are not available for call records.');
  }
  const resourceText = readRequired(body, 'resource');
  const resource = parseSubscribedResource(resourceText);
  if (resource === undefined) throw toInvalid(`The resource '${resourceText}' cannot be subscribed to here.`);
  const clientState = readText(body, 'clientState');
  if ((clientState ?? '').length > longestClientState) {
    throw toInvalid(`'clientState' must not be longer than ${longestClientState} characters.`);
  }
  const latestSupportedTlsVersion = readText(body, 'latestSupportedTlsVersion') ?? 'v1_2';
  if (!tlsVersions.includes(latestSupportedTlsVersion)) {
    throw toInvalid(`'latestSupportedTlsVersion' must be one of ${tlsVersions.join(', ')}.`);
  }
  readRequired(body, 'notificationUrl');
  return {
    resource,
    clientState,
    latestSupportedTlsVersion,
    changeTypes: parseChangeTypes(readRequired(body, 'changeType')),
    notificationUrl: readUrl(body, 'notificationUrl') ?? '',
    lifecycleNotificationUrl: readUrl(body, 'lifecycleNotificationUrl'),
    expiration: readExpiration(body, nowMs),
  };
}

/** The body of a PATCH: a later end, and nothing else. Throws 400. */
export function parseRenewal(text: string, nowMs: number): Instant {
  return readExpiration(parseBody(text, ['expirationDateTime']), nowMs);
}
