import { toBadRequest } from './graph-error.ts';

/** Declared properties, without relationships, that `$select` may name. */
export const recordMembers = [
  'id',
  'version',
  'type',
  'modalities',
  'lastModifiedDateTime',
  'startDateTime',
  'endDateTime',
  'joinWebUrl',
  'organizer',
  'participants',
] as const;
export const sessionMembers = [
  'id',
  'caller',
  'callee',
  'failureInfo',
  'isTest',
  'modalities',
  'startDateTime',
  'endDateTime',
] as const;
export const participantMembers = ['id', 'identity', 'administrativeUnitInfos'] as const;

/** The members a `$select` names; undefined without one. Throws 400 for a member the type does not declare. */
export function parseSelect(text: string | undefined, members: readonly string[]): readonly string[] | undefined {
  if (text === undefined) return undefined;
  const names = text.split(',').map((name) => name.trim());
  const stranger = names.find((name) => !members.includes(name));
  if (stranger !== undefined) {
    throw toBadRequest(
      `Parsing OData Select and Expand failed: Could not find a property named '${stranger}' to select.`,
    );
  }
  return names;
}

/** Keeps the selected members; the key and control annotations stay in any case. */
export function project<T extends object>(body: T, names: readonly string[] | undefined): Partial<T> {
  if (names === undefined) return body;
  const kept = Object.entries(body).filter(
    ([name]) => name === 'id' || name.startsWith('@odata.') || names.includes(name),
  );
  return Object.fromEntries(kept) as Partial<T>;
}
