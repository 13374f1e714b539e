import { useRef } from 'react';

/** The data of a query, or what there was of the same (`key`) before something broke: what is shown is not taken away. */
export function useLastData<T>(data: T | undefined, key: string): T | undefined {
  const last = useRef<{ readonly key: string; readonly data: T }>(undefined);
  if (data !== undefined) last.current = { key, data };
  return data ?? (last.current?.key === key ? last.current.data : undefined);
}
