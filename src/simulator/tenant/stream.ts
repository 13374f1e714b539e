import type { MediaStream } from '../../graph/resources.ts';
import type { Complete } from '../complete.ts';
import { msBetween, toDurationText, toPreciseText, type Instant } from '../instant.ts';
import type { Random } from '../random.ts';
import type { MediaKind } from './network.ts';
import { toRatio, toSingle } from './rounding.ts';
import type { Situation } from './situation.ts';

export interface StreamOutline {
  readonly kind: MediaKind;
  readonly direction: 'callerToCallee' | 'calleeToCaller';
  readonly sender: Situation;
  readonly receiver: Situation;
  readonly start: Instant;
  readonly end: Instant;
  readonly audioCodec: string | null;
  readonly videoCodec: string | null;
  /** The leg between the media service and the telephone network. */
  readonly isSip: boolean;
  readonly wasMediaBypassed: boolean | null;
}

type Measured = Omit<MediaStream, 'streamId' | 'streamDirection' | 'startDateTime' | 'endDateTime'>;

interface Path {
  readonly roundTripMs: number;
  readonly jitterMs: number;
  readonly lossRate: number;
}

/** What the two ends do to the media together. */
function toPath(random: Random, sender: Situation, receiver: Situation): Path {
  const spread = random.between(0.85, 1.15);
  return {
    roundTripMs: (sender.roundTripMs + receiver.roundTripMs) * spread,
    jitterMs: Math.hypot(sender.jitterMs, receiver.jitterMs) * spread,
    lossRate: (1 - (1 - sender.lossRate) * (1 - receiver.lossRate)) * spread,
  };
}

/** Points of network MOS that jitter, loss and delay cost. */
function toDegradation({ roundTripMs, jitterMs, lossRate }: Path): number {
  const cost = 0.02 + lossRate * 9 + Math.max(0, jitterMs - 8) * 0.016 + Math.max(0, roundTripMs - 250) * 0.0015;
  return toSingle(Math.min(3.4, cost));
}

function toAudio(
  random: Random,
  { isSip, wasMediaBypassed, receiver }: StreamOutline,
  path: Path,
  seconds: number,
): Partial<Measured> {
  // A machine that cannot keep up plays gaps, however well the packets came.
  const unplayed = receiver.trouble === 'device' ? 0.09 : 0;
  const concealed = path.lossRate * 0.8 + path.jitterMs * 0.0006 + unplayed;
  return {
    averageAudioDegradation: toDegradation(path),
    averageRatioOfConcealedSamples: toRatio(concealed),
    maxRatioOfConcealedSamples: toRatio(concealed * random.between(1.5, 5)),
    averageAudioNetworkJitter: toDurationText(path.jitterMs * 1.2),
    maxAudioNetworkJitter: toDurationText(path.jitterMs * random.between(2, 6)),
    isAudioForwardErrorCorrectionUsed: isSip ? null : path.lossRate > 0.02,
    // A packet is 20 ms of speech, and silence sends fewer.
    packetUtilization: Math.round(seconds * 50 * random.between(0.55, 0.98)),
    wasMediaBypassed,
  };
}

function toVideo(random: Random, kind: MediaKind, path: Path, seconds: number): Partial<Measured> {
  const wantedRate = kind === 'sharing' ? random.between(5, 14) : random.between(22, 30);
  const sentRate = wantedRate * random.between(0.94, 1);
  const lostFrames = Math.min(0.85, path.lossRate * 3.4);
  const receivedRate = sentRate * (1 - lostFrames);
  const freezeMs = path.lossRate > 0.02 ? path.lossRate * random.between(2000, 6000) : 0;
  return {
    averageVideoFrameLossPercentage: toSingle(lostFrames * 100),
    averageReceivedFrameRate: toSingle(receivedRate),
    averageVideoFrameRate: toSingle(sentRate),
    averageVideoPacketLossRate: toRatio(path.lossRate),
    postForwardErrorCorrectionPacketLossRate: toRatio(path.lossRate * 0.6),
    lowFrameRateRatio: toRatio(lostFrames > 0.2 ? lostFrames * random.between(0.3, 0.9) : 0),
    lowVideoProcessingCapabilityRatio: toRatio(random.chance(0.1) ? random.between(0, 0.2) : 0),
    averageFreezeDuration: toDurationText(freezeMs),
    rmsFreezeDuration: toDurationText(freezeMs * 1.3),
    packetUtilization: Math.round(seconds * (kind === 'sharing' ? 40 : 180) * random.between(0.6, 1)),
  };
}

const bandwidth = {
  audio: [180_000, 900_000],
  video: [1_500_000, 9_000_000],
  sharing: [1_200_000, 7_000_000],
} as const;

function measure(random: Random, outline: StreamOutline): Partial<Measured> {
  const { kind, sender, receiver } = outline;
  // A client that reported nothing leaves both directions empty.
  if (receiver.trouble === 'silent' || sender.trouble === 'silent') return {};
  const path = toPath(random, sender, receiver);
  const seconds = msBetween(outline.start, outline.end) / 1000;
  const [lowest, highest] = bandwidth[kind];
  return {
    audioCodec: outline.audioCodec,
    videoCodec: outline.videoCodec,
    averageJitter: toDurationText(path.jitterMs),
    maxJitter: toDurationText(path.jitterMs * random.between(1.8, 6)),
    averagePacketLossRate: toRatio(path.lossRate),
    maxPacketLossRate: toRatio(path.lossRate * random.between(1.5, 6)),
    averageRoundTripTime: toDurationText(path.roundTripMs),
    maxRoundTripTime: toDurationText(path.roundTripMs * random.between(1.2, 3)),
    averageBandwidthEstimate: Math.round(random.between(lowest, highest) * (path.lossRate > 0.04 ? 0.25 : 1)),
    ...(kind === 'audio' ? toAudio(random, outline, path, seconds) : toVideo(random, kind, path, seconds)),
  };
}

/** One direction of one kind of media, every declared member spelled out. */
export function toStream(random: Random, outline: StreamOutline): Complete<MediaStream> {
  const streamId = random.integer(1_000_000, 4_294_967_294).toString();
  const measured = measure(random, outline);
  // Written out: spreading this many members is what would cost most of a page of sessions.
  return {
    streamId,
    streamDirection: outline.direction,
    // Only SIP streams have times of their own.
    startDateTime: outline.isSip ? toPreciseText(outline.start) : null,
    endDateTime: outline.isSip ? toPreciseText(outline.end) : null,
    averageAudioDegradation: measured.averageAudioDegradation ?? null,
    averageJitter: measured.averageJitter ?? null,
    maxJitter: measured.maxJitter ?? null,
    averagePacketLossRate: measured.averagePacketLossRate ?? null,
    maxPacketLossRate: measured.maxPacketLossRate ?? null,
    averageRatioOfConcealedSamples: measured.averageRatioOfConcealedSamples ?? null,
    maxRatioOfConcealedSamples: measured.maxRatioOfConcealedSamples ?? null,
    averageRoundTripTime: measured.averageRoundTripTime ?? null,
    maxRoundTripTime: measured.maxRoundTripTime ?? null,
    packetUtilization: measured.packetUtilization ?? null,
    averageBandwidthEstimate: measured.averageBandwidthEstimate ?? null,
    wasMediaBypassed: measured.wasMediaBypassed ?? null,
    postForwardErrorCorrectionPacketLossRate: measured.postForwardErrorCorrectionPacketLossRate ?? null,
    averageVideoFrameLossPercentage: measured.averageVideoFrameLossPercentage ?? null,
    averageReceivedFrameRate: measured.averageReceivedFrameRate ?? null,
    lowFrameRateRatio: measured.lowFrameRateRatio ?? null,
    averageVideoPacketLossRate: measured.averageVideoPacketLossRate ?? null,
    averageVideoFrameRate: measured.averageVideoFrameRate ?? null,
    lowVideoProcessingCapabilityRatio: measured.lowVideoProcessingCapabilityRatio ?? null,
    averageAudioNetworkJitter: measured.averageAudioNetworkJitter ?? null,
    maxAudioNetworkJitter: measured.maxAudioNetworkJitter ?? null,
    audioCodec: measured.audioCodec ?? null,
    videoCodec: measured.videoCodec ?? null,
    rmsFreezeDuration: measured.rmsFreezeDuration ?? null,
    averageFreezeDuration: measured.averageFreezeDuration ?? null,
    isAudioForwardErrorCorrectionUsed: measured.isAudioForwardErrorCorrectionUsed ?? null,
  };
}
