import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ask, client } from './client.ts';
import { ProblemError } from './problem-error.ts';
import { useActionKey } from './use-action-key.ts';

interface Told<Answer> {
  onDone: (answer: Answer) => void;
  onProblem: (problem: ProblemError) => void;
}

/** Sends a reminder again that reached nobody; pressed again before the answer came, it is sent once. */
export function useResendReminder(id: string, told: Told<{ slotAt: string; added: number }>) {
  const once = useActionKey();
  return useUndelivered(
    () => once(id, (header) => ask(client.POST('/api/reminders/{id}/resend', { params: { path: { id }, header } }))),
    told,
  );
}

/** Lets the next message use an address again that had failed for good. */
export function useTryChannelAgain(id: string, channel: string, told: Told<{ cleared: number }>) {
  return useUndelivered(
    () => ask(client.POST('/api/contacts/{id}/try-again', { params: { path: { id } }, body: { channel } })),
    told,
  );
}

function useUndelivered<Answer>(send: () => Promise<Answer>, { onDone, onProblem }: Told<Answer>) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSuccess: onDone,
    onError: (thrown) => onProblem(ProblemError.from(thrown)),
    // Lists and pages all show what reached nobody.
    onSettled: () => cache.invalidateQueries(),
  });
}
