import { GraphError } from '../../graph/errors.ts';
import { isCallRecordId } from '../argument.ts';
import { builder } from '../builder.ts';
import { CallRecord, DirectRoutingLogRow, PstnCallLogRow } from '../refs.ts';
import { toWantedCallRecord } from '../selection.ts';
import { READS_ONE_RECORD, toReleased } from '../single-record.ts';
import type { Upstream } from '../upstream-cost.ts';
import { loadParticipants } from '../whole-session.ts';
import type { PstnMatch } from '../../loaders/pstn-match.ts';

const PstnMatchBasis = builder.enumType('PstnMatchBasis', {
  description:
    'By what a row of the PSTN log was found to belong to a call record. Graph gives no key between the two, so all but the first are likely, not certain.',
  values: {
    CALL_ID: { description: "The row's call id is the id of the record." },
    NUMBER_AND_USER: { description: 'A telephone number of the row, and its user, both took part at that time.' },
    NUMBER: {
      description:
        'A telephone number of the row, which names no user, took part at that time; masked digits may be any.',
    },
    USER: { description: 'The user of the row took part at that time, and the row shows no number.' },
  },
});

const PstnCallMatch = builder.objectRef<PstnMatch>('PstnCallMatch').implement({
  description: 'A row of the PSTN log that belongs to a call record, and why it is thought to.',
  fields: (t) => ({
    basis: t.expose('basis', { type: PstnMatchBasis, nullable: false, description: 'What the match rests on.' }),
    row: t.expose('row', {
      type: PstnCallLogRow,
      nullable: false,
      description: 'The leg over the calling plan, with its price.',
    }),
  }),
});

const ONE_WINDOW =
  'All records of a query that ask share one reading of the report, from a minute before the first of them to a minute after the last: one request, and one for every 1000 rows behind the first 1000.';

builder.objectFields(CallRecord, (t) => ({
  directRoutingCalls: t.field({
    type: [DirectRoutingLogRow],
    extensions: { graph: { select: ['startDateTime', 'endDateTime'] }, upstream: (): Upstream => ({ shared: 1 }) },
    description: `Legs of this call over direct routing, by their correlation id. Empty where it had none. ${ONE_WINDOW}`,
    resolve: (record, _args, context) => context.loaders.reportJoin.directRoutingCalls(record),
  }),
  pstnCalls: t.field({
    type: [PstnCallMatch],
    extensions: {
      graph: { select: ['startDateTime', 'endDateTime'], expand: [{ relationship: 'participants_v2', query: {} }] },
      upstream: (): Upstream => ({ shared: 1 }),
    },
    description: `Legs of this call over Microsoft calling plans, by time and telephone number. Empty where it had none. Reads the participants, at their cost. ${ONE_WINDOW}`,
    resolve: (record, _args, context, info) =>
      context.loaders.reportJoin.pstnCalls(record, loadParticipants(record, context, info)),
  }),
}));

builder.objectFields(DirectRoutingLogRow, (t) => ({
  callRecord: t.field({
    type: CallRecord,
    extensions: READS_ONE_RECORD,
    description:
      'The call record of this leg, by the correlation id. Null when Graph has none (any more). Costs one request for each row, 20 in a round trip, as `callRecord(id:)` does.',
    resolve: async ({ correlationId }, _args, context, info) => {
      if (!correlationId) return null;
      if (!isCallRecordId(correlationId)) {
        throw new GraphError('UPSTREAM_INVALID_RESPONSE', 'Microsoft Graph sent a correlation id that is not a GUID.');
      }
      const record = await context.loaders.callRecord.load(correlationId, toWantedCallRecord(info));
      return toReleased(record, correlationId, context);
    },
  }),
}));
