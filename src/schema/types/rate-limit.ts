import type { RateLimitBudget as Budget, RateLimitLoader } from '../../loaders/rate-limit.ts';
import { checkCallRecordId } from '../argument.ts';
import { builder } from '../builder.ts';
import { OF_THE_MOMENT } from '../of-the-moment.ts';

const RateLimitBudget = builder.objectRef<Budget>('RateLimitBudget').implement({
  description: 'One of the limits that Graph publishes, and how much of it this gateway has used.',
  fields: (t) => ({
    limit: t.exposeInt('limit', { nullable: false, description: 'Requests that Graph allows within the window.' }),
    windowSeconds: t.float({
      nullable: false,
      description: 'Length of the window, in seconds.',
      resolve: ({ windowMs }) => windowMs / 1000,
    }),
    used: t.exposeInt('used', {
      nullable: false,
      description: 'Requests that count now: those under way, and those answered less than a window ago.',
    }),
    remaining: t.int({
      nullable: false,
      description: 'Requests that could leave now without waiting, 0 while Graph throttles.',
      resolve: ({ limit, used, freeAtMs }) => (freeAtMs === undefined ? Math.max(limit - used, 0) : 0),
    }),
    freeAt: t.field({
      type: 'DateTime',
      description: 'When the next request can leave. Null when one can now.',
      resolve: ({ freeAtMs }) => (freeAtMs === undefined ? null : new Date(freeAtMs).toISOString()),
    }),
  }),
});

const isFollowing = (page: string) => page === 'FOLLOWING';

const PageKind = builder.enumType('PageKind', {
  description: 'Which pages of a list or a record: Graph counts them apart.',
  values: {
    FIRST: { description: 'First pages, and records themselves.' },
    FOLLOWING: { description: 'Pages behind a first one.' },
  },
});

const RateLimit = builder.objectRef<RateLimitLoader>('RateLimit').implement({
  description:
    "Graph's published limits as this gateway counts what it sends, batch items singly. Requests wait for them instead of being refused.",
  fields: (t) => ({
    application: t.field({
      type: RateLimitBudget,
      description: 'Everything that this application reads in this tenant.',
      resolve: (rateLimit) => rateLimit.application(),
    }),
    callRecords: t.field({
      type: RateLimitBudget,
      description: 'Lists of call records.',
      args: { page: t.arg({ type: PageKind, required: true, description: 'Which pages of lists.' }) },
      resolve: (rateLimit, { page }) => rateLimit.list(isFollowing(page)),
    }),
    caller: t.field({
      type: RateLimitBudget,
      description:
        'What you yourself may take of Graph in a minute, whoever else takes what. Operations are counted by what they are going to take when they begin, and by what they have taken when they end. Null where callers may take as much as they like.',
      resolve(_rateLimit, _args, { access }) {
        const budget = access.readBudget();
        return budget.limit === Infinity ? null : budget;
      },
    }),
    callRecord: t.field({
      type: RateLimitBudget,
      description: 'One call record with its sessions and participants, whoever asked for it.',
      args: {
        id: t.arg.id({ required: true, description: 'The id of the call record, a GUID.' }),
        page: t.arg({ type: PageKind, required: true, description: 'Which pages of its collections.' }),
      },
      resolve: (rateLimit, { id, page }) => rateLimit.callRecord(checkCallRecordId(id), isFollowing(page)),
    }),
    waitingRequests: t.int({
      description: 'Requests of all callers that wait for a limit now.',
      resolve: (rateLimit) => rateLimit.waitingCount(),
    }),
    upstreamRequests: t.int({
      description:
        'Requests that were sent for this operation when this field was resolved; `extensions.cost` of the answer has the final figure.',
      resolve: (rateLimit) => rateLimit.spent(),
    }),
  }),
});

builder.queryField('rateLimit', (t) =>
  t.field({
    type: RateLimit,
    nullable: false,
    extensions: OF_THE_MOMENT,
    description: 'How much of what Graph allows is left. Costs no request; it is the state when the field is resolved.',
    resolve: (_root, _args, context) => context.loaders.rateLimit,
  }),
);
