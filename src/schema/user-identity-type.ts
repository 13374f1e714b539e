import { graphEnum } from './enum.ts';

export const TeamworkUserIdentityType = graphEnum(
  'TeamworkUserIdentityType',
  'Where the account of a person in Teams comes from.',
  {
    AAD_USER: ['aadUser', 'An account of a Microsoft Entra directory in the cloud.'],
    ON_PREMISE_AAD_USER: [
      'onPremiseAadUser',
      'An account of a directory that is kept on premises and synchronised with Microsoft Entra.',
    ],
    ANONYMOUS_GUEST: ['anonymousGuest', 'Somebody who joined by link without signing in.'],
    FEDERATED_USER: ['federatedUser', 'Somebody of another organisation that yours is federated with.'],
    PERSONAL_MICROSOFT_ACCOUNT_USER: [
      'personalMicrosoftAccountUser',
      'A private Microsoft account, not one of an organisation.',
    ],
    SKYPE_USER: ['skypeUser', 'Somebody who called with the consumer edition of Skype.'],
    PHONE_USER: ['phoneUser', 'Somebody known by telephone number only.'],
    EMAIL_USER: ['emailUser', 'Somebody known by mail address only.'],
  },
);
