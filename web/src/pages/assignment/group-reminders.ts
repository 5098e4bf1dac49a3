import type { LedgerRow } from '../../api/types.ts';

/** What several people hear at one moment, for one reason, with one end. */
export interface ReminderGroup extends Pick<LedgerRow, 'id' | 'slotAt' | 'rungWords' | 'status' | 'reason'> {
  recipients: { id: string; name: string; agency: string; channel: string }[];
}

/** Rows that differ only in who hears them, as one; in the order in which they came. */
export function groupReminders(rows: readonly LedgerRow[]): ReminderGroup[] {
  const groups = new Map<string, ReminderGroup>();
  for (const { id, slotAt, rungWords, status, reason, recipientName, recipientAgency, channel } of rows) {
    const key = JSON.stringify([slotAt, rungWords, status, reason]);
    const group = groups.get(key) ?? { id, slotAt, rungWords, status, reason, recipients: [] };
    group.recipients.push({ id, name: recipientName, agency: recipientAgency, channel });
    groups.set(key, group);
  }
  return [...groups.values()];
}
