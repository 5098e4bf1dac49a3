import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import { ask, client } from './client.ts';
import type { EditedLadder, EditedYear } from './types.ts';

/** What another year of the calendar would move; nothing is changed by asking. */
export function useTryCalendar() {
  return useMutation({
    mutationFn: (year: EditedYear) => ask(client.POST('/api/calendar/preview', { body: { year } })),
  });
}

/** A new edition with that year, made of the edition that was seen. */
export function useSaveCalendar(etag: string, onDone: () => void) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (year: EditedYear) =>
      ask(client.POST('/api/calendar', { params: { header: { 'If-Match': etag } }, body: { year } })),
    onSuccess: onDone,
    onSettled: () => refresh(cache, 'calendar'),
  });
}

/** What another ladder would change; `assignment`: for that one alone. */
export function useTryLadder() {
  return useMutation({
    mutationFn: ({ ladder, assignment }: { ladder: EditedLadder; assignment?: string | undefined }) =>
      ask(client.POST('/api/ladder/preview', { body: { ladder, ...(assignment ? { assignment } : {}) } })),
  });
}

/** A new version of the ladder, made of the version that was seen. */
export function useSaveLadder(etag: string, onDone: () => void) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (ladder: EditedLadder) =>
      ask(client.POST('/api/ladder', { params: { header: { 'If-Match': etag } }, body: { ladder } })),
    onSuccess: onDone,
    onSettled: () => refresh(cache, 'ladder'),
  });
}

/** A refusal usually means that somebody else was faster; drafts are read by the rules in force. */
function refresh(cache: QueryClient, what: string) {
  return Promise.all([[what], ['plan'], ['plans']].map((queryKey) => cache.invalidateQueries({ queryKey })));
}
