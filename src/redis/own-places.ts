/** One of this replica's places in a scope. */
export interface OwnPlace {
  readonly member: string;
  /** Until when it is counted, in milliseconds since the Unix epoch: while it is out, the latest that it can be. */
  readonly untilMs: number;
}

interface Scope {
  readonly windowMs: number;
  /** Out, the longest first. */
  readonly out: OwnPlace[];
  /** Answered and still counted, the soonest to come free first. */
  readonly answered: OwnPlace[];
  /** Those of which nobody knows whether Redis counts them, and which it shall not. */
  doubtful: string[];
}

export interface OwnScope {
  readonly scope: string;
  readonly windowMs: number;
  readonly counted: readonly OwnPlace[];
  readonly doubtful: readonly string[];
}

/** What this replica has in Redis, so that it can be given back, and put there again when Redis was away or has lost it. */
export interface OwnPlaces {
  take(scope: string, windowMs: number, place: OwnPlace): void;
  /** Gives the longest out back, if any is; `sends` places are counted from now on under the members that are given. */
  release(
    scope: string,
    sends: number,
    nowMs: number,
  ): { readonly member: string; readonly counted: readonly OwnPlace[] } | undefined;
  doubt(scope: string, windowMs: number, member: string): void;
  /** All of them, of each scope; what was in doubt is told once. */
  tell(nowMs: number): readonly OwnScope[];
}

const SWEEP_SIZE = 2_000;

export function createOwnPlaces(): OwnPlaces {
  const scopes = new Map<string, Scope>();
  let sweepSize = SWEEP_SIZE;

  function find(name: string, windowMs: number): Scope {
    let scope = scopes.get(name);
    if (!scope) {
      scope = { windowMs, out: [], answered: [], doubtful: [] };
      scopes.set(name, scope);
    }
    return scope;
  }

  function expire({ answered }: Scope, nowMs: number): void {
    const isCounted = answered.findIndex(({ untilMs }) => untilMs > nowMs);
    answered.splice(0, isCounted < 0 ? answered.length : isCounted);
  }

  function sweep(nowMs: number): void {
    for (const [name, scope] of scopes) {
      expire(scope, nowMs);
      if (!scope.out.length && !scope.answered.length && !scope.doubtful.length) scopes.delete(name);
    }
    // Where so many are in use, looking through them for each further one would be for nothing.
    sweepSize = Math.max(SWEEP_SIZE, 2 * scopes.size);
  }

  return {
    take(name, windowMs, place) {
      find(name, windowMs).out.push(place);
    },
    release(name, sends, nowMs) {
      const scope = scopes.get(name);
      const place = scope?.out.shift();
      if (!scope || !place) return undefined;
      expire(scope, nowMs);
      const { member } = place;
      const untilMs = nowMs + scope.windowMs;
      const counted = Array.from({ length: sends }, (_, send) => ({
        member: send ? `${member}.${send}` : member,
        untilMs,
      }));
      scope.answered.push(...counted);
      if (scopes.size > sweepSize) sweep(nowMs);
      return { member, counted };
    },
    doubt(name, windowMs, member) {
      find(name, windowMs).doubtful.push(member);
    },
    tell(nowMs) {
      sweep(nowMs);
      return Array.from(scopes, ([scope, own]) => {
        const { windowMs, out, answered, doubtful } = own;
        own.doubtful = [];
        return { scope, windowMs, counted: [...out, ...answered], doubtful };
      });
    },
  };
}
