import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ask, client } from './client.ts';
import { queries } from './queries.ts';
import type { GivenRole, NewUser, User } from './types.ts';
import { useActionKey } from './use-action-key.ts';

/** Invites somebody by mail, with roles. */
export function useInvite(onDone: (email: string) => void) {
  const heard = useHeard();
  const once = useActionKey();
  return useMutation({
    mutationFn: (body: NewUser) =>
      once(body, (header) => ask(client.POST('/api/accounts', { params: { header }, body }))),
    onSuccess: (_answer, { email }) => {
      onDone(email);
      return heard();
    },
  });
}

/** Somebody as the page showed them: what another administrator has changed meanwhile is not written over. */
type Seen = Pick<User, 'id' | 'etag'>;

const asSeen = ({ id, etag }: Seen) => ({ path: { id }, header: { 'If-Match': etag } });

/** Gives somebody roles, or takes them. */
export function useChangeRoles(onDone?: () => void) {
  const heard = useHeard();
  return useMutation({
    mutationFn: ({
      give = [],
      take = [],
      ...user
    }: Seen & { give?: GivenRole[]; take?: Pick<GivenRole, 'role' | 'agencyId'>[] }) =>
      ask(client.POST('/api/accounts/{id}/roles', { params: asSeen(user), body: { give, take } })),
    onSuccess: () => onDone?.(),
    // A refusal usually means that somebody else was faster: show what is there now.
    onSettled: heard,
  });
}

/** Sends the invitation once more. */
export function useInviteAgain(onDone: () => void) {
  return useMutation({
    mutationFn: (id: string) => ask(client.POST('/api/accounts/{id}/invitation', { params: { path: { id } } })),
    onSuccess: onDone,
  });
}

/** Takes the second factor from somebody who has lost it. */
export function useDropFactor(onSuccess: () => void) {
  const heard = useHeard();
  return useMutation({
    mutationFn: ({ id, how }: { id: string; how: string }) =>
      ask(client.POST('/api/accounts/{id}/drop-factor', { params: { path: { id } }, body: { how } })),
    onSuccess,
    onSettled: heard,
  });
}

/** Switches an account off or on. */
export function useSwitchUser() {
  const heard = useHeard();
  return useMutation({
    mutationFn: ({ active, ...user }: Seen & { active: boolean }) =>
      ask(client.PUT('/api/accounts/{id}/active', { params: asSeen(user), body: { active } })),
    onSettled: heard,
  });
}

function useHeard() {
  const cache = useQueryClient();
  return () => cache.invalidateQueries({ queryKey: queries.users().queryKey });
}
