import type { DataClass } from '../../access/data-class.ts';
import { readKept } from '../../loaders/kept-list.ts';
import type { QualityGroup as QualityGroupValue } from '../../quality/call-tally.ts';
import { createCallTally } from '../../quality/call-tally.ts';
import { defaultProfile } from '../../quality/profile.ts';
import { toPoorPercentage } from '../../quality/quality.ts';
import { checkFirst, checkWithin } from '../argument.ts';
import type { ObjectFieldBuilder } from '../builder.ts';
import { builder } from '../builder.ts';
import type { CallQualityOutcome, CallQualityReading } from '../call-quality-reading.ts';
import { startReading } from '../call-quality-reading.ts';
import { CallRecordFilter, toGatewayFilter, toGraphFilter } from '../call-record-filter.ts';
import { checkGrouping } from '../grouping.ts';
import { profileArguments } from '../quality-profile.ts';
import { hidesSmallGroups, toUnrevealing } from '../small-group.ts';
import { toStreamCountFields } from '../stream-count-fields.ts';
import type { Upstream } from '../upstream-cost.ts';
import { clamp, toPages } from '../upstream-cost.ts';
import { WHOLE_SESSION } from '../whole-session.ts';

const DEFAULT_MAX_RECORDS = 100;
const LARGEST_MAX_RECORDS = 1000;

const QualityGrouping = builder.enumType('QualityGrouping', {
  description: 'By what the streams of many calls are put together.',
  values: {
    DAY: { description: 'The day on which the call started, in UTC.' },
    USER: { description: 'Every person at an end of the stream; in meetings the participant.' },
    SUBNET: { description: "Subnet of every person's end." },
    DEVICE: { description: "Microphone at every person's end." },
    PLATFORM: { description: "Operating system or equipment at every person's end, as Graph writes it." },
    CONNECTION_TYPE: { description: "Wired, wireless or other network at every person's end, as Graph writes it." },
    MODALITY: { description: 'Sound, video or screen sharing: `audio`, `video`, `sharing`.' },
  },
});

/** What the keys and names of groups tell. */
const CLASSES_OF_GROUPS: Readonly<Record<typeof QualityGrouping.$inferInput, readonly DataClass[]>> = {
  DAY: [],
  USER: ['personId', 'name'],
  SUBNET: ['advanced'],
  DEVICE: ['advanced'],
  PLATFORM: [],
  CONNECTION_TYPE: [],
  MODALITY: [],
};

const QualityGroupOrder = builder.enumType('QualityGroupOrder', {
  description: 'Which groups count as worst.',
  values: {
    POOR_STREAM_COUNT: { description: 'Those with the most poor streams.' },
    POOR_PERCENTAGE: { description: 'Those with the highest share of poor streams; those without a verdict last.' },
  },
});

const QualityGroup = builder.objectRef<QualityGroupValue>('QualityGroup').implement({
  description: 'The streams of one day, person, place or piece of equipment.',
  fields: (t) => ({
    key: t.exposeString('key', { description: 'What they have in common. Null for streams that do not tell.' }),
    name: t.exposeString('name', { description: 'Display name of the person when grouped by USER, else null.' }),
    callCount: t.exposeInt('callCount', { nullable: false, description: 'Calls with a stream in this group.' }),
    poorCallCount: t.exposeInt('poorCallCount', {
      nullable: false,
      description: 'Calls with a poor stream in this group.',
    }),
    ...toStreamCountFields(t),
  }),
});

/** The fields of a type that counts calls by verdict; `toFigures` finds the counts. */
function toFigureFields<Shape>(
  t: ObjectFieldBuilder<Shape>,
  toFigures: (shape: Shape) => CallQualityOutcome | Promise<CallQualityOutcome>,
) {
  return {
    groups: t.field({
      type: [QualityGroup],
      nullable: false,
      description:
        'The groups, worst first. Groups of fewer than 5 calls are left out for those who may not see the calls themselves.',
      args: {
        orderBy: t.arg({
          type: QualityGroupOrder,
          defaultValue: 'POOR_STREAM_COUNT',
          description: 'What is worst; POOR_STREAM_COUNT when left out.',
        }),
        minStreamCount: t.arg.int({
          defaultValue: 0,
          description:
            'Only groups with at least so many streams that were judged, so that a percentage says something.',
        }),
        first: t.arg.int({ description: 'Stop after this many groups, 1 or more. All of them when left out.' }),
      },
      resolve: async (shape, { first, orderBy, minStreamCount }) => {
        const count = checkFirst(first) ?? undefined;
        const groups = (await toFigures(shape)).groups.filter(
          ({ poorStreamCount, goodStreamCount }) => poorStreamCount + goodStreamCount >= (minStreamCount ?? 0),
        );
        if (orderBy === 'POOR_PERCENTAGE') {
          groups.sort((a, b) => (toPoorPercentage(b) ?? -1) - (toPoorPercentage(a) ?? -1));
        }
        return groups.slice(0, count);
      },
    }),
    poorCallCount: t.int({
      nullable: false,
      description: 'Calls with a poor stream.',
      resolve: async (shape) => (await toFigures(shape)).poorCallCount,
    }),
    goodCallCount: t.int({
      nullable: false,
      description: 'Calls that were judged, without a poor stream.',
      resolve: async (shape) => (await toFigures(shape)).goodCallCount,
    }),
    unclassifiedCallCount: t.int({
      nullable: false,
      description: 'Calls of which nothing could be judged.',
      resolve: async (shape) => (await toFigures(shape)).unclassifiedCallCount,
    }),
    poorCallPercentage: t.float({
      description:
        'Poor calls in percent of poor and good ones; those not judged are left out. Null when none was judged.',
      resolve: async (shape) => {
        const { poorCallCount, goodCallCount } = await toFigures(shape);
        return toPoorPercentage({ poorStreamCount: poorCallCount, goodStreamCount: goodCallCount });
      },
    }),
    callCount: t.int({
      nullable: false,
      description: 'Calls that all figures here rest on: those of the filter that could be read.',
      resolve: async (shape) => (await toFigures(shape)).callCount,
    }),
    recordsRead: t.int({
      nullable: false,
      description: 'Calls that were read, those included that a filter of the gateway left out. At most `maxRecords`.',
      resolve: async (shape) => (await toFigures(shape)).recordsRead,
    }),
  };
}

const CallQualityProgress = builder.objectRef<CallQualityOutcome>('CallQualityProgress').implement({
  description: 'The figures while the calls are still being read: of all calls read so far.',
  fields: (t) => toFigureFields(t, (figures) => figures),
});

const CallQualitySummary = builder.objectRef<CallQualityReading>('CallQualitySummary').implement({
  description: 'How the calls of a window went, over all and by group.',
  fields: (t) => ({
    ...toFigureFields(t, ({ outcome }) => outcome),
    complete: t.boolean({
      nullable: false,
      description: 'Whether these are all calls of the filter: false when `maxRecords` or an error ended the reading.',
      resolve: async ({ outcome }) => (await outcome).complete,
    }),
    progress: t.field({
      type: [CallQualityProgress],
      nullable: false,
      description:
        'The figures after every 60 calls, the last of them those of this summary. Select it with `@stream` and the other fields in a fragment with `@defer` to be shown each as soon as it is there. Costs no further request.',
      // Executors take it as it comes, which the types of graphql-js 16 do not know.
      resolve: (reading) => reading.toProgress() as unknown as readonly CallQualityOutcome[],
    }),
  }),
});

builder.queryField('callQualitySummary', (t) =>
  t.field({
    type: CallQualitySummary,
    description:
      'Poor and good calls of a window by day, person, subnet, device and more. Reads every call with its sessions and segments: one request for each, 20 in a round trip, and one for every 60 listed.',
    extensions: {
      upstream({ maxRecords }: { readonly maxRecords?: number | null }): Upstream {
        const most = clamp(maxRecords ?? DEFAULT_MAX_RECORDS, LARGEST_MAX_RECORDS);
        return { requests: toPages(most) + most };
      },
    },
    args: {
      filter: t.arg({ type: CallRecordFilter, description: 'Which calls; all of the last 30 days when left out.' }),
      groupBy: t.arg({ type: QualityGrouping, required: true, description: 'What to put together.' }),
      maxRecords: t.arg.int({
        defaultValue: DEFAULT_MAX_RECORDS,
        description: `How many calls to read at most, from 1 to ${LARGEST_MAX_RECORDS}.`,
      }),
      ...profileArguments,
    },
    resolve: async (_root, { filter, groupBy, maxRecords, profile }, context, info) => {
      const most = checkWithin('maxRecords', maxRecords ?? DEFAULT_MAX_RECORDS, LARGEST_MAX_RECORDS);
      const { access } = context;
      checkGrouping(groupBy, CLASSES_OF_GROUPS[groupBy], access);
      const { callRecords, sessions } = context.loaders;
      const reading = await startReading({
        chunks: readKept(
          callRecords,
          { filter: toGraphFilter(filter, access, access.policy.figures), first: most },
          { predicate: toGatewayFilter(filter, context, profile ?? defaultProfile), most },
        ),
        async loadSessions(record) {
          const { items, error } = await sessions.load(record, WHOLE_SESSION);
          if (error) throw error;
          return items;
        },
        tally: createCallTally(groupBy, profile ?? defaultProfile),
        onError: (error) => context.report(error, info),
      });
      return hidesSmallGroups(access.policy) ? toUnrevealing(reading) : reading;
    },
  }),
);
