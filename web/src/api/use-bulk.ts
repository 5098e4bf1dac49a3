import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { ask, client } from './client.ts';
import { ProblemError } from './problem-error.ts';
import type { AssignmentCommand, AssignmentRow } from './types.ts';
import type { ActionHeader } from './use-action-key.ts';
import { useActionKeys } from './use-action-keys.ts';

/** What can be done to many pieces of work at once. */
export type BulkAction = Extract<AssignmentCommand, { command: 'verify' | 'return' }> | { command: 'resend' };

export interface BulkOutcome {
  row: AssignmentRow;
  /** Null = done. */
  problem: ProblemError | null;
}

export interface BulkRun {
  action: BulkAction;
  total: number;
  outcomes: BulkOutcome[];
  running: boolean;
}

// Enough to be quick, few enough that everybody else's requests get through.
const AT_ONCE = 3;

/** Does one thing to each row by itself; each has its own answer, and what failed can be tried again. */
export function useBulk() {
  const cache = useQueryClient();
  const once = useActionKeys();
  const [run, setRun] = useState<BulkRun | null>(null);
  const start = useCallback(
    async (action: BulkAction, rows: readonly AssignmentRow[], before: BulkOutcome[] = []) => {
      setRun({ action, total: before.length + rows.length, outcomes: before, running: true });
      const waiting = [...rows];
      const take = async (): Promise<void> => {
        const row = waiting.shift();
        if (row === undefined) return;
        const problem = await doTo(row, action, once).then(
          () => null,
          (thrown: unknown) => ProblemError.from(thrown),
        );
        setRun((now) => now && { ...now, outcomes: [...now.outcomes, { row, problem }] });
        await take();
      };
      await Promise.all(Array.from({ length: AT_ONCE }, take));
      setRun((now) => now && { ...now, running: false });
      await cache.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' });
    },
    [cache, once],
  );
  const again = useCallback(
    (ended: BulkRun) =>
      start(
        ended.action,
        ended.outcomes.filter(({ problem }) => problem !== null).map(({ row }) => row),
        ended.outcomes.filter(({ problem }) => problem === null),
      ),
    [start],
  );
  return { run, start, again, clear: useCallback(() => setRun(null), []) };
}

type Once = <T>(content: unknown, send: (header: ActionHeader) => Promise<T>) => Promise<T>;

async function doTo({ id }: AssignmentRow, action: BulkAction, once: Once): Promise<void> {
  if (action.command === 'resend') return resendAll(id, once);
  await once([id, action], (header) =>
    ask(client.POST('/api/assignments/{id}/commands', { params: { path: { id }, header }, body: action })),
  );
}

/** Every reminder of the work that reached nobody, once; one that is on its way again already is left alone by the server. */
async function resendAll(id: string, once: Once): Promise<void> {
  const { reminders } = await ask(client.GET('/api/assignments/{id}', { params: { path: { id } } }));
  const refused = reminders.filter(({ status }) => status === 'refused');
  if (refused.length === 0)
    throw new ProblemError({
      status: 409,
      title: 'Không có gì để gửi lại',
      detail: 'Mọi lời nhắc của việc này đều đã tới hoặc đang chờ giờ gửi.',
    });
  for (const { id: reminder } of refused)
    await once(['resend', reminder], (header) =>
      ask(client.POST('/api/reminders/{id}/resend', { params: { path: { id: reminder }, header } })),
    );
}
