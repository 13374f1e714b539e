import { MAX_ATTEMPTS } from '../../src/graph/retry.ts';
import type { FaultPlan, ItemFault, Trip, TripFault } from './faulty-graph.ts';

/** What the client spends on an outage before anything has been answered (`src/graph/retry-budget.ts`). */
const MOST = 3;

type Fault = TripFault | ItemFault;

/** Graph is there when it throttles: such tries are no part of the budget. */
const isBudgeted = (fault: Fault) => fault.kind !== 'status' || fault.status !== 429;

/**
 * As much of a plan as the client promises to bear: no URL fails as often as it is tried, and between two movements of the
 * clock, within which nobody can tell what the client hears first, no more exchanges fail than the budget has left.
 */
export function toTolerable(plan: FaultPlan, now: () => number): FaultPlan {
  const failures = new Map<string, number>();
  let moment = { atMs: now(), credit: MOST, failed: 0, isAnswered: false };

  function toMoment() {
    const atMs = now();
    if (atMs !== moment.atMs) {
      const credit = (moment.isAnswered ? MOST : moment.credit) - moment.failed;
      moment = { atMs, credit, failed: 0, isAnswered: false };
    }
    return moment;
  }

  const bears = (url: string) => (failures.get(url) ?? 0) < MAX_ATTEMPTS - 1;
  const note = (url: string) => void failures.set(url, (failures.get(url) ?? 0) + 1);

  /** Whether one more exchange may fail now. */
  function spend(): boolean {
    const current = toMoment();
    if (current.failed >= current.credit) return false;
    current.failed += 1;
    return true;
  }

  function toItemFaults(trip: Trip): readonly (ItemFault | undefined)[] {
    const planned = plan.items?.(trip) ?? [];
    const borne = trip.urls.map((url, index) => (bears(url) ? planned[index] : undefined));
    const isPaid = !borne.some((fault) => fault && isBudgeted(fault)) || spend();
    const kept = borne.map((fault) => (fault && (isPaid || !isBudgeted(fault)) ? fault : undefined));
    for (const [index, url] of trip.urls.entries()) if (kept[index]) note(url);
    if (kept.includes(undefined)) toMoment().isAnswered = true;
    return kept;
  }

  return {
    trip(trip) {
      const fault = plan.trip?.(trip);
      if (fault && trip.urls.every(bears) && (!isBudgeted(fault) || spend())) {
        trip.urls.forEach(note);
        return fault;
      }
      if (trip.urls.length === 1) toMoment().isAnswered = true;
      return undefined;
    },
    items: toItemFaults,
    ...(plan.reorder && { reorder: plan.reorder }),
  };
}
