import { PstnOnlineMeetingDialoutReport } from '../refs.ts';

PstnOnlineMeetingDialoutReport.implement({
  description:
    'What dialling out of meetings cost over the window: one row for each organizer, location, destination context and currency. Counted under who organized the meeting, not who dialled. Only with GRAPH_BETA=on: Graph has this report in beta alone.',
  fields: (t) => ({
    userId: t.exposeString('userId', {
      description: 'Object id in the directory of who organized the meetings. Null when not reported.',
    }),
    userPrincipalName: t.exposeString('userPrincipalName', {
      description: "The organizer's name for signing in, often also the mail address. Null when not reported.",
    }),
    userDisplayName: t.exposeString('userDisplayName', {
      description: 'What the organizer is called in the directory. Null when not reported.',
    }),
    usageLocation: t.exposeString('usageLocation', {
      description:
        'Country of the organizer, ISO 3166-1 alpha-2 such as `US`: decides what is domestic. Null when not reported.',
    }),
    destinationContext: t.exposeString('destinationContext', {
      description:
        'Seen from the location of the organizer: `Domestic` or `International`, as text. Null when not reported.',
    }),
    currency: t.exposeString('currency', {
      description:
        'Unit of `totalCallCharge`, ISO 4217 such as `USD`. Sums across different ones mean nothing. Null when not reported.',
    }),
    totalCalls: t.exposeInt('totalCalls', {
      description: 'How many times somebody was dialled. Null when not reported.',
    }),
    totalCallCharge: t.expose('totalCallCharge', {
      type: 'Decimal',
      description:
        'What they cost together, connection fees included, in the unit that `currency` names. Null when not reported.',
    }),
    totalCallSeconds: t.exposeInt('totalCallSeconds', {
      description: 'How long they lasted together, in whole seconds. Null when not reported.',
    }),
  }),
});
