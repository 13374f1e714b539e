import { toClock, toDay } from '../words/time.ts';

interface MomentProps {
  readonly at: string | null | undefined;
  /** Whether the day is told as well. */
  readonly hasDay?: boolean;
}

/** An instant in the reader's own time zone. */
export const Moment = ({ at, hasDay = true }: MomentProps) =>
  at ? (
    <time dateTime={at} title={at}>
      {hasDay && <span className="day">{toDay(at)} </span>}
      {toClock(at)}
    </time>
  ) : (
    <span className="none">–</span>
  );
