import type { DeviceInfo } from '../../graph/resources.ts';
import type { Complete } from '../complete.ts';
import type { Random } from '../random.ts';
import type { Client } from './client.ts';
import { toRatio, toSingle } from './rounding.ts';
import type { Situation } from './situation.ts';

/** The microphone and loudspeaker of one end; null for services and for clients that reported nothing. */
export function toDevice(random: Random, situation: Situation, client: Client): Complete<DeviceInfo> | null {
  if (situation.place === 'datacentre' || situation.trouble === 'silent' || client.platform === 'unknown') return null;
  const bad = situation.trouble === 'device';
  const often = (from: number, to: number) => (bad && random.chance(0.8) ? toRatio(random.between(from, to)) : 0);
  return {
    captureDeviceName: client.microphone,
    captureDeviceDriver: client.audioDriver,
    renderDeviceName: client.speaker,
    renderDeviceDriver: client.audioDriver,
    receivedSignalLevel: random.integer(-24, -14),
    receivedNoiseLevel: random.integer(-72, -58),
    sentSignalLevel: bad ? random.integer(-46, -36) : random.integer(-26, -15),
    sentNoiseLevel: bad ? random.integer(-48, -40) : random.integer(-74, -60),
    initialSignalLevelRootMeanSquare: toSingle(bad ? random.between(1, 12) : random.between(30, 260)),
    howlingEventCount: bad && random.chance(0.4) ? random.integer(1, 6) : 0,
    micGlitchRate: toSingle(bad ? random.between(12, 90) : random.between(0, 2.5)),
    speakerGlitchRate: toSingle(bad ? random.between(4, 40) : random.between(0, 2.5)),
    captureNotFunctioningEventRatio: often(0.02, 0.35),
    renderNotFunctioningEventRatio: bad ? often(0.006, 0.1) : 0,
    cpuInsufficentEventRatio: often(0.02, 0.4),
    deviceClippingEventRatio: often(0.01, 0.15),
    deviceGlitchEventRatio: often(0.05, 0.4),
    lowSpeechLevelEventRatio: often(0.1, 0.6),
    lowSpeechToNoiseEventRatio: often(0.1, 0.7),
    renderMuteEventRatio: random.chance(0.05) ? toRatio(random.between(0, 0.3)) : 0,
    renderZeroVolumeEventRatio: random.chance(0.04) ? toRatio(random.between(0, 0.2)) : 0,
  };
}
