import type { LedgerStatus } from '#contracts/assignment.ts';

// What a message may be called while its reminder counts as sent.
const REACHED = new Set(['sent', 'delivered', 'read', 'covered']);

/**
 * How a reminder stands today, from its ledger row and its message: nothing that came back is called sent. The row is history and keeps how
 * the sending ended; a mail that came back or a receipt that came late changes only the message.
 */
export function reminderStanding(row: LedgerStatus, message: string | null): LedgerStatus {
  if (message === null || (row !== 'sent' && row !== 'refused')) return row;
  if (message === 'sending') return 'sending';
  return REACHED.has(message) ? 'sent' : 'refused';
}
