import { graphEnum } from '../enum.ts';
import { CommunicationsIdentitySet, Identity, IdentitySet, UserIdentity } from '../refs.ts';

const EndpointType = graphEnum('EndpointType', 'What somebody takes part with, as an identity set tells it.', {
  DEFAULT: ['default', 'Nothing out of the ordinary: a Teams client or the like.'],
  VOICEMAIL: ['voicemail', 'A mailbox for spoken messages.'],
  SKYPE_FOR_BUSINESS: ['skypeForBusiness', 'The client program of that product, the predecessor of Teams.'],
  SKYPE_FOR_BUSINESS_VOIP_PHONE: ['skypeForBusinessVoipPhone', 'A desk telephone made for that product.'],
});

IdentitySet.implement({
  description:
    'The ways in which one party of a call is known. As a rule exactly one member is filled and all others are null.',
  resolveType: () => 'CommunicationsIdentitySet' as const,
  fields: (t) => ({
    user: t.expose('user', {
      type: UserIdentity,
      description: 'Person with an account, or a guest who joined by link. Null for telephones, bots and services.',
    }),
    application: t.expose('application', {
      type: Identity,
      description: 'Registered application, for example a bot. Null for people.',
    }),
    device: t.expose('device', {
      type: Identity,
      description: 'Piece of equipment that acts by itself. Seldom filled in call records.',
    }),
  }),
});

CommunicationsIdentitySet.implement({
  interfaces: [IdentitySet],
  description:
    'The ways in which one party of a call is known. As a rule exactly one of the identities is filled, telling what kind of party it is, and all others are null.',
  fields: (t) => ({
    phone: t.expose('phone', {
      type: Identity,
      description: 'Caller by telephone; the id is the number, there is no name. Null for everybody else.',
    }),
    guest: t.expose('guest', {
      type: Identity,
      description: 'Person who joined without an account. Often null even then, with the guest under `user` instead.',
    }),
    applicationInstance: t.expose('applicationInstance', {
      type: Identity,
      description: 'Resource account of a voice application, such as a call queue or an auto attendant.',
    }),
    assertedIdentity: t.expose('assertedIdentity', {
      type: Identity,
      description: 'Person or number that the party wants to appear as to the others. Null when it appears as itself.',
    }),
    azureCommunicationServicesUser: t.expose('azureCommunicationServicesUser', {
      type: Identity,
      description: 'Person using an application built on the calling service of Azure.',
    }),
    encrypted: t.expose('encrypted', {
      type: Identity,
      description: 'Party whose identity is hidden behind an opaque value.',
    }),
    onPremises: t.expose('onPremises', {
      type: Identity,
      description: "Person on the organisation's own Skype for Business servers.",
    }),
    endpointType: t.expose('endpointType', {
      type: EndpointType,
      description: 'What the party takes part with. Null when Graph does not report it, which is usual.',
    }),
    acsUser: t.expose('acsUser', {
      type: Identity,
      description:
        'Azure Communication Services user under the short name that Graph also sends and does not document. Usually null.',
    }),
    spoolUser: t.expose('spoolUser', {
      type: Identity,
      description: 'Sent by Graph and not documented anywhere; nearly always null.',
    }),
    acsApplicationInstance: t.expose('acsApplicationInstance', {
      type: Identity,
      description:
        'Voice application of Azure Communication Services. Sent by Graph and not documented; nearly always null.',
    }),
    spoolApplicationInstance: t.expose('spoolApplicationInstance', {
      type: Identity,
      description: 'Sent by Graph beside the others and not documented anywhere; nearly always null.',
    }),
  }),
});
