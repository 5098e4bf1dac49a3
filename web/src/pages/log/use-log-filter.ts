import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router';
import type { LogQuery } from '../../api/types.ts';

const words = ['from', 'to', 'type', 'actor', 'agency', 'plan', 'assignment', 'q'] as const;
export type LogFilter = Pick<LogQuery, (typeof words)[number]>;

/** The filter as the address has it, and how to change it. */
export function useLogFilter() {
  const [params, setParams] = useSearchParams();
  const filter = useMemo(() => readFilter(params), [params]);
  const change = useCallback(
    (changes: LogFilter) =>
      setParams(
        (before) => {
          const after = { ...readFilter(before), ...changes };
          return new URLSearchParams(words.flatMap((word) => (after[word] ? [[word, after[word]]] : [])));
        },
        { replace: true, preventScrollReset: true },
      ),
    [setParams],
  );
  return { filter, change, clear: useCallback(() => setParams({}, { replace: true }), [setParams]) };
}

export function isLogFiltered(filter: LogFilter): boolean {
  return words.some((word) => filter[word] !== undefined);
}

function readFilter(params: URLSearchParams): LogFilter {
  return Object.fromEntries(words.flatMap((word) => (params.get(word) ? [[word, params.get(word)]] : [])));
}
