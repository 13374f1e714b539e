import { useEffect, useRef, useState } from 'react';

const EVERY_MS = 8_000;

/** Says to who cannot see it how many calls have come: now and then, not for each of them. */
export function NewCalls({ count }: { readonly count: number }) {
  const latest = useRef(count);
  const [words, setWords] = useState('');
  useEffect(() => {
    latest.current = count;
  }, [count]);
  useEffect(() => {
    let told = latest.current;
    const timer = setInterval(() => {
      const fresh = latest.current - told;
      if (fresh > 0) setWords(fresh === 1 ? 'One new call' : `${fresh} new calls`);
      told = latest.current;
    }, EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  return (
    <p className="unseen" aria-live="polite">
      {words}
    </p>
  );
}
