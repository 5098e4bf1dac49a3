import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ask, client } from './client.ts';
import type { NewWebhook } from './types.ts';

type Added = { id: string; url: string; secret: string };
type Rotated = { secret: string; oldSecretUntil: string };

/** Starts a subscription; `onDone` gets its secret. */
export function useAddWebhook(onDone: (added: Added) => void) {
  return useChange((body: NewWebhook) => ask(client.POST('/api/webhooks', { body })), onDone);
}

export function useSwitchWebhook(id: string) {
  return useChange((active: boolean) =>
    ask(client.PUT('/api/webhooks/{id}', { params: { path: { id } }, body: { active } })),
  );
}

/** Gives a subscription a new secret; `onDone` gets it. */
export function useRotateWebhook(id: string, onDone: (rotated: Rotated) => void) {
  return useChange(() => ask(client.POST('/api/webhooks/{id}/rotate', { params: { path: { id } } })), onDone);
}

export function useRemoveWebhook(id: string, onDone: () => void) {
  return useChange(() => ask(client.DELETE('/api/webhooks/{id}', { params: { path: { id } } })), onDone);
}

/** Sends one dead letter again by its id, or all of them; `onDone` gets how many. */
export function useResendWebhook(id: string, onDone: (sent: { resent: number }) => void) {
  return useChange(
    (delivery: string | null) =>
      ask(
        client.POST('/api/webhooks/{id}/resend', {
          params: { path: { id } },
          body: delivery === null ? {} : { delivery },
        }),
      ),
    onDone,
  );
}

/** `onDone` runs before the lists are asked again: what it belongs to may be gone from them. */
function useChange<T, V = void>(mutationFn: (variables: V) => Promise<T>, onDone?: (answer: T) => void) {
  const cache = useQueryClient();
  // A refusal usually means that somebody else was faster: show what is there now.
  const onSettled = () =>
    Promise.all([['webhooks'], ['overview']].map((queryKey) => cache.invalidateQueries({ queryKey })));
  return useMutation({ mutationFn, onSuccess: (answer: T) => onDone?.(answer), onSettled });
}
