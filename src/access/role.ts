/**
 * What a caller can be, one or several of them: `self` sees the calls that they took part in, `support` and `engineer`
 * are Microsoft's two tiers of Call Analytics (https://learn.microsoft.com/microsoftteams/set-up-call-analytics),
 * `reports` sees figures alone, `admin` sees everything.
 */
export const roles = ['self', 'support', 'engineer', 'reports', 'admin'] as const;

export type Role = (typeof roles)[number];

/** The values of the app roles that an administrator gives to people or applications. */
export const appRoles: Readonly<Record<Role, string>> = {
  self: 'CallRecords.Self',
  support: 'CallRecords.Support',
  engineer: 'CallRecords.Engineer',
  reports: 'CallRecords.Reports',
  admin: 'CallRecords.Admin',
};

/** Those of `values` that are app roles of the gateway, each once, in the order of `roles`; `names` tells what they are called. */
export function toRoles(values: readonly unknown[], names: Readonly<Record<Role, string>> = appRoles): readonly Role[] {
  return roles.filter((role) => values.includes(names[role]));
}
