import type { DeviceInfo, NetworkInfo } from '../graph/resources.ts';

export type Cause = 'DEVICE' | 'WIFI' | 'NETWORK' | 'PEER';

interface Limit {
  readonly unit: 'fraction' | 'percent' | 'glitches/5 min';
  /** A sign of trouble at the limit and, on this side of it, beyond. */
  readonly badFrom: 'UP' | 'DOWN';
  readonly limit: number;
  readonly source: string;
}

export interface DeviceThreshold extends Limit {
  readonly metric: keyof DeviceInfo;
}

export interface NetworkThreshold extends Limit {
  readonly metric: keyof NetworkInfo;
  /** Looked at on wireless ends only. */
  readonly isWifiOnly: boolean;
  /** What it points at when the end is wireless; without wires in the way it is always the network. */
  readonly wifiCause: 'WIFI' | 'NETWORK';
}

const callAnalytics =
  'https://learn.microsoft.com/microsoftteams/use-call-analytics-to-troubleshoot-poor-call-quality, "Device not functioning"';
const glitches = 'ours; Microsoft names no limit. A good device has less than one in five minutes, ten are heard';
const processor = 'ours; Microsoft names no limit. Three seconds of every minute';
const network = 'ours; Microsoft names no limit. Three seconds of every minute';
const signal = 'ours; Microsoft names no limit. Windows shows about -75 dBm as 50 %, where speech begins to suffer';

/** What at one end says that microphone, loudspeaker or computer spoiled the call. */
export const deviceThresholds: readonly DeviceThreshold[] = [
  {
    metric: 'captureNotFunctioningEventRatio',
    unit: 'fraction',
    badFrom: 'UP',
    limit: 0.005,
    source: callAnalytics,
  },
  { metric: 'renderNotFunctioningEventRatio', unit: 'fraction', badFrom: 'UP', limit: 0.005, source: callAnalytics },
  { metric: 'cpuInsufficentEventRatio', unit: 'fraction', badFrom: 'UP', limit: 0.05, source: processor },
  { metric: 'micGlitchRate', unit: 'glitches/5 min', badFrom: 'UP', limit: 10, source: glitches },
  { metric: 'speakerGlitchRate', unit: 'glitches/5 min', badFrom: 'UP', limit: 10, source: glitches },
];

/** What at one end says that its connection spoiled the call. */
export const networkThresholds: readonly NetworkThreshold[] = [
  {
    metric: 'wifiSignalStrength',
    unit: 'percent',
    badFrom: 'DOWN',
    limit: 50,
    source: signal,
    isWifiOnly: true,
    wifiCause: 'WIFI',
  },
  {
    metric: 'sentQualityEventRatio',
    unit: 'fraction',
    badFrom: 'UP',
    limit: 0.05,
    source: network,
    isWifiOnly: false,
    wifiCause: 'WIFI',
  },
  {
    metric: 'delayEventRatio',
    unit: 'fraction',
    badFrom: 'UP',
    limit: 0.05,
    source: network,
    isWifiOnly: false,
    wifiCause: 'NETWORK',
  },
  {
    metric: 'bandwidthLowEventRatio',
    unit: 'fraction',
    badFrom: 'UP',
    limit: 0.05,
    source: network,
    isWifiOnly: false,
    wifiCause: 'NETWORK',
  },
];

/**
 * Kept apart: what an end received badly may have been spoiled on the other side already, so it counts against an end
 * only beside another sign there.
 */
export const receivedThreshold: NetworkThreshold = {
  metric: 'receivedQualityEventRatio',
  unit: 'fraction',
  badFrom: 'UP',
  limit: 0.05,
  source: network,
  isWifiOnly: false,
  wifiCause: 'WIFI',
};

/** Whether a value is a sign of trouble. */
export const isBeyond = (value: number, { badFrom, limit }: Limit) =>
  badFrom === 'UP' ? value >= limit : value <= limit;
