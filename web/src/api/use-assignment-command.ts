import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ask, client } from './client.ts';
import type { AssignmentCommand } from './types.ts';
import { useActionKey } from './use-action-key.ts';

// The row is there when the command is answered; reminders that it makes needless are closed a moment later.
const AFTERMATH_MS = 2500;

/**
 * Gives a command to one assignment and refreshes everything that shows it. `onDone` is told before that: what was pressed may be gone from the
 * page when it has been refreshed.
 */
export function useAssignmentCommand(id: string, onDone: () => void) {
  const cache = useQueryClient();
  const once = useActionKey();
  const refresh = () =>
    Promise.all(
      [['assignment', id], ['assignments'], ['own-work'], ['overview'], ['report']].map((queryKey) =>
        cache.invalidateQueries({ queryKey }),
      ),
    );
  return useMutation({
    mutationFn: (body: AssignmentCommand) =>
      once([id, body], (header) =>
        ask(client.POST('/api/assignments/{id}/commands', { params: { path: { id }, header }, body })),
      ),
    onSuccess: () => {
      onDone();
      setTimeout(refresh, AFTERMATH_MS);
      return refresh();
    },
    // A refusal usually means that somebody else was faster: show what is there now.
    onError: () => void refresh(),
  });
}
