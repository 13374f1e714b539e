import { addMs, toInstant, type Instant } from '../instant.ts';
import { createRandom, type Random } from '../random.ts';
import { countries } from './country.ts';
import type { Person } from './people.ts';
import {
  isInbound,
  sipFailures,
  toPhoneLeg,
  toSiteRoute,
  unknownAddress,
  type LegType,
  type PhoneLeg,
  type PhoneRoute,
} from './phone-leg.ts';
import { toBridgeNumber, toMainNumber, toOutsideNumber, toOwnNumber } from './phone-number.ts';
import { toConferenceId } from './record-leg.ts';

const dayMs = 86_400_000;
const hourMs = 3_600_000;

const legTypes: Readonly<Record<PhoneRoute, readonly (readonly [LegType, number])[]>> = {
  callingPlan: [
    ['user_in', 33],
    ['user_out', 34],
    ['user_out_conf', 2],
    ['user_out_transfer', 2],
    ['user_out_forwarding', 3],
    ['conf_in', 12],
    ['conf_out', 7],
    ['ucap_in', 6],
    ['ucap_out', 1],
  ],
  directRouting: [
    ['user_in', 42],
    ['user_out', 40],
    ['user_out_conf', 3],
    ['user_out_transfer', 3],
    ['user_out_forwarding', 3],
    ['ucap_in', 8],
    ['ucap_out', 1],
  ],
};

const rowRanges = { callingPlan: [30, 60], directRouting: [20, 40] } as const;

const isWeekend = (day: number) => [0, 6].includes(new Date(day * dayMs).getUTCDay());

function toStart(random: Random, day: number): Instant {
  const hour = random.chance(0.96) ? random.between(6.5, 18.5) : random.between(0, 23);
  return toInstant(day * dayMs + hour * hourMs, random.integer(0, 9999));
}

function toOutside(random: Random, countryCode: string): string {
  const home = countries.find(({ code }) => code === countryCode);
  return toOutsideNumber(random, home !== undefined && random.chance(0.6) ? home : random.pick(countries));
}

function toLeg(seed: number, random: Random, route: PhoneRoute, day: number, people: readonly Person[]): PhoneLeg {
  const type = random.weighted(legTypes[route]);
  const person = random.pick(people);
  const { site } = person;
  const isService = type.startsWith('ucap');
  const isMeeting = type.startsWith('conf');
  const invited = toStart(random, day);
  const answered = addMs(invited, isInbound({ type }) ? random.between(700, 9000) : random.between(1500, 22_000));
  const lengthMs = random.chance(0.25) ? random.between(10, 45) * 60_000 : random.between(8, 420) * 1000;
  const failure = !isMeeting && random.chance(0.11) ? random.pick(Object.values(sipFailures)) : null;
  return toPhoneLeg(random, {
    callRecordId: random.guid(),
    route,
    type,
    person: isService ? null : person,
    site,
    insideNumber: isMeeting ? toBridgeNumber(site) : isService ? toMainNumber(site) : toOwnNumber(seed, person),
    outsideNumber: toOutside(random, site.countryCode),
    conferenceId: isMeeting ? toConferenceId(seed, person.id) : null,
    invited,
    answered,
    end: failure === null ? addMs(answered, lengthMs) : addMs(invited, random.between(2000, 40_000)),
    failure,
    address:
      isService || isMeeting || random.chance(0.08)
        ? unknownAddress
        : { local: `${site.wifiPrefix}.${random.integer(11, 248)}`, public: site.publicAddress },
  });
}

/** The legs of a day (UTC, counted from the epoch) whose records are gone. The seed and the day decide them. */
export function toPastLegs(seed: number, day: number, people: readonly Person[]): readonly PhoneLeg[] {
  return (['callingPlan', 'directRouting'] as const).flatMap((route) => {
    const random = createRandom(seed, 'past', route, day);
    const [fewest, most] = rowRanges[route];
    const count = isWeekend(day) ? random.integer(0, 4) : random.integer(fewest, most);
    const users = people.filter(({ kind, site }) => kind === 'employee' && toSiteRoute(site) === route);
    if (users.length === 0) return [];
    return Array.from({ length: count }, () => toLeg(seed, random, route, day, users));
  });
}
