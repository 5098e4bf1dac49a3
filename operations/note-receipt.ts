// A provider says what became of an attempt.
import type { Instant } from '#contracts/primitives.ts';
import type { Database } from '#store/database.ts';
import { applyReceipt, type Receipt, type ReceiptTarget } from '#store/delivery-store.ts';
import { defineOperation } from './seam/define-operation.ts';

export interface ReceiptContext {
  database: Database;
  now: () => Date;
  openSlot(slotAt: Instant): Promise<unknown>;
}

/** Notes what a provider said of an attempt, and lets a message that has to go on do so; `known` is false when there is no such attempt (yet). */
export const noteReceipt = defineOperation({
  name: 'note-receipt',
  by: ['system'],
  refuses: {},
  run: async (
    { database, now, openSlot }: ReceiptContext,
    _actor,
    { target, receipt }: { target: ReceiptTarget; receipt: Receipt },
  ): Promise<{ ok: true; known: boolean }> => {
    const applied = await applyReceipt(database, target, receipt, now());
    if (applied === undefined) return { ok: true, known: false };
    if (applied.reopen !== null) await openSlot(applied.reopen);
    return { ok: true, known: true };
  },
});
