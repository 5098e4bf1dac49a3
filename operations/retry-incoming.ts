// Mails and Zalo events that could not be worked on are tried again.
import { reviveIncoming } from '#store/incoming-store.ts';
import type { OperationContext } from './seam/context.ts';
import { defineOperation } from './seam/define-operation.ts';

/** Tries dead events again, those with these ids or all; answers how many. */
export const retryIncoming = defineOperation({
  name: 'retry-incoming',
  by: ['administrator'],
  refuses: {},
  run: async (
    { database, now }: OperationContext,
    _actor,
    { ids }: { ids: readonly string[] | 'all' },
  ): Promise<{ ok: true; retried: number }> => ({ ok: true, retried: await reviveIncoming(database, ids, now()) }),
});
