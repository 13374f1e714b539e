import {
  DirectRoutingLogRow,
  PstnBlockedUsersLogRow,
  PstnCallLogRow,
  PstnOnlineMeetingDialoutReport,
  SmsLogRow,
} from '../refs.ts';
import { addReportField } from '../report-connection.ts';

const BETA = 'Only with GRAPH_BETA=on, else BAD_USER_INPUT.';
const COST =
  'Costs one request to Graph for every 90 days of the window that are read, and one for every 1000 rows behind the first 1000; going on from a cursor inside a page reads that page again.';

addReportField(PstnCallLogRow, {
  report: 'pstnCalls',
  row: 'PstnCallLogRow',
  rows: 'log of calls over Microsoft calling plans',
  matched: 'of calls that started',
  description: `Calls to and from the telephone network over Microsoft's calling plans, with what they cost. Graph filters by time alone. ${COST}`,
});

addReportField(DirectRoutingLogRow, {
  report: 'directRoutingCalls',
  row: 'DirectRoutingLogRow',
  rows: 'log of calls over direct routing',
  matched: 'of calls that started',
  description: `Calls to and from the telephone network over the organisation's own trunks, with how they ended. Graph filters by time alone. ${COST}`,
});

addReportField(SmsLogRow, {
  report: 'smsMessages',
  row: 'SmsLogRow',
  rows: 'log of text messages',
  matched: 'of messages that were sent',
  description: `Text messages sent and received, with what they cost. ${BETA} ${COST}`,
});

addReportField(PstnBlockedUsersLogRow, {
  report: 'pstnBlockedUsers',
  row: 'PstnBlockedUsersLogRow',
  rows: 'log of users blocked from calling',
  matched: 'of blocks that were made or lifted',
  description: `When somebody was blocked from telephone calls, or let in again, and why. ${BETA} ${COST}`,
});

addReportField(PstnOnlineMeetingDialoutReport, {
  report: 'pstnDialoutReport',
  row: 'PstnOnlineMeetingDialoutReport',
  rows: 'sums of calls that meetings placed',
  matched: 'of calls that were placed',
  description: `What people's meetings spent on calling participants by telephone: sums over the window for each user, usage location, destination context and currency. Sums of more than 90 days are added up exactly. ${BETA} ${COST}`,
});
