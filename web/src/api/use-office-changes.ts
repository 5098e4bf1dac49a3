import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ask, client } from './client.ts';
import { queries } from './queries.ts';
import type { MemberOffice, NewOffice, WantedLetterhead } from './types.ts';
import { useActionKey } from './use-action-key.ts';

/** Takes in another office, and invites its first person. */
export function useAddOffice(onDone: (added: NewOffice) => void) {
  const heard = useHeard();
  const once = useActionKey();
  return useMutation({
    mutationFn: (body: NewOffice) =>
      once(body, (header) => ask(client.POST('/api/offices', { params: { header }, body }))),
    onSuccess: (_answer, body) => {
      onDone(body);
      return heard();
    },
  });
}

/** Lets the mails of an office come from an address of its own; null = from that of the installation again. */
export function useSetSenderAddress(onDone: () => void) {
  const heard = useHeard();
  return useMutation({
    mutationFn: ({ id, etag, address }: Pick<MemberOffice, 'id' | 'etag'> & { address: string | null }) =>
      ask(
        client.PUT('/api/offices/sender-address', {
          params: { header: { 'If-Match': etag } },
          body: { office: id, address },
        }),
      ),
    onSuccess: onDone,
    // A refusal usually means that somebody else was faster: show what is there now.
    onSettled: heard,
  });
}

/** Says how letters and reports are headed, as it was seen. */
export function useSetLetterhead(onDone: () => void) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ etag, ...body }: WantedLetterhead & { etag: string }) =>
      ask(client.PUT('/api/letterhead', { params: { header: { 'If-Match': etag } }, body })),
    onSuccess: (saved) => {
      cache.setQueryData(queries.letterhead().queryKey, saved);
      onDone();
      return cache.invalidateQueries({ queryKey: ['report'] });
    },
  });
}

function useHeard() {
  const cache = useQueryClient();
  return async () => {
    await cache.invalidateQueries({ queryKey: queries.offices().queryKey });
    await cache.invalidateQueries({ queryKey: queries.letterhead().queryKey });
  };
}
