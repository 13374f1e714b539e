import { toInstant, toMs, type Instant } from '../instant.ts';
import type { Call } from './call.ts';
import { toPastLegs } from './past-leg.ts';
import type { Person } from './people.ts';
import { toPhoneBlocks, type PhoneBlock } from './phone-block.ts';
import type { PhoneLeg } from './phone-leg.ts';
import { toRecordLegs } from './record-leg.ts';
import { planSessions } from './session-plan.ts';
import { toTextMessages, type TextMessage } from './text-message.ts';

/** What the reports are made from, each oldest first. */
export interface Telephony {
  legs(): readonly PhoneLeg[];
  messages(): readonly TextMessage[];
  blocks(): readonly PhoneBlock[];
}

export interface TelephonyOptions {
  readonly seed: number;
  readonly people: readonly Person[];
  /** The calls that have records. */
  readonly calls: readonly Call[];
  /** Milliseconds; what ends later has not been reported. */
  readonly latestEndMs: number;
}

const dayMs = 86_400_000;
/** Reports reach further back than records. */
const reachDays = 120;

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

const sortBy = <T>(items: readonly T[], toTime: (item: T) => Instant): readonly T[] =>
  [...items].sort((one, other) => (toTime(one) < toTime(other) ? -1 : toTime(one) > toTime(other) ? 1 : 0));

/**
 * From 120 days ago on. Where calls have records, legs are theirs alone, so that each has its record and each record
 * its rows; before, every day has legs of its own. All is made when it is first asked for.
 */
export function createTelephony({ seed, people, calls, latestEndMs }: TelephonyOptions): Telephony {
  const lastDay = Math.floor(latestEndMs / dayMs);
  const days = Array.from({ length: reachDays + 1 }, (_, index) => lastDay - reachDays + index);
  const now = toInstant(latestEndMs);
  const oldest = calls.reduce((least, { start }) => (start < least ? start : least), now);
  const lastPastDay = Math.floor(toMs(oldest) / dayMs);

  return {
    legs: once(() => {
      const past = days
        .filter((day) => day <= lastPastDay)
        .flatMap((day) => toPastLegs(seed, day, people))
        .filter(({ end }) => end < oldest);
      const withPhone = calls.filter(({ parties }) => parties.some(({ kind }) => kind === 'phone'));
      const recorded = withPhone.flatMap((call) => toRecordLegs(seed, call, planSessions(call, seed)));
      return sortBy([...past, ...recorded], ({ start }) => start);
    }),
    messages: once(() => {
      const all = days.flatMap((day) => toTextMessages(seed, day, people));
      return sortBy(
        all.filter(({ sent }) => sent < now),
        ({ sent }) => sent,
      );
    }),
    blocks: once(() => {
      const all = days.flatMap((day) => toPhoneBlocks(seed, day, people));
      return sortBy(
        all.filter(({ at }) => at < now),
        ({ at }) => at,
      );
    }),
  };
}
