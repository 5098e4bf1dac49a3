import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ask, client } from './client.ts';
import { makePasskey, showPasskey } from './passkeys.ts';
import { queries } from './queries.ts';

/** Signs in by a passkey, whoever's it is. */
export function useSignInWithPasskey(onDone: () => void) {
  return useMutation({
    mutationFn: async (remember: boolean) =>
      ask(client.POST('/api/auth/passkey', { body: { response: await showPasskey(), remember } })),
    onSuccess: onDone,
  });
}

/** Shows by a passkey again who is signed in. */
export function useProveWithPasskey(onDone: () => void) {
  return useMutation({
    mutationFn: async () => ask(client.POST('/api/auth/prove/passkey', { body: { response: await showPasskey() } })),
    onSuccess: onDone,
  });
}

/** Adds one under a name. */
export function useAddPasskey(onDone: () => void) {
  const heard = useHeard();
  return useMutation({
    mutationFn: async (name: string) =>
      ask(client.POST('/api/passkeys', { body: { name, response: await makePasskey() } })),
    onSuccess: () => {
      onDone();
      return heard();
    },
  });
}

export function useRemovePasskey() {
  const heard = useHeard();
  return useMutation({
    mutationFn: (id: string) => ask(client.DELETE('/api/passkeys/{id}', { params: { path: { id } } })),
    onSuccess: heard,
  });
}

function useHeard() {
  const cache = useQueryClient();
  return () =>
    Promise.all([queries.passkeys(), queries.me()].map(({ queryKey }) => cache.invalidateQueries({ queryKey })));
}
