import type { Media } from '../../graph/resources.ts';
import type { Complete } from '../complete.ts';
import { createRandom, type Random } from '../random.ts';
import { unreportedClient, type Client } from './client.ts';
import { toDevice } from './device.ts';
import { toNetwork, type MediaKind } from './network.ts';
import type { End, Modality, SegmentPlan } from './plan.ts';
import { datacentre, type Situation } from './situation.ts';
import { toStream } from './stream.ts';

const labels = {
  audio: { kind: 'audio', label: 'main-audio' },
  video: { kind: 'video', label: 'main-video' },
  videoBasedScreenSharing: { kind: 'sharing', label: 'applicationsharing-video' },
} as const;

interface Place {
  readonly situation: Situation;
  readonly client: Client;
}

function toPlace(end: End): Place {
  return end.kind === 'service' ? { situation: datacentre, client: unreportedClient } : end;
}

const isPhone = (end: End) => end.kind === 'participant' && end.party.kind === 'phone';

function toAudioCodec(random: Random, segment: SegmentPlan): string {
  if (segment.isSip) return random.pick(['pcmu', 'pcma', 'g722']);
  const platforms = [segment.caller, segment.callee].map((end) => toPlace(end).client.platform);
  if (platforms.includes('web')) return 'opus';
  if (platforms.includes('ipPhone')) return random.pick(['silkWide', 'g722']);
  return random.chance(0.9) ? 'satin' : 'silkWide';
}

function toVideoCodec(random: Random, kind: MediaKind): string | null {
  if (kind === 'audio') return null;
  return random.chance(kind === 'sharing' ? 0.4 : 0.12) ? 'av1' : 'h264';
}

function toMedium(key: string, segment: SegmentPlan, modality: Modality): Complete<Media> {
  const { kind, label } = labels[modality];
  const random = createRandom(key, label);
  const caller = toPlace(segment.caller);
  const callee = toPlace(segment.callee);
  const shared = {
    kind,
    start: segment.start,
    end: segment.end,
    audioCodec: kind === 'audio' ? toAudioCodec(random, segment) : null,
    videoCodec: toVideoCodec(random, kind),
    isSip: segment.isSip,
    wasMediaBypassed: segment.isSip ? random.chance(0.2) : null,
  };
  return {
    label,
    callerNetwork: toNetwork(random, `${key}/caller`, caller.situation, caller.client, kind),
    calleeNetwork: toNetwork(random, `${key}/callee`, callee.situation, callee.client, kind),
    callerDevice: toDevice(random, caller.situation, caller.client),
    calleeDevice: toDevice(random, callee.situation, callee.client),
    streams: [
      toStream(random, {
        ...shared,
        direction: 'callerToCallee',
        sender: caller.situation,
        receiver: callee.situation,
      }),
      toStream(random, {
        ...shared,
        direction: 'calleeToCaller',
        sender: callee.situation,
        receiver: caller.situation,
      }),
    ],
  };
}

/** The media of one segment; none where the call never got through. `key` decides every value. */
export function toMedia(key: string, segment: SegmentPlan, modalities: readonly Modality[]): Complete<Media>[] {
  if (segment.failure?.stage === 'callSetup') return [];
  const carried = isPhone(segment.caller) || isPhone(segment.callee) ? (['audio'] as const) : modalities;
  return carried.map((modality) => toMedium(key, segment, modality));
}
