import { createRandom, type Random } from '../random.ts';
import type { Party } from './party.ts';

export type Platform = 'unknown' | 'windows' | 'macOS' | 'iOS' | 'android' | 'web' | 'ipPhone' | 'roomSystem';

/** What someone calls with: the application and the machine under it. */
export interface Client {
  readonly platform: Platform;
  readonly productFamily: 'unknown' | 'teams' | 'azureCommunicationServices';
  readonly headerValue: string | null;
  readonly applicationVersion: string | null;
  readonly azureADAppId: string | null;
  readonly communicationServiceId: string | null;
  readonly machineName: string | null;
  readonly cpu: { readonly name: string; readonly cores: number; readonly mhz: number } | null;
  readonly macAddress: string | null;
  readonly microphone: string | null;
  readonly speaker: string | null;
  readonly audioDriver: string | null;
  readonly wifiDriver: { readonly name: string; readonly version: string } | null;
}

const teamsDesktopAppId = '1fec8e78-bce4-4aaf-ab1b-5451cc387264';
const teamsWebAppId = '5e3ce6c0-2b1f-4285-8d4a-75ee78787346';

const laptopCpus = [
  { name: '13th Gen Intel(R) Core(TM) i7-1355U', cores: 12, mhz: 2611 },
  { name: '12th Gen Intel(R) Core(TM) i5-1245U', cores: 12, mhz: 1600 },
  { name: '11th Gen Intel(R) Core(TM) i5-1145G7 @ 2.60GHz', cores: 8, mhz: 2611 },
  { name: 'AMD Ryzen 7 PRO 7840U w/ Radeon 780M Graphics', cores: 16, mhz: 3301 },
  { name: 'Intel(R) Core(TM) i5-8365U CPU @ 1.60GHz', cores: 8, mhz: 1896 },
];
const headsets = [
  'Jabra Evolve2 65',
  'Poly Voyager Focus 2',
  'EPOS IMPACT 860T',
  'Logitech Zone Vibe 100',
  'Jabra Link 380',
];
const wifiDrivers = [
  { name: 'Intel(R) Wi-Fi 6E AX211 160MHz', version: '22.250.1.2' },
  { name: 'Intel(R) Wi-Fi 6 AX201 160MHz', version: '22.160.0.4' },
  { name: 'MediaTek Wi-Fi 6E MT7922 (RZ616) 160MHz Wireless LAN Card', version: '3.3.0.912' },
  { name: 'Realtek 8822CE Wireless LAN 802.11ac PCI-E NIC', version: '2024.0.10.219' },
];
const desktopVersions = ['24215.1007.3082.1590', '24243.1309.3132.617', '24257.205.3165.2029', '24277.3502.3161.3007'];
const mobileVersions = ['6.16.1', '6.17.0', '6.19.1', '6.20.0'];

const silentClient: Client = {
  platform: 'unknown',
  productFamily: 'unknown',
  headerValue: null,
  applicationVersion: null,
  azureADAppId: null,
  communicationServiceId: null,
  machineName: null,
  cpu: null,
  macAddress: null,
  microphone: null,
  speaker: null,
  audioDriver: null,
  wifiDriver: null,
};

/** A client that never reported: Graph knows the product and nothing else. */
export const unreportedClient: Client = { ...silentClient, productFamily: 'teams' };

const toMac = (random: Random) => (random.hex(12).toUpperCase().match(/../g) ?? []).join('-');

function toDesktop(random: Random, platform: 'windows' | 'macOS' | 'web'): Client {
  const version = random.pick(desktopVersions);
  const headset = random.chance(0.75) ? random.pick(headsets) : null;
  const shared = { ...silentClient, platform, productFamily: 'teams', azureADAppId: teamsDesktopAppId } as const;
  switch (platform) {
    case 'windows':
      return {
        ...shared,
        applicationVersion: `49/${version}`,
        headerValue: `CallSignalingAgent (49/${version}//;release_ic3/2024.33;releasekey_${random.hex(12)})`,
        machineName: `CTS-${random.hex(7).toUpperCase()}`,
        cpu: random.pick(laptopCpus),
        macAddress: toMac(random),
        microphone: headset === null ? 'Microphone Array (Realtek(R) Audio)' : `Headset Microphone (${headset})`,
        speaker: headset === null ? 'Speakers (Realtek(R) Audio)' : `Headset Earphone (${headset})`,
        audioDriver: headset === null ? 'Realtek: 6.0.9549.1' : 'Microsoft: 10.0.22621.3672',
        wifiDriver: random.pick(wifiDrivers),
      };
    case 'macOS':
      return {
        ...shared,
        applicationVersion: `50/${version}`,
        headerValue: `CallSignalingAgent (50/${version}//;release_ic3/2024.33;releasekey_${random.hex(12)})`,
        machineName: `CTS-MAC-${random.hex(5).toUpperCase()}`,
        cpu: {
          name: random.pick(['Apple M1', 'Apple M2 Pro', 'Apple M3']),
          cores: random.pick([8, 10, 12]),
          mhz: 2400,
        },
        macAddress: toMac(random),
        microphone: headset ?? 'MacBook Pro Microphone',
        speaker: headset ?? 'MacBook Pro Speakers',
      };
    case 'web':
      return {
        ...shared,
        azureADAppId: teamsWebAppId,
        applicationVersion: '1415/24091221318',
        headerValue:
          'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/128.0.0.0 Safari/537.36 Edg/128.0.0.0',
        microphone: headset === null ? 'Default - Microphone Array' : `Default - Headset Microphone (${headset})`,
        speaker: headset === null ? 'Default - Speakers' : `Default - Headset Earphone (${headset})`,
      };
  }
}

function toDevice(random: Random, platform: 'iOS' | 'android' | 'ipPhone' | 'roomSystem'): Client {
  const shared = { ...silentClient, platform, productFamily: 'teams', azureADAppId: teamsDesktopAppId } as const;
  const version = random.pick(mobileVersions);
  switch (platform) {
    case 'iOS': {
      const model = random.pick(['iPhone13,2', 'iPhone14,7', 'iPhone15,4']);
      return {
        ...shared,
        applicationVersion: `2/${version}`,
        headerValue: `CallSignalingAgent (2/${version}//;${model};iOS 17.6.1)`,
        machineName: model,
        // iOS gives every application this address.
        macAddress: '02:00:00:00:00:00',
        microphone: 'iPhone Microphone',
        speaker: 'Receiver',
      };
    }
    case 'android': {
      const model = random.pick(['SM-S911B', 'SM-A546B', 'Pixel 8']);
      return {
        ...shared,
        applicationVersion: `3/${version}`,
        headerValue: `CallSignalingAgent (3/${version}//;${model};Android 14)`,
        machineName: model,
        macAddress: '02:00:00:00:00:00',
        microphone: 'Default input device',
        speaker: 'Default output device',
      };
    }
    case 'ipPhone': {
      const model = random.pick(['Poly CCX 500', 'Yealink MP54', 'AudioCodes C450HD']);
      return {
        ...shared,
        applicationVersion: '34/1449/1.0.94.2024062102',
        headerValue: `CallSignalingAgent (34/1449/1.0.94.2024062102//;${model})`,
        machineName: model,
        macAddress: toMac(random),
        microphone: 'Handset',
        speaker: 'Handset',
      };
    }
    case 'roomSystem': {
      const bar = random.pick(['Logitech Rally Bar', 'Poly Studio X50', 'Yealink UVC86']);
      return {
        ...shared,
        applicationVersion: '38/5.1.29.0',
        headerValue: 'CallSignalingAgent (38/5.1.29.0//;Microsoft Teams Rooms)',
        machineName: `MTR-${random.hex(6).toUpperCase()}`,
        cpu: { name: 'Intel(R) Core(TM) i5-10500T CPU @ 2.30GHz', cores: 12, mhz: 2304 },
        macAddress: toMac(random),
        microphone: `Echo Cancelling Speakerphone (${bar})`,
        speaker: `Echo Cancelling Speakerphone (${bar})`,
        audioDriver: 'Microsoft: 10.0.19041.4522',
      };
    }
  }
}

function toPlatform(party: Party, random: Random, isAudioOnly: boolean): Exclude<Platform, 'unknown'> {
  if (party.kind !== 'user') {
    return random.weighted([
      ['web', 45],
      ['windows', 25],
      ['macOS', 12],
      ['iOS', 12],
      ['android', 6],
    ]);
  }
  const { desk, hasDeskPhone } = party.person;
  if (desk === 'roomSystem') return desk;
  if (isAudioOnly && hasDeskPhone && random.chance(0.4)) return 'ipPhone';
  return random.weighted([
    [desk, 82],
    ['iOS', 11],
    ['android', 7],
  ]);
}

/** The client `party` uses this time; desk phones have no camera. A person's machines stay the same from call to call. */
export function toClient(party: Party, random: Random, seed: number, isAudioOnly: boolean): Client {
  switch (party.kind) {
    case 'phone':
    case 'application':
      return silentClient;
    case 'acs':
      return {
        ...toDesktop(random, 'web'),
        productFamily: 'azureCommunicationServices',
        applicationVersion: '1.29.1',
        azureADAppId: null,
        communicationServiceId: party.resourceId,
        headerValue: 'azsdk-js-communication-calling/1.29.1 (azure-communication-services) Chrome/128.0.0.0',
      };
    case 'user':
    case 'federated':
    case 'guest': {
      const platform = toPlatform(party, random, isAudioOnly);
      const own = createRandom(seed, 'client', party.id, platform);
      return platform === 'windows' || platform === 'macOS' || platform === 'web'
        ? toDesktop(own, platform)
        : toDevice(own, platform);
    }
  }
}
