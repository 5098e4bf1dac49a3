import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router';
import type { AssignmentQuery } from '../../api/types.ts';

const DEFAULT_PAGE_SIZE = 20;
const words = ['plan', 'agency', 'field', 'status', 'dueState', 'q', 'sort'] as const;

export type AssignmentFilter = AssignmentQuery & { page: number; pageSize: number };

/** The filter as the address has it, and how to change it; any change but of the page starts at page one again. */
export function useAssignmentFilter() {
  const [params, setParams] = useSearchParams();
  const filter = useMemo(() => readFilter(params), [params]);
  const change = useCallback(
    (changes: Partial<AssignmentFilter>) =>
      setParams((before) => writeFilter({ ...readFilter(before), page: 1, ...changes }), {
        // Typing and choosing are steps of one search: Back leaves the list instead of walking through them.
        replace: changes.page === undefined,
        preventScrollReset: true,
      }),
    [setParams],
  );
  const clear = useCallback(() => setParams({}, { replace: true }), [setParams]);
  return { filter, change, clear };
}

/** True when the list shows less than everything. */
export function isFiltered(filter: AssignmentFilter): boolean {
  return words.some((word) => word !== 'sort' && filter[word] !== undefined);
}

function readFilter(params: URLSearchParams): AssignmentFilter {
  // What an address says is passed on as it is: the server refuses what it does not know and says so.
  const given = Object.fromEntries(words.flatMap((word) => (params.get(word) ? [[word, params.get(word)]] : [])));
  return {
    ...given,
    page: positive(params.get('page')) ?? 1,
    pageSize: positive(params.get('pageSize')) ?? DEFAULT_PAGE_SIZE,
  };
}

function writeFilter(filter: AssignmentFilter): URLSearchParams {
  const params = new URLSearchParams();
  for (const word of words) if (filter[word]) params.set(word, filter[word]);
  if (filter.page > 1) params.set('page', String(filter.page));
  if (filter.pageSize !== DEFAULT_PAGE_SIZE) params.set('pageSize', String(filter.pageSize));
  return params;
}

function positive(text: string | null): number | undefined {
  const number = Number(text);
  return Number.isInteger(number) && number > 0 ? number : undefined;
}
