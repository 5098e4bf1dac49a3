import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ask, client } from './client.ts';
import { queries } from './queries.ts';
import type { RosterEdit } from './types.ts';

/** What a change would do to open work; nothing is changed by asking. */
export function useTryRoster() {
  return useMutation({
    mutationFn: (edits: RosterEdit[]) => ask(client.POST('/api/roster/preview', { body: { edits } })),
  });
}

/** Changes the roster as it was seen: what another officer has changed meanwhile is not written over. */
export function useSaveRoster(etag: string, onDone: () => void) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ edits, orphans }: { edits: RosterEdit[]; orphans: boolean }) =>
      ask(client.POST('/api/roster', { params: { header: { 'If-Match': etag } }, body: { edits, orphans } })),
    onSuccess: ({ impact: _, ...view }) => {
      cache.setQueryData(queries.roster().queryKey, view);
      onDone();
    },
    // Names, leads and what needs a person follow the roster; a refusal usually means that somebody else was faster.
    onSettled: () =>
      Promise.all(
        [['roster'], ['meta'], ['overview'], ['assignments'], ['plan']].map((queryKey) =>
          cache.invalidateQueries({ queryKey }),
        ),
      ),
  });
}
