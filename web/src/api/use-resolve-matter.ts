import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ask, client } from './client.ts';
import { ProblemError } from './problem-error.ts';

/** Takes a matter off the officer's list; is told how it went before the list is asked again, which no longer has the matter. */
export function useResolveMatter(told: {
  onDone: (wasOpen: boolean) => void;
  onProblem: (problem: ProblemError) => void;
}) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ id, etag }: { id: string; etag?: string | undefined }) =>
      ask(
        client.POST('/api/attention/resolve', {
          params: { header: etag === undefined ? {} : { 'If-Match': etag } },
          body: { id },
        }),
      ),
    onSuccess: ({ resolved }) => told.onDone(resolved === 1),
    onError: (thrown) => told.onProblem(ProblemError.from(thrown)),
    onSettled: () => cache.invalidateQueries({ queryKey: ['overview'] }),
  });
}

/** Puts a matter back that was ticked off by a slip. */
export function useReopenMatter(told: { onDone: () => void; onProblem: (problem: ProblemError) => void }) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => ask(client.POST('/api/attention/reopen', { body: { id } })),
    onSuccess: told.onDone,
    onError: (thrown) => told.onProblem(ProblemError.from(thrown)),
    onSettled: () => cache.invalidateQueries({ queryKey: ['overview'] }),
  });
}
