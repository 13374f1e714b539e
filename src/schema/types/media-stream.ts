import { AudioCodec, VideoCodec } from '../codec.ts';
import { graphEnum } from '../enum.ts';
import { MediaStream } from '../refs.ts';

const MediaStreamDirection = graphEnum('MediaStreamDirection', 'Which end sent and which received.', {
  CALLER_TO_CALLEE: ['callerToCallee', 'Sent by the calling end, heard or seen at the called end.'],
  CALLEE_TO_CALLER: ['calleeToCaller', 'Sent by the called end, heard or seen at the calling end.'],
});

MediaStream.implement({
  description:
    'Sound or pictures sent in one direction, and how well they arrived. Rates and ratios are fractions from 0 to 1 unless they say percent; times are ISO 8601. Every measurement is null when the client did not report it, and audio ones are null for video and the reverse.',
  fields: (t) => ({
    streamId: t.exposeString('streamId', {
      description: 'Number of the stream in its packets (SSRC), as decimal text. Unique within its media only.',
    }),
    streamDirection: t.expose('streamDirection', {
      type: MediaStreamDirection,
      description: 'Whether the calling or the called end sent it.',
    }),
    startDateTime: t.expose('startDateTime', {
      type: 'DateTime',
      description: 'Instant at which sending began, normally in UTC. Reported for SIP calls only, otherwise null.',
    }),
    endDateTime: t.expose('endDateTime', {
      type: 'DateTime',
      description: 'Instant at which sending was over, normally in UTC. Reported for SIP calls only, otherwise null.',
    }),
    audioCodec: t.expose('audioCodec', {
      type: AudioCodec,
      description: 'How the sound was encoded. Null for pictures, or when not reported.',
    }),
    videoCodec: t.expose('videoCodec', {
      type: VideoCodec,
      description: 'How the pictures were encoded. Null for sound, or when not reported.',
    }),
    averageAudioDegradation: t.exposeFloat('averageAudioDegradation', {
      description:
        'How much loss and jitter spoiled the received sound: points taken off the network mean opinion score (MOS), a scale of 1 to 5. 0 is unspoiled.',
    }),
    averageJitter: t.expose('averageJitter', {
      type: 'Duration',
      description: 'Mean variation in the arrival time of packets, by RFC 3550. `PT0.016S` is 16 milliseconds.',
    }),
    maxJitter: t.expose('maxJitter', {
      type: 'Duration',
      description: 'Greatest variation in the arrival time of packets, by RFC 3550. `PT0.016S` is 16 milliseconds.',
    }),
    averageAudioNetworkJitter: t.expose('averageAudioNetworkJitter', {
      type: 'Duration',
      description: 'Mean variation in the arrival time of sound packets, before the receiver evened it out; ISO 8601.',
    }),
    maxAudioNetworkJitter: t.expose('maxAudioNetworkJitter', {
      type: 'Duration',
      description: 'Greatest variation in the arrival time of sound packets in any window of 20 seconds; ISO 8601.',
    }),
    averageRoundTripTime: t.expose('averageRoundTripTime', {
      type: 'Duration',
      description:
        'Mean time that a packet needed to the other end and back, by RFC 3550. `PT0.096S` is 96 milliseconds.',
    }),
    maxRoundTripTime: t.expose('maxRoundTripTime', {
      type: 'Duration',
      description:
        'Longest time that a packet needed to the other end and back, by RFC 3550. `PT0.237S` is 237 milliseconds.',
    }),
    averagePacketLossRate: t.exposeFloat('averagePacketLossRate', {
      description: 'Mean fraction of packets that never arrived, 0 to 1: 0.02 is two in a hundred.',
    }),
    maxPacketLossRate: t.exposeFloat('maxPacketLossRate', {
      description: 'Greatest fraction of packets missing at any time, 0 to 1: 0.02 is two in a hundred.',
    }),
    postForwardErrorCorrectionPacketLossRate: t.exposeFloat('postForwardErrorCorrectionPacketLossRate', {
      description:
        'Fraction of packets still missing after forward error correction (FEC) had repaired what it could, 0 to 1, over all video streams.',
    }),
    averageRatioOfConcealedSamples: t.exposeFloat('averageRatioOfConcealedSamples', {
      description: 'Mean fraction of the sound, 0 to 1, that the receiver had to invent to hide missing packets.',
    }),
    maxRatioOfConcealedSamples: t.exposeFloat('maxRatioOfConcealedSamples', {
      description: 'Greatest fraction of the sound, 0 to 1, that the receiver had to invent to hide missing packets.',
    }),
    packetUtilization: t.expose('packetUtilization', {
      type: 'Long',
      description: 'How many packets the stream had: a count, despite the name.',
    }),
    averageBandwidthEstimate: t.expose('averageBandwidthEstimate', {
      type: 'Long',
      description: 'Mean capacity that seemed free between the two ends, in bits per second; not what was used.',
    }),
    averageFreezeDuration: t.expose('averageFreezeDuration', {
      type: 'Duration',
      description: 'Mean time for which the received picture stood still, ISO 8601.',
    }),
    rmsFreezeDuration: t.expose('rmsFreezeDuration', {
      type: 'Duration',
      description: 'Root mean square of the time for which the picture stood still: long stops weigh more. ISO 8601.',
    }),
    averageReceivedFrameRate: t.exposeFloat('averageReceivedFrameRate', {
      description: 'Mean pictures per second that arrived, over all video streams of the session.',
    }),
    averageVideoFrameRate: t.exposeFloat('averageVideoFrameRate', {
      description: 'Mean pictures per second that arrived in this one stream.',
    }),
    averageVideoFrameLossPercentage: t.exposeFloat('averageVideoFrameLossPercentage', {
      description: 'Mean share of pictures missing on the screen, in percent, unlike the fractions beside it.',
    }),
    averageVideoPacketLossRate: t.exposeFloat('averageVideoPacketLossRate', {
      description: 'Mean fraction of packets with pictures that never arrived, 0 to 1, by RFC 3550.',
    }),
    lowFrameRateRatio: t.exposeFloat('lowFrameRateRatio', {
      description: 'Fraction of the call, 0 to 1, with fewer than 7.5 pictures per second.',
    }),
    lowVideoProcessingCapabilityRatio: t.exposeFloat('lowVideoProcessingCapabilityRatio', {
      description:
        'Fraction of the call, 0 to 1, during which the client managed less than 70 % of the picture work expected of it.',
    }),
    isAudioForwardErrorCorrectionUsed: t.exposeBoolean('isAudioForwardErrorCorrectionUsed', {
      description: 'Whether redundant packets (FEC) protected the sound at some point. Null when not known.',
    }),
    wasMediaBypassed: t.exposeBoolean('wasMediaBypassed', {
      description:
        'Whether media went straight between the client and the telephone gateway, past the Mediation Server. Null when no telephone line was involved.',
    }),
  }),
});
