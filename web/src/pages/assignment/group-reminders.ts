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

const DAY_MS = 86_400_000;
// A day off moves a slot, and that is no other rhythm.
const MOVED_DAYS = 4;

/** How many more there are, in which rhythm, and to how many people: "36 lần nữa, khoảng 7 ngày một lần, tối đa 3 người nhận". */
export function spokenRest(groups: readonly ReminderGroup[]): string {
  const days = groups
    .map(({ slotAt }) => Date.parse(slotAt) / DAY_MS)
    .sort((a, b) => a - b)
    .flatMap((at, index, all) => (index === 0 ? [] : [Math.round(at - (all[index - 1] as number))]))
    .sort((a, b) => a - b);
  const usual = days[Math.floor(days.length / 2)] ?? 0;
  const isRhythm = days.length >= 2 && usual >= 1 && days.every((gap) => Math.abs(gap - usual) <= MOVED_DAYS);
  const people = groups.map(({ recipients }) => recipients.length);
  const most = Math.max(...people);
  return [
    `${groups.length} lần nữa`,
    ...(isRhythm ? [usual === 1 ? 'mỗi ngày một lần' : `khoảng ${usual} ngày một lần`] : []),
    people.every((count) => count === most) ? `${most} người nhận` : `tối đa ${most} người nhận`,
  ].join(', ');
}
