import type { Person } from './people.ts';

/** The country where the tenant was signed up. */
export const tenantCountryCode = 'GB';

/** Members that rows share about the user; empty where there is none. */
export function toUserMembers(person: Person | null) {
  return {
    userId: person?.id ?? null,
    userPrincipalName: person?.userPrincipalName ?? null,
    userDisplayName: person?.displayName ?? null,
  };
}

/** Those that callLogRow adds in beta. */
export function toBetaMembers(person: Person | null, otherPartyCountryCode: string) {
  const unitId = person?.administrativeUnitId ?? null;
  return { otherPartyCountryCode, administrativeUnitInfos: unitId === null ? [] : [{ id: unitId }] };
}
