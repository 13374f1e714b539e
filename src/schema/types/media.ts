import type { GraphQLResolveInfo } from 'graphql';
import { toEntities } from '../../graph/entity-list.ts';
import { rememberOfSelection } from '../selection-memo.ts';
import { toSubfields } from '../selection.ts';
import { rememberLabel } from '../stream-label.ts';
import { DeviceInfo, Media, MediaStream, NetworkInfo } from '../refs.ts';

Media.implement({
  description:
    'One kind of media in a segment, for example the main audio: the networks and devices of both ends, and the streams between them.',
  fields: (t) => ({
    label: t.exposeString('label', {
      description:
        'Which media this is, as the two ends named it when they agreed on it: `main-audio` for speech. Other values are not documented by Microsoft.',
    }),
    callerNetwork: t.expose('callerNetwork', {
      type: NetworkInfo,
      description: 'Network that the calling end was on. Null when that end reported nothing.',
    }),
    calleeNetwork: t.expose('calleeNetwork', {
      type: NetworkInfo,
      description: 'Network that the called end was on. Null when that end reported nothing.',
    }),
    callerDevice: t.expose('callerDevice', {
      type: DeviceInfo,
      description: 'Microphone, speaker and their trouble at the calling end. Null when that end reported nothing.',
    }),
    calleeDevice: t.expose('calleeDevice', {
      type: DeviceInfo,
      description:
        'Microphone, speaker and their trouble at the called end. Null when that end reported nothing, as services usually do.',
    }),
    streams: t.field({
      type: [MediaStream],
      description: 'What was sent in each direction, with its measured quality. Null when nothing was reported.',
      resolve: (media, _args, _context, info) => {
        if (!media.streams) return null;
        const streams = toEntities(media.streams);
        if (rememberOfSelection(info, asksForQuality)) rememberLabel(media.label, streams);
        return streams;
      },
    }),
  }),
});

const asksForQuality = (info: GraphQLResolveInfo) => toSubfields(info.fieldNodes, info).has('quality');
