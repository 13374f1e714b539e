import type { ReportName } from '../graph/report.ts';
import type { ReportEntry, ReportList } from '../loaders/report.ts';
import { checkFirst, checkReportWindow } from './argument.ts';
import { builder } from './builder.ts';
import { toPageInfo } from './page-info-source.ts';
import { PageInfo } from './refs.ts';
import type { Upstream, WindowArguments } from './upstream-cost.ts';
import { clamp, toReportRequests } from './upstream-cost.ts';

const DEFAULT_FIRST = 100;
const LARGEST_FIRST = 10_000;

type RowRef<Row> = ReturnType<typeof builder.objectRef<Row>>;

/** What is particular to the connection of one report. */
export interface ReportField {
  readonly report: ReportName;
  /** GraphQL name of the rows' type. */
  readonly row: string;
  /** What the rows are, for descriptions: "calls over …". */
  readonly rows: string;
  /** What `from` and `to` are compared with. */
  readonly matched: string;
  readonly description: string;
}

/** A report of Graph as a Relay connection at the root: the row's edge and connection types, and the field. */
export function addReportField<Row extends object>(ref: RowRef<Row>, field: ReportField): void {
  const { report, row, rows, matched, description } = field;

  const Edge = builder.objectRef<ReportEntry<Row>>(`${row}Edge`).implement({
    description: `One row of the ${rows}, at its place in the report.`,
    fields: (t) => ({
      cursor: t.string({
        nullable: false,
        description: 'Opaque mark of this place, to be given as `after`. Valid for the same window only.',
        resolve: (entry) => entry.cursor(),
      }),
      node: t.field({
        type: ref,
        nullable: false,
        description: 'The row itself.',
        resolve: (entry) => entry.row as never,
      }),
    }),
  });

  const Connection = builder
    .objectRef<ReportList<Row> & { readonly hasPreviousPage: boolean }>(`${row}Connection`)
    .implement({
      description: `A page of the ${rows}, piece by piece of the window, in each in the order that Graph gives.`,
      fields: (t) => ({
        edges: t.field({
          type: [Edge],
          nullable: false,
          description: 'The rows of this page, each with its cursor.',
          resolve: ({ entries }) => entries as ReportEntry<Row>[],
        }),
        nodes: t.field({
          type: [ref],
          nullable: false,
          description: 'The rows of this page, without their cursors.',
          resolve: ({ entries }) => entries.map((entry) => entry.row) as never,
        }),
        pageInfo: t.field({
          type: PageInfo,
          nullable: false,
          description: 'Where this page stands in the report, and how to go on.',
          resolve: ({ entries, hasNextPage, hasPreviousPage }) => toPageInfo(entries, hasNextPage, hasPreviousPage),
        }),
      }),
    });

  builder.queryField(report, (t) =>
    t.field({
      type: Connection,
      description,
      extensions: {
        upstream({ from, to, first }: WindowArguments & { readonly first?: number | null }): Upstream {
          const items = clamp(first ?? DEFAULT_FIRST, LARGEST_FIRST);
          return { requests: toReportRequests(from, to, items), items };
        },
      },
      args: {
        from: t.arg({
          type: 'DateTime',
          required: true,
          description: `Only rows ${matched} at this instant or later.`,
        }),
        to: t.arg({
          type: 'DateTime',
          required: true,
          description: `Only rows ${matched} before this instant. Any distance from \`from\`: every 90 days cost a request.`,
        }),
        first: t.arg.int({
          defaultValue: DEFAULT_FIRST,
          description: `How many rows to return at most, from 1 to ${LARGEST_FIRST}. Graph reads 1000 for a request, whatever is asked for.`,
        }),
        after: t.arg.string({ description: 'Go on behind this cursor, from a page of the same window.' }),
      },
      resolve: async (_root, { from, to, first, after }, context, info) => {
        const list = await context.loaders.reports.list<Row>({
          report,
          window: checkReportWindow(from, to),
          first: checkFirst(first ?? DEFAULT_FIRST, LARGEST_FIRST),
          after,
        });
        if (list.error) context.report(list.error, info);
        return { ...list, hasPreviousPage: after != null };
      },
    }),
  );
}
