import type { CallWithSessions, QualityGroup as QualityGroupValue } from '../../quality/quality-group.ts';
import { toQualityGroups } from '../../quality/quality-group.ts';
import { defaultProfile } from '../../quality/profile.ts';
import { toCallQuality } from '../../quality/combined-quality.ts';
import { toPoorPercentage } from '../../quality/quality.ts';
import { loadKept } from '../../loaders/kept-list.ts';
import { checkWithin } from '../argument.ts';
import { builder } from '../builder.ts';
import { CallRecordFilter, toGatewayFilter, toGraphFilter } from '../call-record-filter.ts';
import { QualityProfile } from '../quality-profile.ts';
import { WHOLE_SESSION } from '../whole-session.ts';

const DEFAULT_MAX_RECORDS = 100;
const LARGEST_MAX_RECORDS = 1000;

interface Summary {
  readonly groups: readonly QualityGroupValue[];
  readonly poorCallCount: number;
  readonly goodCallCount: number;
  readonly unclassifiedCallCount: number;
  readonly recordsRead: number;
  readonly complete: boolean;
}

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
    poorStreamCount: t.exposeInt('poorStreamCount', {
      nullable: false,
      description: 'Streams beyond a limit of the profile.',
    }),
    goodStreamCount: t.exposeInt('goodStreamCount', {
      nullable: false,
      description: 'Streams judged and within limits.',
    }),
    unclassifiedStreamCount: t.exposeInt('unclassifiedStreamCount', {
      nullable: false,
      description: 'Streams that could not be judged.',
    }),
    poorPercentage: t.float({
      description:
        'Poor streams in percent of poor and good ones; those not judged are left out. Null when none was judged.',
      resolve: toPoorPercentage,
    }),
  }),
});

const CallQualitySummary = builder.objectRef<Summary>('CallQualitySummary').implement({
  description: 'How the calls of a window went, over all and by group.',
  fields: (t) => ({
    groups: t.expose('groups', { type: [QualityGroup], nullable: false, description: 'Most poor streams first.' }),
    poorCallCount: t.exposeInt('poorCallCount', { nullable: false, description: 'Calls with a poor stream.' }),
    goodCallCount: t.exposeInt('goodCallCount', {
      nullable: false,
      description: 'Calls that were judged, without a poor stream.',
    }),
    unclassifiedCallCount: t.exposeInt('unclassifiedCallCount', {
      nullable: false,
      description: 'Calls of which nothing could be judged.',
    }),
    poorCallPercentage: t.float({
      description:
        'Poor calls in percent of poor and good ones; those not judged are left out. Null when none was judged.',
      resolve: ({ poorCallCount, goodCallCount }) =>
        toPoorPercentage({ poorStreamCount: poorCallCount, goodStreamCount: goodCallCount }),
    }),
    recordsRead: t.exposeInt('recordsRead', { nullable: false, description: 'Calls that all figures here rest on.' }),
    complete: t.exposeBoolean('complete', {
      nullable: false,
      description: 'Whether these are all calls of the filter: false when `maxRecords` or an error ended the reading.',
    }),
  }),
});

builder.queryField('callQualitySummary', (t) =>
  t.field({
    type: CallQualitySummary,
    description:
      'Poor and good calls of a window by day, person, subnet, device and more. Reads every call with its sessions and segments: one request for each, 20 in a round trip, and one for every 60 listed.',
    args: {
      filter: t.arg({ type: CallRecordFilter, description: 'Which calls; all of the last 30 days when left out.' }),
      groupBy: t.arg({ type: QualityGrouping, required: true, description: 'What to put together.' }),
      maxRecords: t.arg.int({
        defaultValue: DEFAULT_MAX_RECORDS,
        description: `How many calls to read at most, from 1 to ${LARGEST_MAX_RECORDS}.`,
      }),
      profile: t.arg({
        type: QualityProfile,
        defaultValue: defaultProfile,
        description: `Whose limits say what is poor; ${defaultProfile} when left out.`,
      }),
    },
    resolve: async (_root, { filter, groupBy, maxRecords, profile: given }, context, info) => {
      const profile = given ?? defaultProfile;
      const most = checkWithin('maxRecords', maxRecords ?? DEFAULT_MAX_RECORDS, LARGEST_MAX_RECORDS);
      const wanted = { filter: toGraphFilter(filter), first: most };
      const predicate = toGatewayFilter(filter, context);
      const { callRecords, sessions } = context.loaders;
      const list = await (predicate ? loadKept(callRecords, wanted, { predicate, most }) : callRecords.load(wanted));
      const errors: unknown[] = list.error ? [list.error] : [];
      const read = await Promise.allSettled(
        list.entries.map(async ({ record }): Promise<CallWithSessions> => {
          const { items, error } = await sessions.load(record, WHOLE_SESSION);
          if (error) throw error;
          return { record, sessions: items };
        }),
      );
      const calls: CallWithSessions[] = [];
      for (const call of read) {
        if (call.status === 'fulfilled') calls.push(call.value);
        else errors.push(call.reason);
      }
      if (errors.length) context.report(errors[0], info);
      const verdicts = calls.map((call) => toCallQuality(call.sessions, profile).verdict);
      return {
        groups: toQualityGroups(calls, groupBy, profile),
        poorCallCount: verdicts.filter((verdict) => verdict === 'POOR').length,
        goodCallCount: verdicts.filter((verdict) => verdict === 'GOOD').length,
        unclassifiedCallCount: verdicts.filter((verdict) => verdict === 'UNCLASSIFIED').length,
        recordsRead: calls.length,
        complete: !list.hasNextPage && !errors.length,
      };
    },
  }),
);
