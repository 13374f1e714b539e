import { addMs, toPreciseText } from '../instant.ts';
import { createRandom } from '../random.ts';
import { fromMicros, isDomestic, toCharge } from './charge.ts';
import { findCountry, toCurrency } from './country.ts';
import { tenantCountryCode, toBetaMembers, toUserMembers } from './log-row.ts';
import { isInbound, type PhoneLeg } from './phone-leg.ts';
import { toMasked } from './phone-number.ts';

function toLicense({ type, site, outsideNumber }: PhoneLeg): string {
  if (type === 'conf_in') return 'MCOMEETADD';
  if (type === 'conf_out') return 'MCOMEETACPEA';
  if (type.startsWith('ucap')) return 'MCOPSTNU';
  return isDomestic({ site, outsideNumber }) ? 'MCOPSTN1' : 'MCOPSTN2';
}

/** A row of `pstnCallLogRow` as v1.0 declares it, every member spelled out. */
export function toPstnCallRow(leg: PhoneLeg) {
  const inbound = isInbound(leg);
  const { minuteMicros, connectionMicros } = toCharge(leg);
  const outside = toMasked(leg.outsideNumber);
  const called = findCountry(inbound ? leg.insideNumber : leg.outsideNumber);
  return {
    id: leg.id,
    callId: leg.callId,
    ...toUserMembers(leg.person),
    startDateTime: toPreciseText(leg.start),
    endDateTime: toPreciseText(addMs(leg.start, leg.durationSeconds * 1000)),
    duration: leg.durationSeconds,
    charge: fromMicros(minuteMicros),
    callType: leg.type,
    currency: toCurrency(leg.site.countryCode),
    calleeNumber: inbound ? leg.insideNumber : outside,
    usageCountryCode: leg.site.countryCode,
    tenantCountryCode,
    connectionCharge: fromMicros(connectionMicros),
    callerNumber: inbound ? outside : leg.insideNumber,
    destinationContext: inbound ? null : isDomestic(leg) ? 'Domestic' : 'International',
    destinationName: called.name,
    conferenceId: leg.conferenceId,
    licenseCapability: toLicense(leg),
    inventoryType: 'Subscriber',
    operator: 'Microsoft',
    callDurationSource: createRandom(leg.id, 'source').chance(0.9) ? 'microsoft' : 'operator',
  };
}

/** The same with what beta adds. */
export function toPstnCallBetaRow(leg: PhoneLeg) {
  const random = createRandom(leg.id, 'address');
  const hasSixth = leg.address.local !== null && random.chance(0.2);
  return {
    ...toPstnCallRow(leg),
    ...toBetaMembers(leg.person, findCountry(leg.outsideNumber).code),
    clientLocalIpV4Address: leg.address.local,
    clientLocalIpV6Address: hasSixth ? `2001:db8:10::${random.hex(4)}` : null,
    clientPublicIpV4Address: leg.address.public,
    clientPublicIpV6Address: hasSixth ? `2001:db8:20::${random.hex(4)}` : null,
  };
}
