import type { Role } from './role.ts';

/**
 * What becomes of data that a role asks for: given as it is; given where it is the caller's own and else as `mask` does;
 * given in a form that tells less, or not at all where there is no such form; not given, and not asked of Graph.
 */
export type Decision = 'show' | 'own' | 'mask' | 'hide';

type Decisions = Readonly<Record<Role, Decision>>;

const allBut = (decision: Decision, others: Partial<Decisions>): Decisions => ({
  self: decision,
  support: decision,
  engineer: decision,
  reports: decision,
  admin: decision,
  ...others,
});

/**
 * Classes of data by who may see them. The columns of support and engineer are Microsoft's
 * (https://learn.microsoft.com/microsoftteams/set-up-call-analytics), the others follow from them.
 */
export const dataClasses = {
  /** The shape of answers and the gateway's own figures. */
  structure: allBut('show', {}),
  /** What happened in a call: when, of what kind, how well, and why not. */
  call: allBut('show', { reports: 'hide' }),
  /** Sums over many calls. */
  figures: allBut('show', {}),
  /** Rows of the telephone and message reports, without people: each is a call, a message or a block. */
  report: allBut('hide', { engineer: 'show', admin: 'show' }),
  /** Sums of what calls cost. */
  costs: allBut('show', { self: 'hide', support: 'hide' }),
  /** What the gateway does for everybody. */
  operations: allBut('show', { self: 'hide', reports: 'hide' }),
  /** Names of people. */
  name: allBut('show', { support: 'mask', reports: 'hide' }),
  /** What people are known by: object ids, telephone numbers that stand for an id. */
  personId: allBut('show', { self: 'own', support: 'mask', reports: 'hide' }),
  /** Sign-in names and mail addresses. */
  address: allBut('show', { self: 'own', support: 'hide', reports: 'hide' }),
  /** Telephone numbers. */
  phone: allBut('mask', { reports: 'hide', admin: 'show' }),
  /** Devices, addresses in the network, subnets: Microsoft's "Advanced" tab. */
  advanced: allBut('show', { self: 'own', support: 'hide', reports: 'hide' }),
  /** Names of networks, access points and routes: Microsoft's "Debug" tab. */
  debug: allBut('show', { self: 'hide', support: 'hide', reports: 'hide' }),
  /** What people wrote about a call. */
  feedback: allBut('show', { self: 'own', support: 'hide', reports: 'hide' }),
  /** Links by which a meeting can be joined. */
  joinLink: allBut('show', { support: 'hide', reports: 'hide' }),
  /** Names, ids and addresses of people in rows of a report. */
  reportPerson: allBut('show', { self: 'hide', support: 'hide', reports: 'hide' }),
  /** Telephone numbers in rows of a report. */
  reportPhone: allBut('hide', { engineer: 'mask', admin: 'show' }),
} as const satisfies Readonly<Record<string, Decisions>>;

export type DataClass = keyof typeof dataClasses;

/** Those whose release is written down. */
export const personalClasses: ReadonlySet<DataClass> = new Set([
  'name',
  'personId',
  'address',
  'phone',
  'advanced',
  'debug',
  'feedback',
  'joinLink',
  'reportPerson',
  'reportPhone',
]);
