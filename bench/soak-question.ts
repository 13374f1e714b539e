import { showcase } from '../src/simulator/showcase.ts';
import { toFullSelection } from '../test/support/full-selection.ts';

export interface BenchQuestion {
  readonly name: string;
  readonly query: string;
  /** Whether it is taken in parts. */
  readonly isInParts?: boolean;
}

/** `callRecord` leads back to records without end; the rest changes with the time at which it is asked. */
const NOT_SELECTED = ['callRecord', 'isSettled', 'availableUntil'];
const RECORD = toFullSelection('CallRecord', NOT_SELECTED);

/** What a day of a gateway looks like. Reports and summaries are of the two weeks before `nowMs` (Unix epoch). */
export function toBenchQuestions(nowMs: number): readonly BenchQuestion[] {
  const window = `from: "${toText(nowMs - 14 * 86_400_000)}", to: "${toText(nowMs)}"`;
  const records = [showcase.peerToPeer, showcase.poorCall, showcase.meeting, showcase.pstnCall, showcase.callQueue];
  const aliases = records.map((id, index) => `r${index}: callRecord(id: "${id}") { id type sessions { id } }`);
  return [
    ...records.map((id) => ({ name: 'record, everything', query: `{ callRecord(id: "${id}") ${RECORD} }` })),
    { name: 'records by id', query: `{ ${aliases.join(' ')} }` },
    {
      name: 'list with sessions',
      query: `{ callRecords(first: 40) { nodes { id type sessions { id segments { id } } } pageInfo { hasNextPage } } }`,
    },
    {
      name: "list of a person's calls",
      query: `{ callRecords(filter: { participantId: "${showcase.person}" }, first: 20) { nodes { id participants { id } quality { verdict } } } }`,
    },
    {
      name: 'attendance of a large call',
      query: `{ callRecord(id: "${showcase.townHall}") { attendance { participantId connectedSeconds } } }`,
    },
    { name: 'report', query: `{ directRoutingCalls(${window}, first: 300) { nodes { id callEndSubReason } } }` },
    { name: 'report', query: `{ pstnCalls(${window}, first: 300) { nodes { id charge currency } } }` },
    { name: 'costs', query: `{ pstnCosts(${window}, groupBy: USER) { key callCount total } }` },
    {
      name: 'summary',
      query: `{ callQualitySummary(filter: { ${window} }, groupBy: SUBNET, maxRecords: 60) { recordsRead poorCallCount groups { key poorStreamCount } } }`,
    },
    {
      name: 'record in parts',
      query: `{ callRecord(id: "${showcase.meeting}") { id ... @defer { sessions @stream(initialCount: 2) { id segments { id } } } ... @defer { summary { participantCount } } } }`,
      isInParts: true,
    },
    {
      name: 'list in parts',
      query: `{ callRecords(first: 10) { nodes { id ... @defer { sessions { id } participants { id } } } } }`,
      isInParts: true,
    },
  ];
}

const toText = (ms: number) => new Date(ms).toISOString();
