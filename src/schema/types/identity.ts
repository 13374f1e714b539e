import { Identity } from '../refs.ts';
import { TeamworkUserIdentityType } from '../user-identity-type.ts';

Identity.implement({
  description:
    'Somebody or something in an identity set that is not its `user`: a telephone, guest, application or device. Which fields are filled depends on that; the others are null.',
  fields: (t) => ({
    id: t.exposeID('id', {
      description:
        'What it is known by: an object id of the directory, a telephone number such as `+12065550100`, or an id of the service it came from. Null when Graph holds it back.',
    }),
    displayName: t.exposeString('displayName', {
      description: 'Name to show to people. Never available for guests or telephones; may be outdated for others.',
    }),
    tenantId: t.exposeString('tenantId', {
      description: 'Organisation it belongs to, as a Microsoft Entra tenant id. Null for telephones and guests.',
    }),
    email: t.exposeString('email', {
      description: 'Mail address of a guest. Null for everybody else, and often for guests too.',
    }),
    userPrincipalName: t.exposeString('userPrincipalName', {
      description: 'Sign-in name of a person, when a person stands here. Otherwise null.',
    }),
    ipAddress: t.exposeString('ipAddress', {
      description: 'Network address a person acted from, when a person stands here. Rarely filled.',
    }),
    applicationType: t.exposeString('applicationType', {
      description: 'Kind of application, in free text by Graph. Null for anything but applications.',
    }),
    hidden: t.exposeBoolean('hidden', {
      description:
        'Whether an application is kept out of the list of participants. Null for anything but applications.',
    }),
    azureCommunicationServicesResourceId: t.exposeString('azureCommunicationServicesResourceId', {
      description: 'Azure resource that a user of Azure Communication Services belongs to. Null for everybody else.',
    }),
    userIdentityType: t.expose('userIdentityType', {
      type: TeamworkUserIdentityType,
      description: 'Where the account of a person comes from, when Graph says so. Otherwise null.',
    }),
  }),
});
