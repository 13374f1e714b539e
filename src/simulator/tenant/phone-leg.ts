import { addMs, msBetween, toWholeMs, type Instant } from '../instant.ts';
import type { Random } from '../random.ts';
import type { Person } from './people.ts';
import type { Site } from './site.ts';

/** How a leg reaches the telephone network: over a calling plan of Microsoft, or over a trunk of the tenant. */
export type PhoneRoute = 'callingPlan' | 'directRouting';

/** As the rows of calling plans spell it; `ucap` is an auto attendant or call queue, `conf` a meeting. */
export type LegType =
  | 'user_in'
  | 'user_out'
  | 'user_out_conf'
  | 'user_out_transfer'
  | 'user_out_forwarding'
  | 'conf_in'
  | 'conf_out'
  | 'ucap_in'
  | 'ucap_out';

export interface ClientAddress {
  readonly local: string | null;
  readonly public: string | null;
}

/** One leg between the tenant and the telephone network, before its row is written. */
export interface PhoneLeg {
  /** Of its row; unique over all reports. */
  readonly id: string;
  /** That of the call record, whether it still exists or not. */
  readonly callRecordId: string;
  /** Unrelated to any record. */
  readonly callId: string;
  readonly route: PhoneRoute;
  readonly type: LegType;
  /** Who is charged; null for the resource account of an auto attendant or call queue. */
  readonly person: Person | null;
  readonly site: Site;
  readonly insideNumber: string;
  readonly outsideNumber: string;
  readonly conferenceId: string | null;
  readonly invited: Instant;
  /** When it was answered; of a leg that never was, when it was dialled. This is what a report's range is matched on. */
  readonly start: Instant;
  /** When it was over, or given up. */
  readonly end: Instant;
  /** Whole seconds; 0 of a leg that was not answered. */
  readonly durationSeconds: number;
  /** The answer of the other side that ended it before it began. */
  readonly failure: SipFailure | null;
  readonly address: ClientAddress;
}

export interface SipFailure {
  readonly code: number;
  readonly phrase: string;
  readonly subReason: number;
}

export const sipFailures = {
  busy: { code: 486, phrase: 'Busy Here', subReason: 560_486 },
  unanswered: { code: 487, phrase: 'Request Terminated', subReason: 540_487 },
  unknownNumber: { code: 404, phrase: 'Not Found', subReason: 560_404 },
  unavailable: { code: 503, phrase: 'Service Unavailable', subReason: 560_503 },
} as const satisfies Readonly<Record<string, SipFailure>>;

export const unknownAddress: ClientAddress = { local: null, public: null };

export const isInbound = ({ type }: Pick<PhoneLeg, 'type'>): boolean => type.endsWith('_in');

/** The sites whose numbers are on trunks of the tenant. */
const trunkCountryCodes = new Set(['DE', 'NL']);

export const toSiteRoute = ({ countryCode }: Site): PhoneRoute =>
  trunkCountryCodes.has(countryCode) ? 'directRouting' : 'callingPlan';

type LegOutline = Pick<
  PhoneLeg,
  'callRecordId' | 'route' | 'type' | 'person' | 'site' | 'insideNumber' | 'outsideNumber'
> &
  Partial<Pick<PhoneLeg, 'conferenceId' | 'failure' | 'address'>> & {
    readonly invited: Instant;
    readonly answered: Instant;
    readonly end: Instant;
  };

/** A leg with its ids and its times as its row shows them: direct routing to the millisecond, others to 100 ns. */
export function toPhoneLeg(random: Random, outline: LegOutline): PhoneLeg {
  const toShown = (instant: Instant) => (outline.route === 'directRouting' ? toWholeMs(instant) : instant);
  const { answered, failure = null, conferenceId = null, address = unknownAddress, ...rest } = outline;
  const invited = toShown(outline.invited);
  const start = failure === null ? toShown(answered) : invited;
  const durationSeconds = failure === null ? Math.floor(msBetween(start, outline.end) / 1000) : 0;
  const end = failure === null ? addMs(start, durationSeconds * 1000) : toShown(outline.end);
  const callId = `${random.integer(100_000_000, 2_147_483_647)}_${random.integer(10_000_000, 199_999_999)}@198.51.100.${random.integer(2, 250)}`;
  return { ...rest, id: random.guid(), callId, conferenceId, address, failure, invited, start, end, durationSeconds };
}
