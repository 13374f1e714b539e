import type { Access } from '../access/access.ts';
import { isObjectId, isPhoneNumber } from '../access/mask.ts';
import type { RecordScope } from '../access/policy.ts';
import { checkParticipantId } from './argument.ts';
import { toForbidden } from './forbidden.ts';

/**
 * The participant whose calls to list: the one asked for, or where the caller may see no others, the caller. Throws
 * BAD_USER_INPUT, or FORBIDDEN for somebody whom the caller may not ask for.
 */
export function toParticipantInScope(
  name: string,
  id: string | null | undefined,
  access: Access,
  scope: RecordScope,
): string | undefined {
  checkParticipantId(name, id);
  if (scope === 'own') {
    const { viewer } = access;
    if (viewer.kind !== 'user' || viewer.id === null) throw toForbidden('Only a person has calls of their own.');
    if (id != null && id.toLowerCase() !== viewer.id) throw toForbidden(`Argument "${name}" may only be your own id.`);
    return viewer.id;
  }
  if (id == null) return undefined;
  checkMayAskFor(name, id, access);
  return id;
}

/** Throws FORBIDDEN for an id that the caller is not shown, which must not be found out by asking for it either. */
export function checkMayAskFor(name: string, id: string, { policy, viewer, searched }: Access): void {
  if (id.toLowerCase() === viewer.id) return;
  const maySearch = policy.records === 'all' && isObjectId(id);
  const isShown = policy.decide('personId') === 'show' && (!isPhoneNumber(id) || policy.decide('phone') === 'show');
  if (!maySearch && !isShown) {
    throw toForbidden(`Argument "${name}" may only be what your roles show you: the object id of a person.`);
  }
  searched.add(id.toLowerCase());
}
