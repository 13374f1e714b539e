import type { Access } from '../access/access.ts';
import type { DataClass, Decision } from '../access/data-class.ts';
import { isPhoneNumber, maskName, maskPhone, toAnonymousName, toPlainId } from '../access/mask.ts';
import type { Policy } from '../access/policy.ts';
import type { Viewer } from '../access/viewer.ts';
import type { Identity, ParticipantEndpoint } from '../graph/resources.ts';
import { toEndpointIdentity } from '../quality/person.ts';

/** What a caller is given of a value; `source` is the object that the field belongs to. */
export type Given = (value: unknown, source: object, access: Access) => unknown;

/** Where text must stand, so that what may not be given is replaced by a pseudonym. */
const NEEDS_ID = new Set(['Participant.id', 'Organizer.id', 'Attendance.participantId']);

/** Figures by something that a telephone number can stand for. */
const MAY_BE_PHONE = new Set(['QualityGroup.key', 'QualityGroup.name', 'PstnCost.key', 'PstnCost.name']);

/** What becomes of the values of a field; undefined where they are given as they are. */
export function toGiven(type: string, field: string, dataClass: DataClass, policy: Policy): Given | undefined {
  const decision = policy.decide(dataClass);
  if (dataClass === 'personId') return toGivenId(type, NEEDS_ID.has(`${type}.${field}`), decision, policy);
  if (dataClass === 'name') return toGivenName(decision, policy);
  if (MAY_BE_PHONE.has(`${type}.${field}`) && policy.decide('phone') !== 'show') {
    const isKey = field === 'key';
    return (value) => {
      if (typeof value !== 'string') return value;
      if (!isKey) return maskName(value);
      return isPhoneNumber(value) ? maskPhone(value) : value;
    };
  }
  if (dataClass === 'joinLink' && policy.decide('personId') !== 'show') return withoutContext;
  if (dataClass === 'address' && decision === 'show' && policy.decide('phone') !== 'show') {
    return (value) => (typeof value === 'string' ? maskName(value) : value);
  }
  if (decision === 'show') return undefined;
  if (decision === 'mask') return (value) => (typeof value === 'string' ? maskPhone(value) : null);
  return (value, source, access) => (isOwn(type, source, access) ? value : Array.isArray(value) ? [] : null);
}

/** A link by which a meeting can be joined, without who has organised it: `context` names them. */
function withoutContext(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  if (!URL.canParse(value)) return null;
  const link = new URL(value);
  link.searchParams.delete('context');
  return link.href;
}

function toGivenId(type: string, needsId: boolean, decision: Decision, policy: Policy): Given | undefined {
  const isPhoneShown = policy.decide('phone') === 'show';
  if (decision === 'show' && isPhoneShown) return undefined;
  return (value, source, access) => {
    if (typeof value !== 'string') return value;
    if (isPhoneNumber(value)) {
      if (isPhoneShown) return value;
      return needsId ? access.toPseudonym(value) : maskPhone(value);
    }
    const isKnown = decision === 'show' || isOwn(type, source, access) || access.searched.has(toPlainId(value));
    return isKnown ? value : access.toPseudonym(value);
  };
}

function toGivenName(decision: Decision, policy: Policy): Given | undefined {
  const isPhoneShown = policy.decide('phone') === 'show';
  if (decision === 'show' && isPhoneShown) return undefined;
  const write = (name: string) => (isPhoneShown ? name : maskName(name));
  return (value, source, access) => {
    if (typeof value !== 'string') return value;
    if (decision === 'show') return write(value);
    const { id, tenantId } = source as Identity;
    const isKnown =
      typeof id === 'string' && (access.searched.has(toPlainId(id)) || toPlainId(id) === access.viewer.id);
    if (isKnown) return write(value);
    return toAnonymousName(
      typeof tenantId === 'string' && tenantId.toLowerCase() === (access.viewer.tenantId ?? tenantId.toLowerCase()),
    );
  };
}

/** Whether a part of a body is about the caller. */
function isOwn(type: string, source: object, { viewer, own }: Access): boolean {
  if (viewer.id === null) return false;
  if (type === 'ParticipantEndpoint') return isAt(source, viewer);
  if (HAS_OWNERS_ID.has(type)) return toPlainId((source as Identity).id) === viewer.id;
  return own.has(source);
}

const HAS_OWNERS_ID = new Set(['Identity', 'UserIdentity', 'Participant', 'Organizer', 'Attendance']);

/** Whether somebody was at an end of a call. */
export const isAt = (endpoint: ParticipantEndpoint, viewer: Viewer): boolean =>
  toPlainId(toEndpointIdentity(endpoint)?.id) === viewer.id;
