import { addMs } from '../instant.ts';
import { createRandom, type Random } from '../random.ts';
import type { Call } from './call.ts';
import { findCountry } from './country.ts';
import { toNetwork } from './network.ts';
import {
  sipFailures,
  toPhoneLeg,
  toSiteRoute,
  unknownAddress,
  type ClientAddress,
  type PhoneLeg,
  type SipFailure,
} from './phone-leg.ts';
import { toBridgeNumber, toMainNumber, toOwnNumber } from './phone-number.ts';
import type { End, Failure, SessionPlan } from './plan.ts';
import { sites } from './site.ts';

type ParticipantEnd = Extract<End, { kind: 'participant' }>;

function isPhone(end: End): end is ParticipantEnd {
  return end.kind === 'participant' && end.party.kind === 'phone';
}

function toSipFailure(random: Random, failure: Failure | null): SipFailure | null {
  if (failure?.stage !== 'callSetup') return null;
  switch (failure.reason) {
    case 'No answer.':
      return sipFailures.unanswered;
    case 'The call was declined.':
      return sipFailures.busy;
    case 'Media connectivity could not be established.':
      return sipFailures.unavailable;
    default:
      return random.pick([sipFailures.unknownNumber, sipFailures.unanswered]);
  }
}

/** The address that the record shows for the user's end; `key` is that of the segment's medium. */
function toClientAddress(key: string, { situation, client }: ParticipantEnd): ClientAddress {
  const { ipAddress, reflexiveIPAddress } = toNetwork(createRandom(key, 'leg'), key, situation, client, 'audio');
  return { local: ipAddress ?? null, public: reflexiveIPAddress ?? null };
}

function toUserLeg(seed: number, random: Random, call: Call, session: SessionPlan): PhoneLeg[] {
  const isInbound = isPhone(session.caller);
  const [phone, user] = isInbound ? [session.caller, session.callee] : [session.callee, session.caller];
  if (!isPhone(phone) || user.kind !== 'participant' || user.party.kind !== 'user') return [];
  const { person } = user.party;
  const failure = toSipFailure(random, session.failure);
  const isReported = failure === null && user.situation.trouble !== 'silent';
  const userKey = `${seed}/${call.id}/0/${isInbound ? '1/callee' : '0/caller'}`;
  return [
    toPhoneLeg(random, {
      callRecordId: call.id,
      route: toSiteRoute(person.site),
      type: isInbound ? 'user_in' : 'user_out',
      person,
      site: person.site,
      insideNumber: toOwnNumber(seed, person),
      outsideNumber: phone.party.id,
      invited: session.start,
      answered: session.segments[1]?.start ?? session.start,
      end: session.end,
      failure,
      address: isReported ? toClientAddress(userKey, user) : unknownAddress,
    }),
  ];
}

/** The auto attendant answers at the number it has in the caller's country, or else at that of the first site. */
function toQueueLeg(random: Random, call: Call, session: SessionPlan | undefined): PhoneLeg[] {
  if (session === undefined || !isPhone(session.caller)) return [];
  const outsideNumber = session.caller.party.id;
  const { code } = findCountry(outsideNumber);
  const site = sites.find(({ countryCode }) => countryCode === code) ?? sites[0];
  if (site === undefined) return [];
  return [
    toPhoneLeg(random, {
      callRecordId: call.id,
      route: toSiteRoute(site),
      type: 'ucap_in',
      person: null,
      site,
      insideNumber: toMainNumber(site),
      outsideNumber,
      invited: session.start,
      answered: addMs(session.start, random.between(400, 1800)),
      end: call.end,
    }),
  ];
}

/** The number of a person's meetings, asked of whoever dials in. */
export function toConferenceId(seed: number, personId: string): string {
  return createRandom(seed, 'conference', personId).integer(100_000_000, 999_999_999).toString();
}

/** Conferencing is always Microsoft's. The organizer is charged for all phones, those that were dialled out to above all. */
function toConferenceLegs(seed: number, random: Random, call: Call, sessions: readonly SessionPlan[]): PhoneLeg[] {
  const { organizer } = call;
  if (organizer.kind !== 'user') return [];
  const { person } = organizer;
  return sessions.flatMap(({ caller, start, end }) => {
    if (!isPhone(caller)) return [];
    const isDialledOut = createRandom(seed, call.id, caller.party.id, 'dialled').chance(0.4);
    return toPhoneLeg(random, {
      callRecordId: call.id,
      route: 'callingPlan',
      type: isDialledOut ? 'conf_out' : 'conf_in',
      person,
      site: person.site,
      insideNumber: toBridgeNumber(person.site),
      outsideNumber: caller.party.id,
      conferenceId: toConferenceId(seed, person.id),
      invited: start,
      answered: start,
      end,
    });
  });
}

/** The legs of a call to the telephone network, from the plan that its sessions are written from. */
export function toRecordLegs(seed: number, call: Call, sessions: readonly SessionPlan[]): readonly PhoneLeg[] {
  const random = createRandom(seed, call.id, 'legs');
  switch (call.kind) {
    case 'peerToPeer':
      return [];
    case 'pstn':
      return sessions.flatMap((session) => toUserLeg(seed, random, call, session));
    case 'callQueue':
      return toQueueLeg(random, call, sessions[0]);
    case 'meeting':
    case 'townHall':
      return toConferenceLegs(seed, random, call, sessions);
  }
}
