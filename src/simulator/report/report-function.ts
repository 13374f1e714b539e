import type { Instant } from '../instant.ts';
import { toDialoutRows } from '../tenant/dialout.ts';
import { toDirectRoutingBetaRow, toDirectRoutingRow } from '../tenant/direct-routing-row.ts';
import { toBlockedUserRow } from '../tenant/phone-block.ts';
import type { PhoneLeg } from '../tenant/phone-leg.ts';
import { toPstnCallBetaRow, toPstnCallRow } from '../tenant/pstn-call-row.ts';
import type { Telephony } from '../tenant/telephony.ts';
import { toSmsRow } from '../tenant/text-message.ts';
import type { Version } from '../version.ts';

export type ReportName =
  | 'getPstnCalls'
  | 'getDirectRoutingCalls'
  | 'getSmsLog'
  | 'getPstnBlockedUsersLog'
  | 'getPstnOnlineMeetingDialoutReport';

export interface Rows {
  readonly count: number;
  readonly bodies: (from: number, to: number) => readonly object[];
}

type IsInRange = (time: Instant) => boolean;

export interface ReportFunction {
  /** Within `microsoft.graph.callRecords`. */
  readonly rowType: string;
  readonly isBetaOnly: boolean;
  /** Whether the end of the range is left out (Graph documentation, the page of each function). */
  readonly isEndExclusive: boolean;
  readonly rows: (telephony: Telephony, isInRange: IsInRange, version: Version) => Rows;
}

/** Bodies are written for the page that is asked for only. */
function toRows<T>(items: readonly T[], toBody: (item: T) => object): Rows {
  return { count: items.length, bodies: (from, to) => items.slice(from, to).map(toBody) };
}

const toLegs = (telephony: Telephony, isInRange: IsInRange, route: PhoneLeg['route']) =>
  telephony.legs().filter((leg) => leg.route === route && isInRange(leg.start));

export const reportFunctions: Readonly<Record<ReportName, ReportFunction>> = {
  getPstnCalls: {
    rowType: 'pstnCallLogRow',
    isBetaOnly: false,
    isEndExclusive: false,
    rows: (telephony, isInRange, version) =>
      toRows(toLegs(telephony, isInRange, 'callingPlan'), version === 'beta' ? toPstnCallBetaRow : toPstnCallRow),
  },
  getDirectRoutingCalls: {
    rowType: 'directRoutingLogRow',
    isBetaOnly: false,
    isEndExclusive: true,
    rows: (telephony, isInRange, version) =>
      toRows(
        toLegs(telephony, isInRange, 'directRouting'),
        version === 'beta' ? toDirectRoutingBetaRow : toDirectRoutingRow,
      ),
  },
  getSmsLog: {
    rowType: 'smsLogRow',
    isBetaOnly: true,
    isEndExclusive: false,
    rows: (telephony, isInRange) =>
      toRows(
        telephony.messages().filter(({ sent }) => isInRange(sent)),
        toSmsRow,
      ),
  },
  getPstnBlockedUsersLog: {
    rowType: 'pstnBlockedUsersLogRow',
    isBetaOnly: true,
    isEndExclusive: false,
    rows: (telephony, isInRange) =>
      toRows(
        telephony.blocks().filter(({ at }) => isInRange(at)),
        toBlockedUserRow,
      ),
  },
  getPstnOnlineMeetingDialoutReport: {
    rowType: 'pstnOnlineMeetingDialoutReport',
    isBetaOnly: true,
    isEndExclusive: false,
    rows: (telephony, isInRange) => toRows(toDialoutRows(toLegs(telephony, isInRange, 'callingPlan')), (row) => row),
  },
};
