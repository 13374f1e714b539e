import { toInstantOrNull } from '../../graph/report-row.ts';
import { graphEnum } from '../enum.ts';
import { AdministrativeUnitInfo, PstnCallLogRow } from '../refs.ts';

const PstnCallDurationSource = graphEnum(
  'PstnCallDurationSource',
  'Whose clock the length of a telephone call was taken from.',
  {
    MICROSOFT: ['microsoft', 'Teams measured it. So it is for every call that did not come by Operator Connect.'],
    OPERATOR: [
      'operator',
      'The telephone company of the Operator Connect programme reported it, so it can differ from the call record by seconds.',
    ],
  },
);

PstnCallLogRow.implement({
  description:
    'One telephone call of a Microsoft calling plan, Operator Connect or audio conferencing, as the usage log charges it: who, from and to which number, how long, at what cost. Calls over your own session border controllers are in the direct routing log instead. Rows appear hours to days after the call.',
  fields: (t) => ({
    id: t.exposeID('id', {
      description:
        'Names this row of the log, a GUID, and no call record: `callRecord(id:)` does not find it. Null when Graph left it out.',
    }),
    callId: t.exposeString('callId', {
      description:
        'What the telephone network called it, such as `1835317186_112562680@61.221.3.176`. Not unique, and no id of a call record: the record has to be found by time and number. Null when not reported.',
    }),
    userId: t.exposeString('userId', {
      description:
        'Object id in the directory of the person the call is charged to. Null for calls of bots (call types `ucap_in` and `ucap_out`), such as auto attendants and call queues.',
    }),
    userPrincipalName: t.exposeString('userPrincipalName', {
      description: "That person's name for signing in, often also the mail address. Null for `ucap_*` calls.",
    }),
    userDisplayName: t.exposeString('userDisplayName', {
      description: 'What that person is called in the directory. Null for `ucap_*` calls.',
    }),
    startDateTime: t.field({
      type: 'DateTime',
      description:
        'When the call began. The window of the report is matched against it. Null when not reported, or where Graph has the year one.',
      resolve: (row) => toInstantOrNull(row.startDateTime),
    }),
    endDateTime: t.field({
      type: 'DateTime',
      description: 'When the call ended. Null when not reported, or where Graph has the year one.',
      resolve: (row) => toInstantOrNull(row.endDateTime),
    }),
    duration: t.exposeInt('duration', {
      description: 'How long the call was connected, in whole seconds. Null when not reported.',
    }),
    charge: t.expose('charge', {
      type: 'Decimal',
      description:
        'What the call cost your organisation, in the unit that `currency` names; the connection fee is in `connectionCharge`. `0.0` when a plan covers it, null when not reported.',
    }),
    connectionCharge: t.expose('connectionCharge', {
      type: 'Decimal',
      description:
        'The one-off fee for setting the call up, whatever its length, in the unit that `currency` names. Null when not reported.',
    }),
    currency: t.exposeString('currency', {
      description:
        'Unit of `charge` and `connectionCharge`, ISO 4217 such as `USD`. Sums across different ones mean nothing. Null when not reported.',
    }),
    callType: t.exposeString('callType', {
      description:
        'Direction and kind, as text because Microsoft adds to it. Known: `user_in`, `user_out`, `user_out_conf`, `user_out_transfer`, `user_out_forwarding` (people), `conf_in`, `conf_out` (audio conferencing), `ucap_in`, `ucap_out` (bots, auto attendants, call queues). Null when not reported.',
    }),
    callerNumber: t.exposeString('callerNumber', {
      description:
        'Who rang, E.164. Of a call from outside the last three or four digits can be `*`, by the privacy rule of your country, so compare only what stands before. Null when withheld or not reported.',
    }),
    calleeNumber: t.exposeString('calleeNumber', {
      description:
        'Who was rung, E.164. Of a call to the outside the last three or four digits can be `*`, by the privacy rule of your country, so compare only what stands before. Null when not reported.',
    }),
    otherPartyCountryCode: t.exposeString('otherPartyCountryCode', {
      description:
        'Where the outside number belongs: that of the caller coming in, of the callee going out. ISO 3166-1 alpha-2, such as `DE`. Only with GRAPH_BETA=on; null otherwise.',
    }),
    usageCountryCode: t.exposeString('usageCountryCode', {
      description:
        'Country of the charged person, ISO 3166-1 alpha-2 such as `US`: decides what is domestic. Null when not reported.',
    }),
    tenantCountryCode: t.exposeString('tenantCountryCode', {
      description: 'Where your organisation is registered, ISO 3166-1 alpha-2 such as `US`. Null when not reported.',
    }),
    destinationContext: t.exposeString('destinationContext', {
      description:
        'Seen from the location of the charged person: `Domestic` or `International`, as text. Usually null for calls that came in.',
    }),
    destinationName: t.exposeString('destinationName', {
      description:
        'Country or region that was rung, in words such as `United States`: what to group cost by. Null when not reported.',
    }),
    conferenceId: t.exposeString('conferenceId', {
      description:
        'Which audio conference a dial-in or dial-out belongs to: the number that people key in, not an id of a call record. Null outside meetings.',
    }),
    licenseCapability: t.exposeString('licenseCapability', {
      description:
        'Licence that the call was made under, as text. Known: `MCOPSTN1`, `MCOPSTN2`, `MCOPSTN5`, `MCOPSTN6`, `MCOPSTNU`, `MCOPSTNPP` (calling plans and Operator Connect), `MCOMEETADD`, `MCOMEETACPEA` (audio conferencing). Null when not reported.',
    }),
    inventoryType: t.exposeString('inventoryType', {
      description:
        "What sort of number the person has, as text: `Subscriber` for a person's own, others for service and toll-free numbers. Null when not reported.",
    }),
    operator: t.exposeString('operator', {
      description:
        'Company that carried the call: `Microsoft`, or a telephone company of Operator Connect. Whom to ask about a bad line. Null when not reported.',
    }),
    callDurationSource: t.expose('callDurationSource', {
      type: PstnCallDurationSource,
      description: 'Whether Teams or the telephone company measured `duration`. Null when not reported.',
    }),
    clientLocalIpV4Address: t.exposeString('clientLocalIpV4Address', {
      description:
        'Address of the device inside its own network, such as `10.0.4.17`: tells the office or subnet. Only with GRAPH_BETA=on; null otherwise.',
    }),
    clientLocalIpV6Address: t.exposeString('clientLocalIpV6Address', {
      description:
        'Address of the device inside its own network where that runs IPv6. Only with GRAPH_BETA=on; null otherwise.',
    }),
    clientPublicIpV4Address: t.exposeString('clientPublicIpV4Address', {
      description:
        'Address by which the internet saw the device, usually that of a router: tells the site or home line. Only with GRAPH_BETA=on; null otherwise.',
    }),
    clientPublicIpV6Address: t.exposeString('clientPublicIpV6Address', {
      description: 'Address by which the internet saw the device over IPv6. Only with GRAPH_BETA=on; null otherwise.',
    }),
    administrativeUnitInfos: t.expose('administrativeUnitInfos', {
      type: [AdministrativeUnitInfo],
      description:
        'Parts of the directory that the charged person belongs to. Only with GRAPH_BETA=on; null otherwise.',
    }),
  }),
});
