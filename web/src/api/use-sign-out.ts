import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { ask, client } from './client.ts';
import { forgetMeta } from './remembered-meta.ts';

/** Ends the session, and forgets everything that was shown in it. */
export function useSignOut() {
  const cache = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: () => ask(client.POST('/api/auth/sign-out')),
    onSuccess: async () => {
      await navigate('/dang-nhap', { replace: true });
      forgetMeta();
      cache.clear();
    },
  });
}
