import { toCapacity } from '../../src/capacity.ts';
import { limitVariables } from '../../src/config-limits.ts';
import { loadConfig } from '../../src/config.ts';
import { errorCodes } from '../../src/error-code.ts';
import type { Place } from '../../src/graph/throttle-scope.ts';
import { publishedLimits } from '../../src/graph/throttle-scope.ts';
import type { LimitName } from '../../src/limits/limits.ts';
import { defaultLimits } from '../../src/limits/limits.ts';
import type { MediaKind } from '../../src/quality/profile.ts';
import { defaultProfile, profiles } from '../../src/quality/profile.ts';
import { toTable } from './section.ts';

/** What the pages say that stands in the code. */

const toNumber = (value: number) => value.toLocaleString('en');
const toMegabytes = (bytes: number) => `${toNumber(Math.round(bytes / 1024 ** 2))} MiB`;

export function toErrorCodes(): string {
  const rows = Object.entries(errorCodes).map(([code, { meaning, remedy }]) => [`\`${code}\``, meaning, remedy]);
  return toTable(['`extensions.code`', 'meaning', 'what to do'], rows);
}

export function toGraphLimits(): string {
  const { application, listFirst, listFollowing, recordFirst, recordFollowing } = publishedLimits;
  const places: readonly (readonly [string, Place])[] = [
    ['everything that the application reads in the tenant', application],
    ['first pages of lists', listFirst],
    ['further pages of lists', listFollowing],
    ['one record, with the first pages of its sessions and participants', recordFirst('')],
    ['further pages of one record', recordFollowing('')],
  ];
  return toTable(
    ['what is counted together', 'requests', 'in'],
    places.map(([name, { limit, windowMs }]) => [name, toNumber(limit), `${windowMs / 1_000} s`]),
  );
}

const LIMIT_WORDS: Readonly<Record<LimitName, string>> = {
  tokens: 'lexical tokens of the document',
  depth: 'fields below each other, fragments looked through',
  aliases: 'aliases',
  directives: 'directives on anything',
  rootFields: 'fields at the root',
  cost: 'requests to Graph that the operation is going to take at the least',
};

export function toDocumentLimits(): string {
  const names = Object.keys(defaultLimits) as LimitName[];
  return toTable(
    ['`limit`', 'counts', 'at most', 'set by'],
    names.map((name) => [
      `\`${name}\``,
      LIMIT_WORDS[name],
      toNumber(defaultLimits[name]),
      `\`${limitVariables[name]}\``,
    ]),
  );
}

export function toCapacities(): string {
  const heaps = [512, 2_048, 4_096].map((megabytes) => toCapacity(megabytes * 1024 ** 2));
  const [small, middle, large] = heaps;
  if (!small || !middle || !large) throw new Error('There are three heaps.');
  const rows = [
    ['operations at a time; four times as many wait', heaps.map(({ operations }) => toNumber(operations))],
    ['one answer of Graph', heaps.map(({ answerBytes }) => toMegabytes(answerBytes))],
    ['what one operation reads, in bytes', heaps.map(({ operationBytes }) => toMegabytes(operationBytes))],
    ['what one operation reads, in items of lists', heaps.map(({ nodes }) => toNumber(nodes))],
    ['what all operations under way hold', heaps.map(({ heldBytes }) => toMegabytes(heldBytes))],
  ] as const;
  return toTable(
    ['', 'heap of 512 MiB', '2 GiB', '4 GiB'],
    rows.map(([name, cells]) => [name, ...cells]),
  );
}

const SIGNED_IN = {
  AUTH: 'oidc',
  OIDC_ISSUER: 'https://id.example.com',
  OIDC_AUDIENCE: 'calls',
};

export function toCounts(): string {
  const { limits, live, operationTimeoutMs } = loadConfig({});
  const { callerBudget = 0 } = loadConfig(SIGNED_IN).limits;
  return toTable(
    ['what', 'at most', 'beyond it', 'set by'],
    [
      [
        'how long an operation takes',
        `${operationTimeoutMs / 1_000} s`,
        '`DEADLINE_EXCEEDED`',
        '`OPERATION_TIMEOUT_MS`',
      ],
      [
        'requests to Graph by one caller in a minute, with `AUTH`',
        toNumber(callerBudget),
        '`BUDGET_EXCEEDED`',
        '`CALLER_BUDGET`',
      ],
      ['bytes of a request', toNumber(limits.requestBytes), 'HTTP 413', '`MAX_REQUEST_BYTES`'],
      ['subscriptions', toNumber(live.subscriptions.total), '`OVERLOADED`', '`MAX_SUBSCRIPTIONS`'],
      [
        'subscriptions of one caller, with `AUTH`',
        toNumber(live.subscriptions.perCaller),
        '`LIMIT_EXCEEDED`',
        '`MAX_SUBSCRIPTIONS_PER_CALLER`',
      ],
      ['changes that a subscriber can come back to', toNumber(live.logSize), '`RESULT_TRUNCATED`', '`CHANGE_LOG_SIZE`'],
      ['exports', toNumber(limits.exports), '`OVERLOADED`', '`MAX_EXPORTS`'],
    ],
  );
}

const MEDIA_WORDS: Readonly<Record<MediaKind, string>> = { audio: 'sound', video: 'video', sharing: 'shared screen' };

export function toProfiles(): string {
  const rows = Object.values(profiles).flatMap(({ name, rules }) =>
    (Object.keys(MEDIA_WORDS) as MediaKind[]).map((kind) => {
      const { combine, guard, thresholds } = rules[kind];
      const limits = thresholds.map(
        ({ metric, poorWhen, limit, unit }) =>
          `\`${metric}\` ${poorWhen === 'ABOVE' ? 'above' : 'below'} ${limit} ${unit === 'fraction' ? '(fraction)' : unit}`,
      );
      const judged = guard ? `more than ${toNumber(guard.moreThanPackets)} packets` : 'always';
      const profile = `\`${name}\`${name === defaultProfile ? ', the default' : ''}`;
      return [profile, MEDIA_WORDS[kind], `${combine.toLowerCase()} of: ${limits.join('; ')}`, judged];
    }),
  );
  return toTable(['profile', 'of', 'poor when', 'judged from'], rows);
}
