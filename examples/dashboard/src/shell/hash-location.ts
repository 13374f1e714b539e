import { useSyncExternalStore } from 'react';

const CHANGE = 'hashchange';

function subscribe(listener: () => void): () => void {
  addEventListener(CHANGE, listener);
  return () => removeEventListener(CHANGE, listener);
}

const read = () => location.hash.replace(/^#?\/?/, '/').split('?');
const readPath = () => read()[0] ?? '/';
const readSearch = () => read()[1] ?? '';

/** Goes to a path of the app, which may have a query. */
export function navigate(to: string, { replace = false }: { readonly replace?: boolean } = {}): void {
  if (!replace) {
    location.hash = to;
    return;
  }
  history.replaceState(history.state, '', `#${to}`);
  dispatchEvent(new Event(CHANGE));
}

/**
 * Where the app is, for wouter: the whole of it stands in the fragment (`#/calls?verdict=POOR`), so that a link can be shared and
 * no server has to know. wouter's own hook puts the query before the `#`.
 */
export const useHashPath = Object.assign(
  (): [string, typeof navigate] => [useSyncExternalStore(subscribe, readPath), navigate],
  { hrefs: (href: string) => `#${href}` },
);

/** The query of it. */
export const useHashSearch = (): string => useSyncExternalStore(subscribe, readSearch);
