import type { NetworkInfo, TraceRouteHop } from '../../graph/resources.ts';
import type { Complete } from '../complete.ts';
import { toDurationText } from '../instant.ts';
import { createRandom, type Random } from '../random.ts';
import type { Client } from './client.ts';
import { toRatio } from './rounding.ts';
import type { Situation } from './situation.ts';

/** What Graph sends for an end that reported nothing: nulls, and `unknown` where an enum may not be null. */
export const unreportedNetwork: Complete<NetworkInfo> = {
  ipAddress: null,
  subnet: null,
  linkSpeed: null,
  connectionType: 'unknown',
  port: null,
  reflexiveIPAddress: null,
  relayIPAddress: null,
  relayPort: null,
  macAddress: null,
  wifiMicrosoftDriver: null,
  wifiMicrosoftDriverVersion: null,
  wifiVendorDriver: null,
  wifiVendorDriverVersion: null,
  wifiChannel: null,
  wifiBand: 'unknown',
  basicServiceSetIdentifier: null,
  wifiRadioType: 'unknown',
  wifiSignalStrength: null,
  wifiBatteryCharge: null,
  dnsSuffix: null,
  sentQualityEventRatio: null,
  receivedQualityEventRatio: null,
  delayEventRatio: null,
  bandwidthLowEventRatio: null,
  networkTransportProtocol: 'unknown',
  traceRouteHops: [],
};

// Teams clients keep a port range of their own for each kind of media.
const firstPort = { audio: 50_000, video: 50_020, sharing: 50_040 } as const;

export type MediaKind = keyof typeof firstPort;

interface Address {
  readonly prefix: string;
  readonly publicAddress: string;
  readonly dnsSuffix: string | null;
}

function toAddress(random: Random, { place, connection, site }: Situation): Address {
  if (connection === 'tunnel') {
    return { prefix: '10.200.12', publicAddress: site.publicAddress, dnsSuffix: 'vpn.corp.contoso.com' };
  }
  if (connection === 'mobile') {
    return { prefix: '100.72.18', publicAddress: `198.51.100.${random.integer(2, 250)}`, dnsSuffix: null };
  }
  if (place === 'office') {
    const prefix = connection === 'wired' ? site.wiredPrefix : site.wifiPrefix;
    return { prefix, publicAddress: site.publicAddress, dnsSuffix: site.dnsSuffix };
  }
  return {
    prefix: random.pick(['192.168.0', '192.168.1', '192.168.178', '10.0.0']),
    publicAddress: `192.0.2.${random.integer(2, 250)}`,
    dnsSuffix: random.pick([null, 'home', 'lan', 'fritz.box']),
  };
}

function toLinkSpeed(random: Random, { connection, wifi }: Situation): number | null {
  if (wifi !== null) return wifi.linkSpeed;
  if (connection === 'wired') return random.chance(0.9) ? 1_000_000_000 : 100_000_000;
  // Some virtual adapters report the largest 32-bit number.
  return connection === 'tunnel' ? random.pick([4_294_967_295, 1_000_000_000]) : null;
}

function toTraceRoute(random: Random, situation: Situation, { prefix, publicAddress }: Address): TraceRouteHop[] {
  if (situation.trouble !== 'network' && !random.chance(0.25)) return [];
  const share = [situation.connection === 'wired' ? 0.05 : 0.35, 0.6, 0.85, 1];
  const addresses = [`${prefix}.1`, publicAddress, '198.51.100.1', `52.114.${random.integer(32, 250)}.1`];
  return addresses.map((ipAddress, index) => ({
    hopCount: index + 1,
    ipAddress,
    roundTripTime: toDurationText(Math.max(1, situation.roundTripMs * (share[index] ?? 1))),
  }));
}

function toWifiMembers(random: Random, { wifi, place }: Situation, client: Client): Partial<NetworkInfo> {
  if (wifi === null) return {};
  return {
    wifiMicrosoftDriver: client.wifiDriver === null ? null : 'Microsoft Wi-Fi Direct Virtual Adapter',
    wifiMicrosoftDriverVersion: client.wifiDriver === null ? null : '10.0.22621.3672',
    wifiVendorDriver: client.wifiDriver?.name ?? null,
    wifiVendorDriverVersion: client.wifiDriver?.version ?? null,
    wifiChannel: wifi.channel,
    wifiBand: wifi.band,
    wifiRadioType: wifi.radio,
    wifiSignalStrength: wifi.signalPercent,
    wifiBatteryCharge: wifi.batteryPercent,
    // Absent where precise location sharing is off.
    basicServiceSetIdentifier:
      place === 'office' || random.chance(0.4) ? `6c-5a-b0-${random.hex(2)}-${random.hex(2)}-${random.hex(2)}` : null,
  };
}

/** The network of one end. `key` fixes the address for a whole session; `random` varies what was measured. */
export function toNetwork(
  random: Random,
  key: string,
  situation: Situation,
  client: Client,
  kind: MediaKind,
): Complete<NetworkInfo> {
  if (situation.trouble === 'silent') return unreportedNetwork;
  const own = createRandom(key, 'network');
  if (situation.place === 'datacentre') {
    return {
      ...unreportedNetwork,
      ipAddress: `52.113.${own.integer(8, 240)}.${own.integer(2, 250)}`,
      connectionType: 'wired',
      port: own.integer(49_152, 53_247),
      networkTransportProtocol: 'udp',
    };
  }
  const address = toAddress(own, situation);
  const wifiMembers = toWifiMembers(own, situation, client);
  const linkSpeed = toLinkSpeed(own, situation);
  const host = own.integer(11, 248);
  const relay = { address: `52.114.${own.integer(32, 250)}.${own.integer(2, 250)}`, isTcp: own.chance(0.04) };
  const traceRouteHops = toTraceRoute(own, situation, address);
  const bad = situation.trouble === 'network';
  return {
    ...unreportedNetwork,
    ipAddress: `${address.prefix}.${host}`,
    subnet: `${address.prefix}.0`,
    linkSpeed,
    connectionType: situation.connection,
    port: firstPort[kind] + own.integer(0, 19),
    reflexiveIPAddress: address.publicAddress,
    relayIPAddress: relay.address,
    relayPort: relay.isTcp ? 443 : own.integer(3478, 3481),
    macAddress: client.macAddress,
    ...wifiMembers,
    dnsSuffix: address.dnsSuffix,
    sentQualityEventRatio: bad ? toRatio(random.between(0.15, 0.6)) : toRatio(random.between(-0.02, 0.02)),
    receivedQualityEventRatio: bad ? toRatio(random.between(0.1, 0.5)) : toRatio(random.between(-0.02, 0.02)),
    delayEventRatio: bad ? toRatio((situation.roundTripMs - 200) / 600) : 0,
    bandwidthLowEventRatio: bad ? toRatio(random.between(0.05, 0.35)) : 0,
    networkTransportProtocol: relay.isTcp ? 'tcp' : 'udp',
    traceRouteHops,
  };
}
