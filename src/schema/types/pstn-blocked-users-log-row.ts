import { toInstantOrNull } from '../../graph/report-row.ts';
import { graphEnum } from '../enum.ts';
import { PstnBlockedUsersLogRow } from '../refs.ts';

const PstnUserBlockMode = graphEnum(
  'PstnUserBlockMode',
  'Which way the right of a person to make telephone calls was changed.',
  {
    BLOCKED: ['blocked', 'Taken away: calls to telephone numbers fail from then on.'],
    UNBLOCKED: ['unblocked', 'Given back: telephone numbers can be rung again.'],
  },
);

PstnBlockedUsersLogRow.implement({
  description:
    'One time that Microsoft stopped a person from making telephone calls, as when usage looked like fraud, or let them again. Look here when somebody can suddenly ring nobody. Only with GRAPH_BETA=on: Graph has this log in beta alone.',
  fields: (t) => ({
    userId: t.exposeString('userId', {
      description: 'Object id in the directory of the person concerned. Null when not reported.',
    }),
    userPrincipalName: t.exposeString('userPrincipalName', {
      description: "That person's name for signing in, often also the mail address. Null when not reported.",
    }),
    userDisplayName: t.exposeString('userDisplayName', {
      description: 'What that person is called in the directory. Null when not reported.',
    }),
    userTelephoneNumber: t.exposeString('userTelephoneNumber', {
      description: 'Number that can, or could, not ring out, E.164 and not masked. Null when not reported.',
    }),
    blockDateTime: t.field({
      type: 'DateTime',
      description:
        'When it took effect, be it a block or its end. Null when not reported, or where Graph has the year one.',
      resolve: (row) => toInstantOrNull(row.blockDateTime),
    }),
    blockReason: t.exposeString('blockReason', {
      description:
        'Why, in words of Microsoft such as `High Overall Usage` for a block or `Tenant Requested` for its end. Free text. Null when not reported.',
    }),
    userBlockMode: t.expose('userBlockMode', {
      type: PstnUserBlockMode,
      description: 'Whether this row stops calls or allows them again; the latest row holds. Null when not reported.',
    }),
    remediationId: t.exposeString('remediationId', {
      description: 'Names this action, a GUID: quote it to Microsoft Support. Null when not reported.',
    }),
  }),
});
