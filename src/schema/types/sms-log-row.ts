import { toInstantOrNull } from '../../graph/report-row.ts';
import { AdministrativeUnitInfo, SmsLogRow } from '../refs.ts';

SmsLogRow.implement({
  description:
    'One text message that a person in Teams sent or received, with its numbers and cost, never its text. Only with GRAPH_BETA=on: Graph has this log in beta alone.',
  fields: (t) => ({
    id: t.exposeID('id', {
      description: 'Names this row of the log, a GUID. Null when Graph left it out, as its documented answer does.',
    }),
    smsId: t.exposeString('smsId', {
      description: 'What the messaging service called it. Not promised to be unique. Null when not reported.',
    }),
    userId: t.exposeString('userId', {
      description: 'Object id in the directory of the person whose number it is. Null when not reported.',
    }),
    userPrincipalName: t.exposeString('userPrincipalName', {
      description: "That person's name for signing in, often also the mail address. Null when not reported.",
    }),
    userDisplayName: t.exposeString('userDisplayName', {
      description: 'What that person is called in the directory. Null when not reported.',
    }),
    userCountryCode: t.exposeString('userCountryCode', {
      description:
        'Country of that person, ISO 3166-1 alpha-2 such as `US`: decides what is domestic. Null when not reported.',
    }),
    tenantCountryCode: t.exposeString('tenantCountryCode', {
      description: 'Where your organisation is registered, ISO 3166-1 alpha-2 such as `US`. Null when not reported.',
    }),
    otherPartyCountryCode: t.exposeString('otherPartyCountryCode', {
      description:
        'Where the outside number belongs: the sender of what came in, the receiver of what went out. ISO 3166-1 alpha-2, such as `DE`. Null when not reported.',
    }),
    sentDateTime: t.field({
      type: 'DateTime',
      description:
        'When it was sent. The window of the report is matched against it. Null when not reported, or where Graph has the year one.',
      resolve: (row) => toInstantOrNull(row.sentDateTime),
    }),
    smsType: t.exposeString('smsType', {
      description:
        'Direction and kind, as text because Microsoft adds to it. Known: `sms_in` for what came in. Null when not reported.',
    }),
    smsUnits: t.exposeInt('smsUnits', {
      description:
        'How many parts the text took on the network, each of which is charged: a long one is cut into several. Null when not reported.',
    }),
    sourceNumber: t.exposeString('sourceNumber', {
      description:
        'Who sent it, E.164. Of somebody outside the last three or four digits can be `*`, by the privacy rule of your country. Null when not reported.',
    }),
    destinationNumber: t.exposeString('destinationNumber', {
      description:
        'Who received it, E.164. Of somebody outside the last three or four digits can be `*`, by the privacy rule of your country. Null when not reported.',
    }),
    callCharge: t.expose('callCharge', {
      type: 'Decimal',
      description:
        'What the message cost your organisation, in the unit that `currency` names. `0.0` when a plan covers it, null when not reported.',
    }),
    currency: t.exposeString('currency', {
      description:
        'Unit of `callCharge`, ISO 4217 such as `USD`. Sums across different ones mean nothing. Null when not reported.',
    }),
    destinationContext: t.exposeString('destinationContext', {
      description:
        'Seen from the location of the person in Teams: `Domestic` or `International`, as text. Null when not reported.',
    }),
    destinationName: t.exposeString('destinationName', {
      description:
        'Country or region of the receiving number, in words such as `United States`: what to group cost by. Null when not reported.',
    }),
    licenseCapability: t.exposeString('licenseCapability', {
      description: 'Licence that the message was sent under, as text. Known: `MCOSMS1`. Null when not reported.',
    }),
    administrativeUnitInfos: t.expose('administrativeUnitInfos', {
      type: [AdministrativeUnitInfo],
      description: 'Parts of the directory that the person in Teams belongs to. Null when Graph left them out.',
    }),
  }),
});
