import type { LedgerRow } from '../../api/types.ts';

/** What several people hear at one moment, for one reason, with one end. */
export interface ReminderGroup
  extends Pick<LedgerRow, 'id' | 'slotAt' | 'rungWords' | 'status' | 'reason' | 'foreseen'> {
  recipients: { id: string; name: string; agency: string; channel: string }[];
}

/** Rows that differ only in who hears them, as one; in the order in which they came. */
export function groupReminders(rows: readonly LedgerRow[]): ReminderGroup[] {
  const groups = new Map<string, ReminderGroup>();
  for (const row of rows) {
    const { id, slotAt, rungWords, status, reason, foreseen, recipientName, recipientAgency, channel } = row;
    const key = JSON.stringify([slotAt, rungWords, status, reason, foreseen === true]);
    const begun = { id, slotAt, rungWords, status, reason, ...(foreseen ? { foreseen } : {}), recipients: [] };
    const group: ReminderGroup = groups.get(key) ?? begun;
    group.recipients.push({ id, name: recipientName, agency: recipientAgency, channel });
    groups.set(key, group);
  }
  return [...groups.values()];
}
