import type { LoggedChange } from '../../live/change.ts';
import { toInputError } from '../argument.ts';
import { builder } from '../builder.ts';
import { CallType } from '../call-type.ts';
import type { ChangeEvent } from '../change-event.ts';
import type { ChangeFilter, ChangeFilterInput } from '../change-filter.ts';
import { createChangeFilter } from '../change-filter.ts';
import { toFilterWork } from '../call-record-filter.ts';
import { QualityProfile, Verdict } from '../quality-profile.ts';
import { CallRecord, CallRecordChange } from '../refs.ts';
import { toWantedCallRecord } from '../selection.ts';
import { READS_ONE_RECORD, toReleased } from '../single-record.ts';
import type { Upstream } from '../upstream-cost.ts';

const ChangeKind = builder.enumType('CallRecordChangeKind', {
  description: 'Whether a call record is new.',
  values: {
    CREATED: { description: 'The feed has not told of this call record before: as a rule its first version.' },
    UPDATED: { description: 'A later version: telemetry of some client has come in late.' },
  },
});

CallRecordChange.implement({
  description:
    'A version of a call record that has just been noticed. Each version is told once, and the versions of a record only rise.',
  fields: (t) => ({
    kind: t.field({
      type: ChangeKind,
      nullable: false,
      description: 'Whether the record is new or has been written again.',
      resolve: ({ change }) => change.kind,
    }),
    version: t.field({
      type: 'Long',
      nullable: false,
      description:
        'The version of the record that was noticed. `callRecord.version` can already be higher, and is then told again.',
      resolve: ({ change }) => change.version,
    }),
    callRecordId: t.id({
      nullable: false,
      description: 'The id of the call record, a GUID in lower case. Costs nothing, unlike `callRecord`.',
      resolve: ({ change }) => change.recordId,
    }),
    noticedAt: t.field({
      type: 'DateTime',
      nullable: false,
      description: 'When the gateway noticed the version, in UTC.',
      resolve: ({ change }) => new Date(change.noticedMs).toISOString(),
    }),
    cursor: t.string({
      nullable: false,
      description:
        'Opaque mark of this change. A stream that broke off is resumed without loss or repetition by subscribing again with the last cursor as `after`.',
      resolve: ({ cursor }) => cursor(),
    }),
    callRecord: t.field({
      type: CallRecord,
      description:
        'The call record as it is now, with everything that can be selected of one. Null when it is gone. Costs one request to Graph for each change, with or without its sessions and segments or its participants; two with both. Subscribers who select the same share them.',
      extensions: READS_ONE_RECORD,
      resolve: async ({ change }, _args, context, info) =>
        toReleased(
          await context.loaders.callRecord.load(change.recordId, toWantedCallRecord(info)),
          change.recordId,
          context,
        ),
    }),
  }),
});

const args = builder.args((t) => ({
  participantId: t.id({
    description:
      'Only calls in which this participant took part: the object id of a user, a phone number, or the id of another identity. Applied before anything is fetched, for meetings of up to 130.',
  }),
  type: t.field({ type: CallType, description: 'Only calls of this kind. Applied before anything is fetched.' }),
  failedOnly: t.boolean({
    description: 'Only calls with a leg that failed, when true. Costs a request for each change that the others leave.',
  }),
  verdict: t.field({
    type: Verdict,
    description: 'Only calls with this verdict. Costs a request for each change that the others leave.',
  }),
  profile: t.field({
    type: QualityProfile,
    description: 'By which thresholds `verdict` is found; the default ones when left out.',
  }),
  after: t.string({
    description:
      'Go on behind this cursor, with what has changed since. An error with the code RESULT_TRUNCATED says that the log does not reach back so far: list the calls, and subscribe without it. From now on when left out.',
  }),
}));

builder.subscriptionType({
  description: 'What is told as it happens, over server-sent events or graphql-ws.',
  fields: (t) => ({
    callRecordChanged: t.field({
      type: CallRecordChange,
      nullable: false,
      args,
      description:
        'Call records that the caller may see, as they are written: usually within 30 minutes of the end of the call, at most 150. Ends with an error when the token of the caller does. An error with the code BAD_USER_INPUT where this gateway receives no change notifications.',
      extensions: {
        upstream: ({ failedOnly, verdict }: ChangeFilterInput): Upstream => ({
          requests: toFilterWork({ failedOnly, verdict }).looksInside ? 1 : 0,
        }),
      },
      subscribe(_root, { after, profile, ...filter }, { changes, access, signal }) {
        if (!changes) {
          throw toInputError('This gateway receives no change notifications: its NOTIFICATION_URL is not set.');
        }
        const wanted = createChangeFilter(filter, access, profile ?? undefined);
        return toEvents(changes.follow(after, signal), wanted, (change) => changes.toCursor(change));
      },
      resolve: (event: ChangeEvent) => event,
    }),
  }),
});

async function* toEvents(
  changes: AsyncIterable<LoggedChange>,
  wanted: ChangeFilter,
  toCursor: (change: LoggedChange) => string,
): AsyncGenerator<ChangeEvent, void, undefined> {
  for await (const change of changes) {
    if (wanted.isRuledOut(change)) continue;
    yield { change, cursor: () => toCursor(change), isWanted: wanted.toCheck(change) };
  }
}
