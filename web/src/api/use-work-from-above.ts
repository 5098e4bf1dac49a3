import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ask, client } from './client.ts';
import type { HandingOn, ReportUp } from './types.ts';
import { useActionKey } from './use-action-key.ts';

/** Gives work from above on to own agencies. */
export function useHandOn(id: string, onDone: () => void) {
  const once = useActionKey();
  return useChange(
    (body: HandingOn) =>
      once(body, (header) =>
        ask(client.POST('/api/work-from-above/{id}/hand-on', { params: { path: { id }, header }, body })),
      ),
    onDone,
  );
}

/** Sends the report on it to the office that gave it. */
export function useReportUp(id: string, onDone: () => void) {
  const once = useActionKey();
  return useChange(
    (body: ReportUp) =>
      once(body, (header) =>
        ask(client.POST('/api/work-from-above/{id}/report', { params: { path: { id }, header }, body })),
      ),
    onDone,
  );
}

function useChange<Body>(mutationFn: (body: Body) => Promise<unknown>, onDone: () => void) {
  const cache = useQueryClient();
  const changed = [['work-from-above'], ['assignments'], ['plans'], ['overview']];
  const onSettled = () => Promise.all(changed.map((queryKey) => cache.invalidateQueries({ queryKey })));
  return useMutation({ mutationFn, onSuccess: () => onDone(), onSettled });
}
