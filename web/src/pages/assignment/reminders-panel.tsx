import type { LedgerRow } from '../../api/types.ts';
import { useChannelWords, useMeta } from '../../app/use-meta.ts';
import { formatInstant } from '../../dates/format-instant.ts';
import { EmptyNotice } from '../../ui/empty-notice.tsx';
import { LedgerTag } from '../../ui/ledger-tag.tsx';
import { Panel } from '../../ui/panel.tsx';

/** The reminder ledger of one assignment: what is still to go out, then what did or did not, and why. */
export function RemindersPanel({ reminders }: { reminders: LedgerRow[] }) {
  const coming = reminders.filter(isOpen).sort((a, b) => a.slotAt.localeCompare(b.slotAt));
  const past = reminders.filter((row) => !isOpen(row)).sort((a, b) => b.slotAt.localeCompare(a.slotAt));
  return (
    <Panel title="Nhắc việc" aside={`${coming.length} sắp gửi · ${past.length} đã qua`} flush>
      {reminders.length === 0 && <EmptyNotice>Việc này chưa có lịch nhắc.</EmptyNotice>}
      {coming.length > 0 && <h3 className="reminder-part">Sắp gửi</h3>}
      <ReminderList rows={coming} />
      {past.length > 0 && <h3 className="reminder-part">Đã qua</h3>}
      <ReminderList rows={past} />
    </Panel>
  );
}

function ReminderList({ rows }: { rows: LedgerRow[] }) {
  const { zone } = useMeta();
  const channelWords = useChannelWords();
  return (
    <ul className="reminder-list">
      {rows.map((row) => (
        <li key={row.id}>
          <span className="number reminder-when">{formatInstant(row.slotAt, zone)}</span>
          <span className="reminder-what">
            <span className="reminder-rung">{row.rungWords}</span>
            <span className="muted">
              {row.recipientName}, {row.recipientAgency} · {channelWords(row.channel)}
            </span>
            {row.reason && <span className="reminder-reason">{row.reason}</span>}
          </span>
          <LedgerTag status={row.status} />
        </li>
      ))}
    </ul>
  );
}

function isOpen({ status }: LedgerRow): boolean {
  return status === 'planned' || status === 'staged' || status === 'sending' || status === 'deferred';
}
