import type { Random } from '../random.ts';
import type { Client } from './client.ts';
import type { Party } from './party.ts';
import { sites, type Site } from './site.ts';

/** What goes wrong for one participant; `silent`: the client reported nothing. */
export type Trouble = 'none' | 'network' | 'device' | 'silent';

export interface Wifi {
  readonly band: 'frequency24GHz' | 'frequency50GHz';
  readonly radio: 'wifi80211n' | 'wifi80211ac' | 'wifi80211ax';
  readonly channel: number;
  readonly signalPercent: number;
  readonly batteryPercent: number;
  readonly linkSpeed: number;
}

/** Where one participant sits during one session, and what the network does to the media there. */
export interface Situation {
  readonly trouble: Trouble;
  readonly place: 'office' | 'home' | 'away' | 'datacentre';
  readonly site: Site;
  readonly connection: 'wired' | 'wifi' | 'mobile' | 'tunnel';
  readonly wifi: Wifi | null;
  readonly roundTripMs: number;
  readonly jitterMs: number;
  /** Fraction of packets lost. */
  readonly lossRate: number;
}

/** A media service of Microsoft, whose end adds next to nothing. */
export const datacentre: Situation = {
  trouble: 'none',
  place: 'datacentre',
  site: sites[0] as Site,
  connection: 'wired',
  wifi: null,
  roundTripMs: 2,
  jitterMs: 0.6,
  lossRate: 0,
};

function toWifi(random: Random, weak: boolean): Wifi {
  const band = random.chance(weak ? 0.7 : 0.15) ? 'frequency24GHz' : 'frequency50GHz';
  return {
    band,
    radio: weak
      ? random.pick(['wifi80211n', 'wifi80211ac'] as const)
      : random.pick(['wifi80211ac', 'wifi80211ax'] as const),
    channel: random.pick(band === 'frequency24GHz' ? [1, 6, 11] : [36, 40, 44, 48, 100, 104, 149]),
    signalPercent: weak ? random.integer(12, 38) : random.integer(68, 99),
    batteryPercent: random.integer(18, 100),
    linkSpeed: random.pick(weak ? [13_000_000, 26_000_000, 54_000_000] : [433_300_000, 866_700_000, 1_201_000_000]),
  };
}

function toPlace(random: Random, client: Client): Pick<Situation, 'place' | 'connection'> {
  switch (client.platform) {
    case 'ipPhone':
    case 'roomSystem':
      return { place: 'office', connection: 'wired' };
    case 'iOS':
    case 'android':
      return random.weighted([
        [{ place: 'away', connection: 'mobile' } as const, 40],
        [{ place: 'home', connection: 'wifi' } as const, 35],
        [{ place: 'office', connection: 'wifi' } as const, 25],
      ]);
    default:
      return random.weighted([
        [{ place: 'office', connection: 'wired' } as const, 34],
        [{ place: 'office', connection: 'wifi' } as const, 26],
        [{ place: 'home', connection: 'wifi' } as const, 25],
        [{ place: 'home', connection: 'wired' } as const, 7],
        [{ place: 'home', connection: 'tunnel' } as const, 8],
      ]);
  }
}

const roundTripRangeMs = { wired: [9, 45], wifi: [14, 75], mobile: [45, 150], tunnel: [60, 170] } as const;

/** `spot` says where the participant sits; without one chance does. */
export function toSituation(
  random: Random,
  party: Party,
  client: Client,
  trouble: Trouble,
  spot?: Pick<Situation, 'place' | 'connection'>,
): Situation {
  // What Teams sees of a telephone is the gateway it comes in by.
  if (party.kind === 'phone') return datacentre;
  const insider = party.kind === 'user';
  let { place, connection } = spot ?? toPlace(random, client);
  if (trouble === 'network' && spot === undefined && connection === 'wired') {
    ({ place, connection } = random.weighted([
      [{ place: 'home', connection: 'wifi' } as const, 80],
      [{ place: 'home', connection: 'tunnel' } as const, 20],
    ]));
  }
  if (!insider && place === 'office') place = 'away';
  const shared = {
    trouble,
    place,
    connection,
    site: insider ? party.person.site : random.pick(sites),
    wifi: connection === 'wifi' ? toWifi(random, trouble === 'network') : null,
  };
  if (trouble === 'network') {
    return {
      ...shared,
      roundTripMs: random.between(150, 560),
      jitterMs: random.between(34, 88),
      lossRate: random.between(0.06, 0.2),
    };
  }
  const [fromMs, toMs] = roundTripRangeMs[connection];
  return {
    ...shared,
    roundTripMs: random.between(fromMs, toMs),
    jitterMs: random.between(1, connection === 'wired' ? 4 : 9),
    lossRate: random.chance(0.5) ? 0 : random.between(0, connection === 'wired' ? 0.002 : 0.008),
  };
}
