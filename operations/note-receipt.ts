// A provider says what became of an attempt.
import type { Clock } from '#contracts/clock.ts';
import type { Instant } from '#contracts/primitives.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import { decide } from '#domain/delivery/decide.ts';
import type { DeliveryInput, MessageState, Receipt } from '#domain/delivery/state.ts';
import type { Database } from '#store/database.ts';
import { changeMessage, findAttempt, type ReceiptTarget } from '#store/delivery-store.ts';
import { defineOperation } from './seam/define-operation.ts';

export interface ReceiptContext {
  database: Database;
  now: Clock;
  openSlot(slotAt: Instant): Promise<unknown>;
}

/** What came in about an attempt, without the attempt's number. */
export type Said =
  | { type: 'receipt'; receipt: Receipt }
  | { type: 'status'; status: Extract<DeliveryInput, { type: 'status' }>['status'] };

/** Notes what a provider said of an attempt, and lets a message that has to go on do so; `known` is false when there is no such attempt (yet). */
export const noteReceipt = defineOperation({
  name: 'note-receipt',
  by: ['system'],
  refuses: {},
  run: async (
    { database, now, openSlot }: ReceiptContext,
    _actor,
    { target, said }: { target: ReceiptTarget; said: Said },
  ): Promise<{ ok: true; known: boolean }> => {
    const attempt = await findAttempt(database, target);
    if (attempt === null) return { ok: true, known: false };
    const { messageId, number, slotAt } = attempt;
    const at = now();
    const decideOn = (state: MessageState) => decide(state, { ...said, number }, instantOf(at));
    const effects = await changeMessage(database, messageId, decideOn, at);
    if (effects.some(({ type }) => type === 'open-slot')) await openSlot(slotAt);
    return { ok: true, known: true };
  },
});
