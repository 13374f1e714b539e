import { useEffect, useRef } from 'react';
import { useLocation } from 'wouter';

/** Says to who cannot see it that another view has come: its heading gets the focus, as a page's would. */
export function useViewFocus(): void {
  const [path] = useLocation();
  const last = useRef(path);
  useEffect(() => {
    if (last.current === path) return;
    last.current = path;
    document.getElementById('main')?.focus({ preventScroll: true });
    scrollTo(0, 0);
  }, [path]);
}
