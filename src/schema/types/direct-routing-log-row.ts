import { toInstantOrNull } from '../../graph/report-row.ts';
import { AdministrativeUnitInfo, DirectRoutingLogRow } from '../refs.ts';

DirectRoutingLogRow.implement({
  description:
    'One call, or attempt at one, between Teams and a session border controller of your own: its numbers, times, trunk and the SIP code it ended with. No cost: your telephone company has that.',
  fields: (t) => ({
    id: t.exposeID('id', {
      description: 'Names this row of the log, a GUID. Null when Graph left it out.',
    }),
    correlationId: t.exposeString('correlationId', {
      description:
        'Id of the call record that this leg belongs to, a GUID, and what Microsoft Support asks for. Several rows can have the same one. Null when not reported.',
    }),
    transferorCorrelationId: t.exposeString('transferorCorrelationId', {
      description:
        'For a transferred call, the `correlationId` of the one it was transferred from: follow it to the first leg. Only with GRAPH_BETA=on; null otherwise.',
    }),
    userId: t.exposeString('userId', {
      description:
        'Object id in the directory of the person on the side of Teams. Null for bots such as auto attendants and call queues.',
    }),
    userPrincipalName: t.exposeString('userPrincipalName', {
      description: "That person's name for signing in, often also the mail address. Null for bots.",
    }),
    userDisplayName: t.exposeString('userDisplayName', {
      description: 'What that person is called in the directory. Null for bots.',
    }),
    userCountryCode: t.exposeString('userCountryCode', {
      description: 'Country of that person, ISO 3166-1 alpha-2 such as `US`. Only with GRAPH_BETA=on; null otherwise.',
    }),
    inviteDateTime: t.field({
      type: 'DateTime',
      description:
        'When the first SIP INVITE was sent, that is, when it began to ring; the time to `startDateTime` is how long it took to answer. Null when not reported (Graph writes the year one).',
      resolve: (row) => toInstantOrNull(row.inviteDateTime),
    }),
    startDateTime: t.field({
      type: 'DateTime',
      description:
        'When the call was answered; of one that was not, the time of the invite or of the failure. Null when not reported (Graph writes the year one).',
      resolve: (row) => toInstantOrNull(row.startDateTime),
    }),
    failureDateTime: t.field({
      type: 'DateTime',
      description:
        'When the attempt failed. Null when the call was established, where Graph writes the year one (`0001-01-01T00:00:00Z`).',
      resolve: (row) => toInstantOrNull(row.failureDateTime),
    }),
    endDateTime: t.field({
      type: 'DateTime',
      description: 'When an established call ended. Null when it never was established (Graph writes the year one).',
      resolve: (row) => toInstantOrNull(row.endDateTime),
    }),
    duration: t.exposeInt('duration', {
      description: 'How long the call was connected, in whole seconds. Null when not reported.',
    }),
    callType: t.exposeString('callType', {
      description:
        'Direction and kind, as text because its spelling varies. Known: `ByotIn` and its like from Graph; `dr_in`, `dr_out`, `dr_out_user_conf`, `dr_out_user_forwarding`, `dr_out_user_transfer`, `dr_emergency_out`, `dr_in_ucap`, `dr_out_ucap` from the admin centre, where `ucap` is a bot. Null when not reported.',
    }),
    successfulCall: t.exposeBoolean('successfulCall', {
      description:
        'Whether it was established. If not, `finalSipCode`, `callEndSubReason` and `finalSipCodePhrase` say why. Null when not reported.',
    }),
    callerNumber: t.exposeString('callerNumber', {
      description:
        'Who rang: E.164, or whatever your session border controller sent. Of a call from outside the last three or four digits can be `*`, by the privacy rule of your country, so compare only what stands before. Null when withheld or not reported.',
    }),
    calleeNumber: t.exposeString('calleeNumber', {
      description:
        'Who was rung: E.164, or whatever was dialled. Of a call to the outside the last three or four digits can be `*`, by the privacy rule of your country, so compare only what stands before. Null when not reported.',
    }),
    otherPartyCountryCode: t.exposeString('otherPartyCountryCode', {
      description:
        'Where the outside number belongs: that of the caller coming in, of the callee going out. ISO 3166-1 alpha-2, such as `DE`. Only with GRAPH_BETA=on; null otherwise.',
    }),
    mediaPathLocation: t.exposeString('mediaPathLocation', {
      description:
        'Data centre that sound went through, a code such as `USWE`; far from both ends, it explains delay. Says nothing where media went by without it, see `mediaBypassEnabled`. Null when not reported.',
    }),
    signalingLocation: t.exposeString('signalingLocation', {
      description:
        'Data centre that set the call up, a code such as `EUNO`, with and without media bypass. Null when not reported.',
    }),
    finalSipCode: t.exposeInt('finalSipCode', {
      description:
        'SIP response that ended the call (RFC 3261): 486 is busy, 404 no such number, 503 a trunk that does not serve. 0 in the documented answer for one that was hung up (`BYE`). Null when not reported.',
    }),
    callEndSubReason: t.exposeInt('callEndSubReason', {
      description:
        "Microsoft's own finer code beside the SIP one, such as 540000: search for it in Microsoft's list of response codes for direct routing. Null when not reported.",
    }),
    finalSipCodePhrase: t.exposeString('finalSipCodePhrase', {
      description: 'Those two codes in words, such as `BYE` for a call that was hung up. Null when not reported.',
    }),
    trunkFullyQualifiedDomainName: t.exposeString('trunkFullyQualifiedDomainName', {
      description:
        'Host name of the session border controller, such as `sbc1.contoso.com`: failures under one name only point to it. Null when not reported.',
    }),
    mediaBypassEnabled: t.exposeBoolean('mediaBypassEnabled', {
      description:
        'Whether the trunk lets sound flow between client and session border controller without a data centre between them. A setting of the trunk, not proof for this call. Null when not reported.',
    }),
    administrativeUnitInfos: t.expose('administrativeUnitInfos', {
      type: [AdministrativeUnitInfo],
      description:
        'Parts of the directory that the person on the side of Teams belongs to. Only with GRAPH_BETA=on; null otherwise.',
    }),
  }),
});
