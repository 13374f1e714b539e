import { toMillisecondText } from '../instant.ts';
import { createRandom } from '../random.ts';
import { findCountry } from './country.ts';
import { toBetaMembers, toUserMembers } from './log-row.ts';
import { isInbound, type LegType, type PhoneLeg } from './phone-leg.ts';
import { toMasked } from './phone-number.ts';

const callTypes: Readonly<Record<LegType, string>> = {
  user_in: 'ByotIn',
  user_out: 'ByotOut',
  user_out_conf: 'ByotOutUserConf',
  user_out_transfer: 'ByotOutUserTransfer',
  user_out_forwarding: 'ByotOutUserForwarding',
  conf_in: 'ByotIn',
  conf_out: 'ByotOutUserConf',
  ucap_in: 'ByotInUcap',
  ucap_out: 'ByotOutUcap',
};

/** How Graph writes that there is no date (Graph documentation, "directRoutingLogRow"). */
const noDate = '0001-01-01T00:00:00Z';

const trunks: Readonly<Record<string, readonly string[]>> = {
  DE: ['sbc01.muc.contoso.com', 'sbc02.muc.contoso.com'],
  NL: ['sbc01.ams.contoso.com'],
};

/** A row of `directRoutingLogRow` as v1.0 declares it, every member spelled out. */
export function toDirectRoutingRow(leg: PhoneLeg) {
  const random = createRandom(leg.id, 'trunk');
  const inbound = isInbound(leg);
  const { failure } = leg;
  const outside = toMasked(leg.outsideNumber);
  return {
    id: leg.id,
    correlationId: leg.callRecordId,
    ...toUserMembers(leg.person),
    startDateTime: toMillisecondText(leg.start),
    inviteDateTime: toMillisecondText(leg.invited),
    failureDateTime: failure === null ? noDate : toMillisecondText(leg.end),
    endDateTime: failure === null ? toMillisecondText(leg.end) : noDate,
    duration: leg.durationSeconds,
    callType: callTypes[leg.type],
    successfulCall: failure === null,
    callerNumber: inbound ? outside : leg.insideNumber,
    calleeNumber: inbound ? leg.insideNumber : outside,
    mediaPathLocation: random.pick(['EUWE', 'EUNO', 'UKSO']),
    signalingLocation: random.pick(['EUNO', 'EUWE']),
    finalSipCode: failure?.code ?? 0,
    callEndSubReason: failure?.subReason ?? 540_000,
    finalSipCodePhrase: failure?.phrase ?? 'BYE',
    trunkFullyQualifiedDomainName: random.pick(trunks[leg.site.countryCode] ?? ['sbc01.contoso.com']),
    mediaBypassEnabled: random.chance(0.3),
  };
}

/** The same with what beta adds. */
export function toDirectRoutingBetaRow(leg: PhoneLeg) {
  return {
    ...toDirectRoutingRow(leg),
    ...toBetaMembers(leg.person, findCountry(leg.outsideNumber).code),
    transferorCorrelationId: leg.type === 'user_out_transfer' ? createRandom(leg.id, 'transferor').guid() : null,
    userCountryCode: leg.site.countryCode,
  };
}
