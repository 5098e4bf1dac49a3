import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ask, client } from './client.ts';
import type { NewWebhook } from './types.ts';
import { useActionKey } from './use-action-key.ts';

type Added = { id: string; url: string; secret: string };
type Seen = { id: string; etag: string };
type Rotated = { secret: string; oldSecretUntil: string };

/** Starts a subscription; `onDone` gets its secret. */
export function useAddWebhook(onDone: (added: Added) => void) {
  const once = useActionKey();
  return useChange(
    (body: NewWebhook) => once(body, (header) => ask(client.POST('/api/webhooks', { params: { header }, body }))),
    onDone,
  );
}

/** Changes it as it was seen: what another officer has changed meanwhile is not written over. */
export function useSwitchWebhook({ id, etag }: Seen) {
  return useChange((active: boolean) =>
    ask(client.PUT('/api/webhooks/{id}', { params: { path: { id }, header: { 'If-Match': etag } }, body: { active } })),
  );
}

/** Gives a subscription a new secret; `onDone` gets it. */
export function useRotateWebhook({ id, etag }: Seen, onDone: (rotated: Rotated) => void) {
  const once = useActionKey();
  return useChange(
    () =>
      once([id, etag], (key) =>
        ask(
          client.POST('/api/webhooks/{id}/rotate', { params: { path: { id }, header: { ...key, 'If-Match': etag } } }),
        ),
      ),
    onDone,
  );
}

export function useRemoveWebhook({ id, etag }: Seen, onDone: () => void) {
  return useChange(
    () => ask(client.DELETE('/api/webhooks/{id}', { params: { path: { id }, header: { 'If-Match': etag } } })),
    onDone,
  );
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
