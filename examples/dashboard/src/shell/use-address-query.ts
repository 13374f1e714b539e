import { useMemo } from 'react';
import { useLocation, useSearch } from 'wouter';

/** What the address says behind its `?`, and a way to change it in place. Values that are empty are left out of it. */
export function useAddressQuery(): [URLSearchParams, (changes: Readonly<Record<string, string>>) => void] {
  const [path, go] = useLocation();
  const search = useSearch();
  const query = useMemo(() => new URLSearchParams(search), [search]);
  const change = (changes: Readonly<Record<string, string>>) => {
    const next = new URLSearchParams(search);
    for (const [name, value] of Object.entries(changes)) {
      if (value) next.set(name, value);
      else next.delete(name);
    }
    go(next.size ? `${path}?${next}` : path, { replace: true });
  };
  return [query, change];
}
