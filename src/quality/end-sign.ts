import type { DeviceInfo, NetworkInfo } from '../graph/resources.ts';
import {
  deviceThresholds,
  isBeyond,
  networkThresholds,
  receivedThreshold,
  type Cause,
  type DeviceThreshold,
  type NetworkThreshold,
} from './side-threshold.ts';

/** One thing measured at one end that points at a cause. */
export interface Sign {
  readonly cause: Cause;
  readonly metric: keyof DeviceInfo | keyof NetworkInfo;
  readonly value: number;
  readonly threshold: number;
  readonly unit: 'fraction' | 'percent' | 'glitches/5 min';
}

/** What one end of a session reported about itself. */
export interface EndSigns {
  /** Trouble of its own. */
  readonly own: readonly Sign[];
  /** Trouble in what it received, whoever caused that. */
  readonly received: readonly Sign[];
  /** Whether it reported both what it sent and what it received: only then does silence mean health. */
  readonly isReported: boolean;
}

interface Report {
  readonly device: DeviceInfo | null | undefined;
  readonly network: NetworkInfo | null | undefined;
}

const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);

function toSign(value: unknown, cause: Cause, threshold: DeviceThreshold | NetworkThreshold): Sign[] {
  if (!isNumber(value) || !isBeyond(value, threshold)) return [];
  return [{ cause, metric: threshold.metric, value, threshold: threshold.limit, unit: threshold.unit }];
}

function toNetworkSign(network: NetworkInfo, threshold: NetworkThreshold): Sign[] {
  const isWifi = typeof network.connectionType === 'string' && network.connectionType.toLowerCase() === 'wifi';
  if (threshold.isWifiOnly && !isWifi) return [];
  return toSign(network[threshold.metric], isWifi ? threshold.wifiCause : 'NETWORK', threshold);
}

const isWorse = (a: Sign, b: Sign) => (a.value >= a.threshold ? a.value > b.value : a.value < b.value);

/** The worst value of each metric, in the order of the tables. */
function toWorst(signs: readonly Sign[]): Sign[] {
  const worst = new Map<string, Sign>();
  for (const sign of signs) {
    const key = `${sign.cause} ${sign.metric}`;
    const other = worst.get(key);
    if (!other || isWorse(sign, other)) worst.set(key, sign);
  }
  return [...worst.values()];
}

/** Reads all that one end reported, once for each of its media. */
export function toEndSigns(reports: readonly Report[]): EndSigns {
  const own: Sign[] = [];
  const received: Sign[] = [];
  let isReported = false;
  for (const { device, network } of reports) {
    if (device)
      for (const threshold of deviceThresholds) own.push(...toSign(device[threshold.metric], 'DEVICE', threshold));
    if (!network) continue;
    for (const threshold of networkThresholds) own.push(...toNetworkSign(network, threshold));
    received.push(...toNetworkSign(network, receivedThreshold));
    isReported ||= isNumber(network.sentQualityEventRatio) && isNumber(network.receivedQualityEventRatio);
  }
  return { own: toWorst(own), received: toWorst(received), isReported };
}
