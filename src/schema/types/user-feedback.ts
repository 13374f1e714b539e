import { graphEnum } from '../enum.ts';
import { UserFeedback } from '../refs.ts';

const UserFeedbackRating = graphEnum(
  'UserFeedbackRating',
  'How somebody judged the quality when the client asked at the end of the call; five steps from bad to excellent.',
  {
    NOT_RATED: ['notRated', 'The question was shown and closed without an answer.'],
    BAD: ['bad', 'One star of five, the lowest.'],
    POOR: ['poor', 'Two stars of five.'],
    FAIR: ['fair', 'Three stars of five.'],
    GOOD: ['good', 'Four stars of five.'],
    EXCELLENT: ['excellent', 'Five stars of five, the highest.'],
  },
);

UserFeedback.implement({
  description:
    'What somebody answered when the client asked about the quality of the call. Clients ask only now and then, so most calls have none.',
  fields: (t) => ({
    rating: t.expose('rating', {
      type: UserFeedbackRating,
      description: 'The judgement chosen, in five steps. Null when Graph sent none.',
    }),
    text: t.exposeString('text', {
      description: 'Free words that the person typed, personal and unchecked. Null when nothing was written.',
    }),
    tokens: t.expose('tokens', {
      type: 'JSONObject',
      description:
        'Problems the person could tick, each `true` if ticked: for example `NoSound`, `Echo`, `Noisy`, `LowVolume`, `DistortedSound`. The names depend on the client and its version, so expect new ones. Null when none were offered.',
    }),
  }),
});
