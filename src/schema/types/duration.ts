import { toIsoDuration } from '../../quality/duration.ts';
import { toDurationMs } from '../../quality/instant.ts';
import { builder } from '../builder.ts';
import { CallRecord, Segment, Session } from '../refs.ts';

interface Span {
  readonly startDateTime?: string | null;
  readonly endDateTime?: string | null;
}

const toMs = ({ startDateTime, endDateTime }: Span) => toDurationMs(startDateTime, endDateTime);
const READS_SPAN = { graph: { select: ['startDateTime', 'endDateTime'] } };
const whenNull = 'Null when an end of it is missing.';

for (const [ref, what] of [
  [CallRecord, 'From the first to join to the last to leave'],
  [Session, 'How long this leg lasted'],
  [Segment, 'How long this part of a leg lasted'],
] as const) {
  builder.objectFields(ref, (t) => ({
    duration: t.field({
      type: 'Duration',
      extensions: READS_SPAN,
      description: `${what}, as ISO 8601 text. ${whenNull}`,
      resolve: (span: Span) => {
        const ms = toMs(span);
        return ms === null ? null : toIsoDuration(ms);
      },
    }),
    durationSeconds: t.float({
      extensions: READS_SPAN,
      description: `${what}, in seconds with their fraction. ${whenNull}`,
      resolve: (span: Span) => {
        const ms = toMs(span);
        return ms === null ? null : ms / 1000;
      },
    }),
  }));
}
