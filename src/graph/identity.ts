import type { Identity, IdentitySet } from './resources.ts';

/** The one identity that an identity set holds as a rule; the user's where it holds more. */
export function toOnlyIdentity(set: IdentitySet | null | undefined): Identity | null {
  if (!set) return null;
  if (set.user) return set.user;
  const members = Object.values(set) as readonly unknown[];
  return members.find((member): member is Identity => typeof member === 'object' && member !== null) ?? null;
}
