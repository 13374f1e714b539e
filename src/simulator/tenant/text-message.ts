import { toInstant, toPreciseText, type Instant } from '../instant.ts';
import { createRandom, type Random } from '../random.ts';
import { fromMicros } from './charge.ts';
import { countries, findCountry, toCurrency } from './country.ts';
import { tenantCountryCode, toBetaMembers, toUserMembers } from './log-row.ts';
import type { Person } from './people.ts';
import { toMasked, toOutsideNumber, toOwnNumber } from './phone-number.ts';

export interface TextMessage {
  readonly id: string;
  readonly sent: Instant;
  readonly person: Person;
  readonly isInbound: boolean;
  readonly insideNumber: string;
  readonly outsideNumber: string;
  /** Parts of a long text, each charged. */
  readonly unitCount: number;
}

const dayMs = 86_400_000;
const unitMicros = 7_900;

function toMessage(seed: number, random: Random, day: number, people: readonly Person[]): TextMessage {
  const person = random.pick(people);
  const home = countries.find(({ code }) => code === person.site.countryCode);
  return {
    id: random.guid(),
    sent: toInstant(day * dayMs + random.between(7, 21) * 3_600_000, random.integer(0, 9999)),
    person,
    isInbound: random.chance(0.6),
    insideNumber: toOwnNumber(seed, person),
    outsideNumber: toOutsideNumber(random, home !== undefined && random.chance(0.8) ? home : random.pick(countries)),
    unitCount: random.weighted([
      [1, 80],
      [2, 15],
      [3, 5],
    ] as const),
  };
}

/** A handful a day. */
export function toTextMessages(seed: number, day: number, people: readonly Person[]): readonly TextMessage[] {
  const random = createRandom(seed, 'messages', day);
  const users = people.filter(({ kind }) => kind === 'employee');
  return Array.from({ length: random.integer(2, 7) }, () => toMessage(seed, random, day, users));
}

/** A row of `smsLogRow`, every member spelled out. */
export function toSmsRow(message: TextMessage) {
  const { person, isInbound, unitCount } = message;
  const { code, name } = findCountry(isInbound ? message.insideNumber : message.outsideNumber);
  const other = findCountry(message.outsideNumber);
  const userCountryCode = person.site.countryCode;
  const outside = toMasked(message.outsideNumber);
  return {
    id: message.id,
    smsId: message.id,
    ...toUserMembers(person),
    userCountryCode,
    tenantCountryCode,
    sourceNumber: isInbound ? outside : message.insideNumber,
    destinationNumber: isInbound ? message.insideNumber : outside,
    sentDateTime: toPreciseText(message.sent),
    callCharge: fromMicros(isInbound ? 0 : unitCount * unitMicros),
    currency: toCurrency(userCountryCode),
    smsType: isInbound ? 'sms_in' : 'sms_out',
    destinationContext: code === userCountryCode ? 'Domestic' : 'International',
    destinationName: name,
    ...toBetaMembers(person, other.code),
    licenseCapability: 'MCOSMS1',
    smsUnits: unitCount,
  };
}
