// How a reminder enters the ledger.
import type { PlannedReminder } from './planned-reminder.ts';

/** The new row of a reminder; without a channel it is refused at once, so that a person sees it. */
export function ledgerRow(
  { step, rung, turn, role: audience, contactId, channel, slotAt }: PlannedReminder,
  status: 'planned' | 'staged' = 'planned',
) {
  const base = { step, rung, turn, audience, contactId, slotAt };
  if (channel !== null) return { ...base, channel, status, reason: null };
  const reason = 'người nhận không có địa chỉ trên kênh nào';
  return { ...base, channel: 'none', status: 'refused' as const, reason };
}
