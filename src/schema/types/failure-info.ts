import { graphEnum } from '../enum.ts';
import { FailureInfo } from '../refs.ts';

const FailureStage = graphEnum('FailureStage', 'When in the call a failure happened.', {
  UNKNOWN: ['unknown', 'The stage was not reported.'],
  CALL_SETUP: ['callSetup', 'Before the call was established.'],
  MIDCALL: ['midcall', 'After the call was established.'],
});

FailureInfo.implement({
  description:
    'Why a session or segment failed. Expected endings count too: hanging up inside an auto attendant is reported as a call setup failure.',
  fields: (t) => ({
    stage: t.expose('stage', {
      type: FailureStage,
      description: 'When in the call the failure happened. Null when Graph did not say.',
    }),
    reason: t.exposeString('reason', {
      description: 'Reason in words, as the client or service classified it. Often null even for real failures.',
    }),
  }),
});
