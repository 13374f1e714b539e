import { toOnlyIdentity } from '../../graph/identity.ts';
import { toEndpointTypename } from '../../graph/odata-type.ts';
import {
  Endpoint,
  ParticipantEndpoint,
  ServiceEndpoint,
  UnknownEndpoint,
  UserAgent,
  UserFeedback,
  UserIdentity,
} from '../refs.ts';

Endpoint.implement({
  description:
    'One end of a session or segment: a person with a device, or a service. One of the kinds below by what Graph says it is.',
  resolveType: toEndpointTypename,
  fields: (t) => ({
    userAgent: t.expose('userAgent', {
      type: UserAgent,
      description: 'Software that ran at this end. Null when Graph did not report it.',
    }),
  }),
});

ParticipantEndpoint.implement({
  interfaces: [Endpoint],
  description:
    'End of a call where a person was, or something that stands for one, such as a room or a telephone line.',
  fields: (t) => ({
    associatedIdentity: t.field({
      type: UserIdentity,
      description:
        'Who was at this end: a person, or the telephone or other identity that stands for one. Null when Graph did not report it.',
      // Records from before the member came tell it only by the one that Microsoft has retired.
      resolve: ({ associatedIdentity, identity }) => associatedIdentity ?? toOnlyIdentity(identity),
    }),
    name: t.exposeString('name', {
      description: 'Computer name of the device. May tell the person by name. Null when the client did not report it.',
    }),
    cpuName: t.exposeString('cpuName', {
      description:
        'Model of the processor in the device, such as `Intel(R) Core(TM) i7-8650U`. Null when not reported.',
    }),
    cpuCoresCount: t.exposeInt('cpuCoresCount', {
      description: 'How many processor cores the device has. Null when the client did not report it.',
    }),
    cpuProcessorSpeedInMhz: t.exposeInt('cpuProcessorSpeedInMhz', {
      description: 'Clock rate of the processor in megahertz. Null when the client did not report it.',
    }),
    feedback: t.expose('feedback', {
      type: UserFeedback,
      description: 'What the person answered when asked about the quality. Null for most calls: clients seldom ask.',
    }),
  }),
});

ServiceEndpoint.implement({
  interfaces: [Endpoint],
  description:
    'End of a call where a service was and no person: the host of a meeting, a voice menu, a telephone gateway. Its user agent tells the role.',
});

UnknownEndpoint.implement({
  interfaces: [Endpoint],
  description:
    'End of a call that Graph describes as neither a participant nor a service: it gave no kind, or one that this gateway does not know yet.',
});
