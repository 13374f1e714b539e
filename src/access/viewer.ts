import type { Role } from './role.ts';

/** Who is calling, as their token says. */
export interface Viewer {
  readonly kind: 'user' | 'application' | 'nobody';
  /** Object id in the directory, or what another identity provider knows them by; null for nobody. */
  readonly id: string | null;
  readonly tenantId: string | null;
  readonly roles: readonly Role[];
  /** When the token ends, in milliseconds since the Unix epoch. */
  readonly expiresMs: number;
}

/** Everyone who can reach a gateway that does not ask who is calling. */
export const anyone: Viewer = Object.freeze({
  kind: 'nobody',
  id: null,
  tenantId: null,
  roles: Object.freeze(['admin'] as const),
  expiresMs: Infinity,
});

/** Who has shown no token, where one is not needed. */
export const nobody: Viewer = Object.freeze({ ...anyone, roles: Object.freeze([] as const) });
