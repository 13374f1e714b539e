import { useEffect, useRef } from 'react';

interface MoreCallsProps {
  readonly count: number;
  readonly isReading: boolean;
  readonly onMore: () => void;
}

/**
 * The end of the list: asks for more when it comes into sight, or when the button is pressed. A page that brought no call, as
 * one of a filter can, waits for the button, so that nothing reads on by itself for ever.
 */
export function MoreCalls({ count, isReading, onMore }: MoreCallsProps) {
  const end = useRef<HTMLDivElement>(null);
  const read = useRef({ count: -1, isReading, onMore });
  useEffect(() => {
    read.current = { ...read.current, isReading, onMore };
  });
  useEffect(() => {
    const observer = new IntersectionObserver(
      ([entry]) => {
        const { count: lastCount, isReading: isBusy, onMore: more } = read.current;
        if (!entry?.isIntersecting || isBusy || lastCount === count) return;
        read.current = { ...read.current, count };
        more();
      },
      { rootMargin: '200px' },
    );
    if (end.current) observer.observe(end.current);
    return () => observer.disconnect();
    // Watched anew after each page, since the end may be in sight still.
  }, [count, isReading]);
  return (
    <div className="more" ref={end}>
      <button className="button" type="button" onClick={onMore} disabled={isReading}>
        {isReading ? 'Reading …' : 'Load more'}
      </button>
    </div>
  );
}
