import type { Slot } from '#contracts/primitives.ts';
import type { Database } from '#store/database.ts';
import { applyReceipt, type Receipt, type ReceiptTarget } from '#store/delivery-store.ts';

export interface ReceiptContext {
  database: Database;
  now: () => Date;
  openSlot(slotAt: Slot): Promise<unknown>;
}

/** Notes what a provider said of an attempt, and lets a message that has to go on do so; false when there is no such attempt (yet). */
export async function noteReceipt(
  { database, now, openSlot }: ReceiptContext,
  target: ReceiptTarget,
  receipt: Receipt,
): Promise<boolean> {
  const applied = await applyReceipt(database, target, receipt, now());
  if (applied === undefined) return false;
  if (applied.reopen !== null) await openSlot(applied.reopen);
  return true;
}
