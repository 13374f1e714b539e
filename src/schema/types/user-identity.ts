import { UserIdentity } from '../refs.ts';
import { TeamworkUserIdentityType } from '../user-identity-type.ts';

UserIdentity.implement({
  description:
    'A person by account. Unites the two types that Graph calls userIdentity, so each field is null where the source does not have it.',
  fields: (t) => ({
    id: t.exposeID('id', {
      description:
        'Object id in the Microsoft Entra directory; for guests `teamsvisitor:` and a number that means nothing elsewhere.',
    }),
    displayName: t.exposeString('displayName', {
      description: 'Name to show to people. Never available for guests, by design of Microsoft Graph.',
    }),
    userPrincipalName: t.exposeString('userPrincipalName', {
      description: 'Sign-in name, written like a mail address. Null for guests, and wherever Graph leaves it out.',
    }),
    tenantId: t.exposeString('tenantId', {
      description:
        'Organisation of the account, as a Microsoft Entra tenant id; other than yours for federated people. Null for guests.',
    }),
    ipAddress: t.exposeString('ipAddress', {
      description:
        'Network address the person acted from. Call records rarely fill it; ask the network of the media instead.',
    }),
    userIdentityType: t.expose('userIdentityType', {
      type: TeamworkUserIdentityType,
      description:
        'Where the account comes from: directory, federation, a private account. Null when Graph does not say.',
    }),
  }),
});
