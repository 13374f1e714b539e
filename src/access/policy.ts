import type { DataClass, Decision } from './data-class.ts';
import { dataClasses } from './data-class.ts';
import type { Role } from './role.ts';

/** Which call records somebody may see: all of the tenant, those they took part in, or none. */
export type RecordScope = 'all' | 'own' | 'none';

/** What a set of roles may see. */
export interface Policy {
  readonly roles: readonly Role[];
  readonly records: RecordScope;
  /** Over which records figures are made. */
  readonly figures: RecordScope;
  decide(dataClass: DataClass): Decision;
  /** The same for what is made of all records that figures rest on. */
  decideFigure(dataClass: DataClass): Decision;
}

const GENEROSITY: readonly Decision[] = ['hide', 'mask', 'own', 'show'];
const SEES_ALL: readonly Role[] = ['support', 'engineer', 'admin'];

export interface PolicyOptions {
  /** Whether even `admin` sees telephone numbers without their last three digits. */
  readonly masksAllPhones: boolean;
}

export function createPolicy(roles: readonly Role[], { masksAllPhones }: PolicyOptions): Policy {
  const seesAll = roles.some((role) => SEES_ALL.includes(role));
  const isSelf = roles.includes('self');

  function toDecision(role: Role, dataClass: DataClass): Decision {
    const decision = dataClasses[dataClass][role];
    const isPhone = dataClass === 'phone' || dataClass === 'reportPhone';
    return isPhone && masksAllPhones && decision === 'show' ? 'mask' : decision;
  }

  const decideFor = (of: readonly Role[], dataClass: DataClass) =>
    toMostGenerous(of.map((role) => toDecision(role, dataClass)));
  const others = roles.filter((role) => role !== 'self');

  return {
    roles,
    records: seesAll ? 'all' : isSelf ? 'own' : 'none',
    figures: others.length ? 'all' : isSelf ? 'own' : 'none',
    decide(dataClass) {
      if (!seesAll) return decideFor(roles, dataClass);
      const decision = decideFor(others, dataClass);
      // Whoever sees the calls of others too keeps of `self` what is tested on the data itself.
      const own = isSelf ? toDecision('self', dataClass) : 'hide';
      return own === 'own' ? toMostGenerous([decision, own]) : decision;
    },
    decideFigure: (dataClass) => decideFor(others.length ? others : roles, dataClass),
  };
}

function toMostGenerous(decisions: readonly Decision[]): Decision {
  return GENEROSITY[Math.max(0, ...decisions.map((decision) => GENEROSITY.indexOf(decision)))] as Decision;
}
