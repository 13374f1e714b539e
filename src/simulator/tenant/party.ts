import type { Random } from '../random.ts';
import type { Person } from './people.ts';
import { sites } from './site.ts';

/** Whoever can take part in a call. */
export type Party =
  | { readonly kind: 'user'; readonly id: string; readonly person: Person }
  /** Someone of another organisation: known by id and tenant, not by name. */
  | { readonly kind: 'federated'; readonly id: string; readonly tenantId: string }
  /** Joined from a link without an account. */
  | { readonly kind: 'guest'; readonly id: string }
  | { readonly kind: 'phone'; readonly id: string }
  /** A client built on Azure Communication Services. */
  | { readonly kind: 'acs'; readonly id: string; readonly resourceId: string }
  /** The resource account of an auto attendant or a call queue. */
  | { readonly kind: 'application'; readonly id: string; readonly displayName: string };

export type PhoneParty = Extract<Party, { kind: 'phone' }>;
export type UserParty = Extract<Party, { kind: 'user' }>;

export function toUser(person: Person): UserParty {
  return { kind: 'user', id: person.id, person };
}

export function toGuest(random: Random): Party {
  return { kind: 'guest', id: `teamsvisitor:${random.hex(32)}` };
}

export function toFederated(random: Random): Party {
  return { kind: 'federated', id: random.guid(), tenantId: random.guid() };
}

export function toPhone(random: Random): PhoneParty {
  const { numberPrefix } = random.pick(sites);
  return { kind: 'phone', id: `${numberPrefix}${random.integer(0, 9999).toString().padStart(4, '0')}` };
}

export function toCommunicationServicesUser(random: Random): Party {
  const resourceId = random.guid();
  return { kind: 'acs', id: `8:acs:${resourceId}_${random.guid()}`, resourceId };
}
