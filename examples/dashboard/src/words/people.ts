import { toPlainWords } from './terms.ts';

interface Named {
  readonly displayName?: string | null;
  readonly id?: string | null;
}

interface IdentitySet {
  readonly user?: Named | null;
  readonly phone?: Named | null;
  readonly guest?: Named | null;
  readonly application?: Named | null;
}

interface End {
  readonly name?: string | null;
  readonly associatedIdentity?: Named | null;
  readonly userAgent?: { readonly __typename?: string; readonly role?: string | null } | null;
}

const GUID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/i;

const nameOf = (identity: Named | null | undefined) =>
  identity?.displayName ?? (identity?.id ? toIdWords(identity.id) : undefined);

const GUEST = /^teamsvisitor:/;

/** An id in place of a name: a telephone number tells something, of the others the beginning will do. */
export function toIdWords(id: string): string {
  if (GUEST.test(id)) return `Guest ${id.replace(GUEST, '').slice(0, 8)}`;
  return GUID.test(id) ? `Unnamed ${id.slice(0, 8)}` : id;
}

/** Who it is, by whatever Graph knows of them. */
export const toPersonName = (set: IdentitySet | null | undefined): string =>
  nameOf(set?.user) ?? nameOf(set?.guest) ?? nameOf(set?.phone) ?? nameOf(set?.application) ?? 'Not known';

/** Who or what was at an end of a leg. */
export function toEndName(end: End | null | undefined): string {
  const role = end?.userAgent?.role;
  return nameOf(end?.associatedIdentity) ?? end?.name ?? (role ? toPlainWords(role) : 'Not known');
}
