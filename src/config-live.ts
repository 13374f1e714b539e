import type { FieldReader, Parser } from './config-field.ts';
import { quoted, toBaseUrl, toInteger } from './config-field.ts';
import { isGuid } from './guid.ts';

/** How changes are noticed and told. */
export interface LiveConfig {
  /** Where Graph reaches this gateway, without the path of notifications; undefined: Graph is not asked to. */
  readonly notificationUrl: string | undefined;
  /** Ids of the people whose calls are watched, in lower case; empty: everybody's. */
  readonly participantIds: readonly string[];
  /** How often the list is read for what no notification told of, in milliseconds; 0: only after gaps. */
  readonly sweepMs: number;
  /** How many changes are kept for those who come back with a cursor. */
  readonly logSize: number;
  /** Subscriptions at a time. */
  readonly subscriptions: { readonly perCaller: number; readonly total: number };
}

/** Where replicas work together; undefined: there is only this one. */
export interface RedisConfig {
  readonly url: string;
  /** Put before every key, with what tells the deployment from others (`replica.ts`). */
  readonly prefix: string;
  /** How many replicas there are at least, while Redis cannot be asked. */
  readonly replicas: number;
}

export function readLive(reader: FieldReader): LiveConfig {
  const notificationUrl = reader.read('NOTIFICATION_URL', toBaseUrl({ plainLoopback: true }));
  return {
    notificationUrl,
    participantIds: reader.read('NOTIFICATION_PARTICIPANTS', toGuids) ?? [],
    sweepMs: (reader.read('NOTIFICATION_SWEEP_MINUTES', toInteger(0, 1_440)) ?? 60) * 60_000,
    logSize: reader.read('CHANGE_LOG_SIZE', toInteger(100, 1_000_000)) ?? 10_000,
    subscriptions: {
      perCaller: reader.read('MAX_SUBSCRIPTIONS_PER_CALLER', toInteger(1, 10_000)) ?? 20,
      total: reader.read('MAX_SUBSCRIPTIONS', toInteger(1, 100_000)) ?? 1_000,
    },
  };
}

export function readRedis(reader: FieldReader, isSimulated: boolean): RedisConfig | undefined {
  const url = reader.read('REDIS_URL', toRedisUrl);
  const prefix = reader.read('REDIS_PREFIX', toPrefix) ?? 'call-records';
  const replicas = reader.read('REPLICAS', toInteger(1, 1_000)) ?? 1;
  if (url === undefined) return undefined;
  if (!reader.isSet('CURSOR_SECRET')) {
    reader.complain('CURSOR_SECRET', 'is missing: with REDIS_URL every replica must have the same');
  }
  if (isSimulated) {
    reader.complain(
      'REDIS_URL',
      'makes replicas share what they read, and each embedded simulator has calls of its own; point GRAPH_BASE_URL at one for all',
    );
  }
  return { url, prefix, replicas };
}

/** May hold a password and is therefore not repeated. */
const toRedisUrl: Parser<string> = (text) =>
  /^rediss?:\/\/[^\s\\]+$/i.test(text) && URL.canParse(text)
    ? { value: text }
    : { problem: 'is not a redis:// or rediss:// URL' };

const toPrefix: Parser<string> = (text) =>
  /^[\w.-]{1,64}$/.test(text)
    ? { value: text }
    : {
        problem: `${quoted(text)} has something other than letters, digits, "_", "-" and "." in it, or more than 64 of them`,
      };

const toGuids: Parser<readonly string[]> = (text) => {
  const ids = text.split(',').map((part) => part.trim());
  for (const id of ids) {
    if (!isGuid(id)) return { problem: `${quoted(id)} is not the object id of a person, a GUID` };
  }
  return { value: ids.map((id) => id.toLowerCase()) };
};
