import type { Session } from '../graph/resources.ts';

/**
 * What makes two sessions of a record the same leg. Graph returns one leg that involves several service identities once
 * for each, under one id (https://learn.microsoft.com/graph/callrecords-api-faq); the gateway then tells the
 * repetitions apart with `~2`, `~3` behind the id. Undefined without an id: then nothing tells.
 */
export function toLegKey({ id, startDateTime, endDateTime }: Session): string | undefined {
  if (typeof id !== 'string') return undefined;
  return `${id.replace(/~\d+$/, '')} ${startDateTime ?? ''} ${endDateTime ?? ''}`;
}

/** The sessions of a record, a leg that Graph repeats only once: its first, so that nothing is counted twice. */
export function toLegs(sessions: readonly Session[] | null | undefined): readonly Session[] {
  const keys = new Set<string>();
  return (sessions ?? []).filter((session) => {
    const key = toLegKey(session);
    if (key === undefined) return true;
    return !keys.has(key) && keys.add(key);
  });
}
