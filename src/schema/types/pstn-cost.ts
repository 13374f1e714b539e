import { toInstantText, toTicks } from '../../graph/instant.ts';
import { toInstantOrNull } from '../../graph/report-row.ts';
import { sumDecimals } from '../../graph/decimal.ts';
import type { PstnCallLogRow } from '../../graph/report-row.ts';
import { checkReportWindow } from '../argument.ts';
import { builder } from '../builder.ts';
import type { Upstream, WindowArguments } from '../upstream-cost.ts';
import { toReportRequests } from '../upstream-cost.ts';
import { checkGrouping } from '../grouping.ts';
import { hidesSmallGroups, LEAST_CALLS } from '../small-group.ts';

interface CostGroup {
  readonly key: string | null;
  readonly name: string | null;
  readonly currency: string | null;
  readonly rows: readonly PstnCallLogRow[];
}

type Grouping = 'DESTINATION' | 'USER' | 'CALL_TYPE' | 'DAY';

const PstnCostGrouping = builder.enumType('PstnCostGrouping', {
  description: 'By what the calls over calling plans are added up; always by currency as well.',
  values: {
    DESTINATION: { description: 'The country or region that was called.' },
    USER: { description: 'The person whose plan paid, by object id.' },
    CALL_TYPE: { description: 'The kind of call, as Graph writes it: `user_out`, `conf_in` and the like.' },
    DAY: { description: 'The day on which the call started, in UTC.' },
  },
});

function toKey(row: PstnCallLogRow, grouping: Grouping): string | null {
  if (grouping === 'DESTINATION') return row.destinationName ?? null;
  if (grouping === 'USER') return row.userId ?? null;
  if (grouping === 'CALL_TYPE') return row.callType ?? null;
  const start = toTicks(toInstantOrNull(row.startDateTime));
  return start === undefined ? null : toInstantText(start).slice(0, 10);
}

function toGroups(rows: readonly PstnCallLogRow[], grouping: Grouping): CostGroup[] {
  const groups = new Map<string, CostGroup & { rows: PstnCallLogRow[] }>();
  for (const row of rows) {
    const [key, currency] = [toKey(row, grouping), row.currency ?? null];
    const id = JSON.stringify([key, currency]);
    const known = groups.get(id);
    if (known) known.rows.push(row);
    else
      groups.set(id, { key, currency, name: grouping === 'USER' ? (row.userDisplayName ?? null) : null, rows: [row] });
  }
  return [...groups.values()].sort((a, b) => b.rows.length - a.rows.length);
}

const PstnCost = builder.objectRef<CostGroup>('PstnCost').implement({
  description: 'What the calls of one group cost, in one currency.',
  fields: (t) => ({
    key: t.exposeString('key', { description: 'What the calls have in common. Null for calls that do not tell.' }),
    name: t.exposeString('name', { description: 'Display name of the person when grouped by USER, else null.' }),
    currency: t.exposeString('currency', {
      description: 'Unit of the sums, ISO 4217. Null for calls without a price.',
    }),
    callCount: t.int({
      nullable: false,
      description: 'How many rows were added up.',
      resolve: ({ rows }) => rows.length,
    }),
    durationSeconds: t.field({
      type: 'Long',
      nullable: false,
      description: 'Length of all of them, in seconds.',
      resolve: ({ rows }) => rows.reduce((sum, { duration }) => sum + (duration ?? 0), 0),
    }),
    charge: t.field({
      type: 'Decimal',
      nullable: false,
      description: 'Sum of the charges by length, exact, in `currency`.',
      resolve: ({ rows }) => sumDecimals(rows.map(({ charge }) => charge)),
    }),
    connectionCharge: t.field({
      type: 'Decimal',
      nullable: false,
      description: 'Sum of the charges for connecting, exact, in `currency`.',
      resolve: ({ rows }) => sumDecimals(rows.map(({ connectionCharge }) => connectionCharge)),
    }),
    total: t.field({
      type: 'Decimal',
      nullable: false,
      description: 'Sum of both charges, exact, in `currency`.',
      resolve: ({ rows }) => sumDecimals(rows.flatMap(({ charge, connectionCharge }) => [charge, connectionCharge])),
    }),
  }),
});

builder.queryField('pstnCosts', (t) =>
  t.field({
    type: [PstnCost],
    description:
      'What calls over Microsoft calling plans cost in a window, added up to the last digit; most calls first. Groups of fewer than 5 calls are left out for those who may not see calls themselves. Reads the whole report: one request for every 90 days and for every 1000 rows. Null when it could not be read whole.',
    extensions: {
      upstream: ({ from, to }: WindowArguments): Upstream => ({ requests: toReportRequests(from, to, 0) }),
    },
    args: {
      from: t.arg({
        type: 'DateTime',
        required: true,
        description: 'Only calls that started at this instant or later.',
      }),
      to: t.arg({ type: 'DateTime', required: true, description: 'Only calls that started before this instant.' }),
      groupBy: t.arg({ type: PstnCostGrouping, required: true, description: 'What to add up together.' }),
    },
    resolve: async (_root, { from, to, groupBy }, context) => {
      checkGrouping(groupBy, groupBy === 'USER' ? ['reportPerson'] : [], context.access);
      const rows = await context.loaders.reports.all<PstnCallLogRow>('pstnCalls', checkReportWindow(from, to));
      const groups = toGroups(rows, groupBy);
      return hidesSmallGroups(context.access.policy)
        ? groups.filter((group) => group.rows.length >= LEAST_CALLS)
        : groups;
    },
  }),
);
