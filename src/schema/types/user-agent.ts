import { toUserAgentTypename } from '../../graph/odata-type.ts';
import { ClientPlatform } from '../client-platform.ts';
import { graphEnum } from '../enum.ts';
import { ClientUserAgent, ServiceUserAgent, UnknownUserAgent, UserAgent } from '../refs.ts';

const ProductFamily = graphEnum('ProductFamily', 'Product that a client belongs to.', {
  UNKNOWN: ['unknown', 'The client did not report it.'],
  TEAMS: ['teams', 'Microsoft Teams, in any of its clients.'],
  SKYPE_FOR_BUSINESS: ['skypeForBusiness', 'The successor of Lync and predecessor of Teams.'],
  LYNC: ['lync', 'Microsoft Lync, the predecessor of Skype for Business.'],
  AZURE_COMMUNICATION_SERVICES: [
    'azureCommunicationServices',
    "An application of somebody's own, built on the calling service of Azure.",
  ],
});

const ServiceRole = graphEnum('ServiceRole', 'What a service did in a call.', {
  UNKNOWN: ['unknown', 'It was not reported.'],
  CUSTOM_BOT: ['customBot', 'A calling bot that an organisation or vendor built, not Microsoft.'],
  SKYPE_FOR_BUSINESS_MICROSOFT_TEAMS_GATEWAY: [
    'skypeForBusinessMicrosoftTeamsGateway',
    'Joined people on Skype for Business with people on Teams.',
  ],
  SKYPE_FOR_BUSINESS_AUDIO_VIDEO_MCU: [
    'skypeForBusinessAudioVideoMcu',
    'Conference server that mixed sound and pictures for everybody in a Skype for Business meeting.',
  ],
  SKYPE_FOR_BUSINESS_APPLICATION_SHARING_MCU: [
    'skypeForBusinessApplicationSharingMcu',
    'Conference server that passed on shared screens in a Skype for Business meeting.',
  ],
  SKYPE_FOR_BUSINESS_CALL_QUEUES: [
    'skypeForBusinessCallQueues',
    'Kept callers waiting and handed them to the next free agent; serves Teams as well.',
  ],
  SKYPE_FOR_BUSINESS_AUTO_ATTENDANT: [
    'skypeForBusinessAutoAttendant',
    'Answered with a spoken menu and passed the caller on; serves Teams as well.',
  ],
  MEDIATION_SERVER: ['mediationServer', 'Translated between the telephone network and the call on the internet.'],
  MEDIATION_SERVER_CLOUD_CONNECTOR_EDITION: [
    'mediationServerCloudConnectorEdition',
    'Linked telephone lines on premises to the cloud (Cloud Connector Edition, retired).',
  ],
  EXCHANGE_UNIFIED_MESSAGING_SERVICE: [
    'exchangeUnifiedMessagingService',
    'Recorded spoken messages into Exchange mailboxes; older than today’s cloud voicemail.',
  ],
  MEDIA_CONTROLLER: [
    'mediaController',
    'Hosted the media of a group call; often the far end of each session in a meeting.',
  ],
  CONFERENCING_ANNOUNCEMENT_SERVICE: [
    'conferencingAnnouncementService',
    'Played announcements into a meeting, such as who joins or leaves.',
  ],
  CONFERENCING_ATTENDANT: [
    'conferencingAttendant',
    'Received people who dialled in by telephone and asked which meeting they want.',
  ],
  AUDIO_TELECONFERENCER_CONTROLLER: [
    'audioTeleconferencerController',
    'Steered the telephone bridge of an outside provider for a meeting.',
  ],
  SKYPE_FOR_BUSINESS_UNIFIED_COMMUNICATION_APPLICATION_PLATFORM: [
    'skypeForBusinessUnifiedCommunicationApplicationPlatform',
    'Ran voice applications in the cloud (UCAP) that take and make calls without a person.',
  ],
  RESPONSE_GROUP_SERVICE_ANNOUNCEMENT_SERVICE: [
    'responseGroupServiceAnnouncementService',
    'Played announcements to callers of a response group on premises.',
  ],
  GATEWAY: ['gateway', 'Connected the call to another telephone network.'],
  SKYPE_TRANSLATOR: ['skypeTranslator', 'Interpreted speech from one language into another during the call.'],
  SKYPE_FOR_BUSINESS_ATTENDANT: [
    'skypeForBusinessAttendant',
    'Answered calls in Skype for Business and passed them on.',
  ],
  RESPONSE_GROUP_SERVICE: [
    'responseGroupService',
    'Distributed calls among the members of a team, on premises; forerunner of call queues.',
  ],
  VOICEMAIL: ['voicemail', 'Recorded a spoken message because nobody answered.'],
});

UserAgent.implement({
  description:
    'Software that took part at one end of a call: a client that a person used, or a service. One of the kinds below by what Graph says it is.',
  resolveType: toUserAgentTypename,
  fields: (t) => ({
    headerValue: t.exposeString('headerValue', {
      description:
        'How the software introduced itself, free text with product and version. Null when it did not, which is common.',
    }),
    applicationVersion: t.exposeString('applicationVersion', {
      description: 'Release number of the software, such as `1.4.00.2879`. Null when not reported.',
    }),
  }),
});

ClientUserAgent.implement({
  interfaces: [UserAgent],
  description: 'Client program that a person or a room used to take part.',
  fields: (t) => ({
    platform: t.expose('platform', {
      type: ClientPlatform,
      description: 'Operating system or equipment it ran on. UNKNOWN when the client did not say.',
    }),
    productFamily: t.expose('productFamily', {
      type: ProductFamily,
      description: 'Product it belongs to, Teams for nearly all of them today.',
    }),
    communicationServiceId: t.exposeString('communicationServiceId', {
      description:
        'Immutable id of the Azure Communication Services resource that the program belongs to. Null for Teams and Skype.',
    }),
    azureADAppId: t.exposeString('azureADAppId', {
      description: 'Id of the Microsoft Entra application registration it signs in with. Null when not reported.',
    }),
  }),
});

ServiceUserAgent.implement({
  interfaces: [UserAgent],
  description: 'Service on a server that took part in a call without a person, such as a meeting host or a bot.',
  fields: (t) => ({
    role: t.expose('role', {
      type: ServiceRole,
      description: 'What it did: hosting, menus, queues, gateway, bot and so on.',
    }),
  }),
});

UnknownUserAgent.implement({
  interfaces: [UserAgent],
  description:
    'Software that Graph describes as neither a client nor a service: it gave no kind, or one that this gateway does not know yet.',
});
