import type { Clock } from '../../clock.ts';
import { addMs, msBetween, toInstant, toMs, type Instant } from '../instant.ts';
import type { Call } from '../tenant/call.ts';
import type { PhoneLeg } from '../tenant/phone-leg.ts';
import { nextTelemetry } from '../tenant/telemetry.ts';
import type { Tenant } from '../tenant/tenant.ts';

export interface RecordChange {
  readonly call: Call;
  readonly kind: 'created' | 'updated';
}

/** One version of one record that has been there, and since when. */
export interface RecordVersion {
  readonly id: string;
  readonly version: number;
  readonly atMs: number;
}

/** The records of a tenant as they come, change and go. */
export interface Register {
  /** The tenant as it is now. */
  readonly tenant: Tenant;
  /** A record that has not been there. */
  add(call: Call): void;
  /** The record's next version, written at `atMs` (milliseconds); undefined for one that is not there. */
  raise(id: string, atMs: number): Call | undefined;
  /** The next `count` records cannot be read for `delayMs` after they have come. */
  hideNext(count: number, delayMs: number): void;
  /** Versions that have been there, by time; the oldest of very many are forgotten. */
  versions(): readonly RecordVersion[];
  /** Calls back for every change from now on. */
  watch(onChange: (change: RecordChange) => void): void;
}

export interface RegisterOptions {
  readonly tenant: Tenant;
  readonly clock: Clock;
  /** How many records are kept beside those that the tenant had at its start; the oldest go first. */
  readonly mostRecords: number;
}

const dayMs = 86_400_000;
/** Longer than any record is shown. */
const keptDays = 31;
const versionsPerRecord = 4;

const compare = (one: Instant, other: Instant) => (one < other ? -1 : one > other ? 1 : 0);

export function createRegister({ tenant, clock, mostRecords }: RegisterOptions): Register {
  const byId = new Map(tenant.calls.map((call) => [call.id, call]));
  /** Those that came after the start, oldest first. */
  const came = new Map<string, { readonly legs: readonly PhoneLeg[]; readonly visibleFromMs: number }>();
  const hidden = new Set<string>();
  const versions: RecordVersion[] = tenant.calls
    .map(({ id, version, lastModified }) => ({ id, version, atMs: toMs(lastModified) }))
    .sort((one, other) => one.atMs - other.atMs);
  const watchers: ((change: RecordChange) => void)[] = [];
  /** Newest start first, those that are hidden too. */
  let sorted: readonly Call[] = tenant.calls;
  let hiding = { count: 0, delayMs: 0 };

  /** Of the first call that started no later. */
  function placeBefore(start: Instant): number {
    let [from, to] = [0, sorted.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if ((sorted[middle]?.start ?? start) > start) from = middle + 1;
      else to = middle;
    }
    return from;
  }

  function placeOf({ id, start }: Call): number {
    let place = placeBefore(start);
    while (place < sorted.length && sorted[place]?.id !== id) place += 1;
    return place;
  }

  function note({ id, version }: Call, atMs: number): void {
    versions.push({ id, version, atMs });
    const most = (mostRecords + tenant.calls.length) * versionsPerRecord;
    if (versions.length > most * 1.1) versions.splice(0, versions.length - most);
  }

  function forgetOldest(): void {
    const nowMs = clock.now();
    for (const id of came.keys()) {
      const call = byId.get(id);
      const isOld = call !== undefined && msBetween(call.start, toInstant(nowMs)) > keptDays * dayMs;
      if (came.size <= mostRecords && !isOld) return;
      if (call !== undefined) sorted = sorted.toSpliced(placeOf(call), 1);
      came.delete(id);
      hidden.delete(id);
      byId.delete(id);
    }
  }

  function revealDue(): void {
    for (const id of hidden) {
      if ((came.get(id)?.visibleFromMs ?? 0) <= clock.now()) hidden.delete(id);
    }
  }

  function tell(change: RecordChange): void {
    for (const onChange of watchers) onChange(change);
  }

  const shown: Tenant = {
    ...tenant,
    get calls() {
      revealDue();
      return hidden.size === 0 ? sorted : sorted.filter(({ id }) => !hidden.has(id));
    },
    find(callId) {
      revealDue();
      return hidden.has(callId) ? undefined : byId.get(callId);
    },
    telephony: {
      ...tenant.telephony,
      legs() {
        const added = [...came.values()].flatMap(({ legs }) => legs);
        if (added.length === 0) return tenant.telephony.legs();
        return [...tenant.telephony.legs(), ...added].sort((one, other) => compare(one.start, other.start));
      },
    },
  };

  return {
    tenant: shown,
    add(call) {
      const isHidden = hiding.count > 0;
      const visibleFromMs = isHidden ? clock.now() + hiding.delayMs : 0;
      if (isHidden) {
        hidden.add(call.id);
        hiding = { ...hiding, count: hiding.count - 1 };
      }
      const hasPhone = call.parties.some(({ kind }) => kind === 'phone');
      byId.set(call.id, call);
      sorted = sorted.toSpliced(placeBefore(call.start), 0, call);
      came.set(call.id, { legs: hasPhone ? tenant.legs(call) : [], visibleFromMs });
      note(call, toMs(call.lastModified));
      forgetOldest();
      tell({ call, kind: 'created' });
    },
    raise(id, atMs) {
      const before = byId.get(id);
      if (before === undefined) return undefined;
      const at = toInstant(atMs);
      const call: Call = {
        ...before,
        version: before.version + 1,
        // Of two changes within a millisecond the later one is still later.
        lastModified: at > before.lastModified ? at : addMs(before.lastModified, 0.0001),
        telemetry: nextTelemetry[before.telemetry],
      };
      byId.set(id, call);
      sorted = sorted.with(placeOf(call), call);
      note(call, atMs);
      tell({ call, kind: 'updated' });
      return call;
    },
    hideNext(count, delayMs) {
      hiding = { count, delayMs };
    },
    versions: () => versions,
    watch: (onChange) => void watchers.push(onChange),
  };
}
