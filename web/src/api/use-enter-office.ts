import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { ask, client } from './client.ts';
import { forgetMeta } from './remembered-meta.ts';

/** Goes over to another office, and forgets everything that was shown of the one before. */
export function useEnterOffice() {
  const cache = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (office: number) => ask(client.PUT('/api/me/office', { body: { office } })),
    onSuccess: async () => {
      await navigate('/', { replace: true });
      forgetMeta();
      // What a page shows now is asked for anew; the rest is gone.
      await cache.resetQueries();
    },
  });
}
