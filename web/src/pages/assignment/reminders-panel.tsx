import { App, Button } from 'antd';
import { useState } from 'react';
import type { LedgerRow } from '../../api/types.ts';
import { useSingleFlight } from '../../api/use-single-flight.ts';
import { useResendReminder } from '../../api/use-undelivered.ts';
import { useChannelWords, useMeta } from '../../app/use-meta.ts';
import { formatInstant } from '../../dates/format-instant.ts';
import { EmptyNotice } from '../../ui/empty-notice.tsx';
import { LedgerTag } from '../../ui/ledger-tag.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Tag } from '../../ui/tag.tsx';
import { capital } from '../../words/beginning.ts';
import { groupReminders, type ReminderGroup, spokenRest } from './group-reminders.ts';

// Somebody who looks wants to know what comes next; a ladder that repeats every week has dozens of lines.
const SHOWN = 4;

const FORESEEN = 'Tính theo bậc thang nhắc việc; được ghi vào sổ trước giờ gửi vài lượt.';

/** The reminder ledger of one assignment: what is still to go out, then what did or did not, and why. */
export function RemindersPanel({ reminders }: { reminders: LedgerRow[] }) {
  const coming = reminders.filter(isOpen).sort((a, b) => a.slotAt.localeCompare(b.slotAt));
  const past = reminders.filter((row) => !isOpen(row)).sort((a, b) => b.slotAt.localeCompare(a.slotAt));
  return (
    <Panel title="Nhắc việc" aside={`${coming.length} sắp gửi · ${past.length} đã qua`} flush>
      {reminders.length === 0 && <EmptyNotice>Việc này chưa có lịch nhắc.</EmptyNotice>}
      {coming.length > 0 && <h3 className="reminder-part">Sắp gửi</h3>}
      <ReminderList groups={groupReminders(coming)} />
      {past.length > 0 && <h3 className="reminder-part">Đã qua</h3>}
      <ReminderList groups={groupReminders(past)} past />
    </Panel>
  );
}

function ReminderList({ groups, past = false }: { groups: ReminderGroup[]; past?: boolean }) {
  const { zone } = useMeta();
  const channelWords = useChannelWords();
  const [whole, showWhole] = useState(false);
  const rest = whole ? [] : groups.slice(SHOWN);
  return (
    <>
      <ul className="reminder-list">
        {groups.slice(0, whole ? undefined : SHOWN).map((group) => (
          <li key={group.id}>
            <span className="number reminder-when">{formatInstant(group.slotAt, zone)}</span>
            <span className="reminder-what">
              <span className="reminder-rung">{capital(group.rungWords)}</span>
              {group.recipients.map(({ id, name, agency, channel }) => (
                <span className="muted" key={id}>
                  {name}, {agency} · {channelWords(channel)}
                  {group.status === 'refused' && <ResendButton id={id} name={name} />}
                </span>
              ))}
              {group.reason && <span className="reminder-reason">{group.reason}</span>}
            </span>
            {group.foreseen ? (
              <span title={FORESEEN}>
                <Tag tone="grey">theo bậc thang</Tag>
              </span>
            ) : (
              <LedgerTag status={group.status} />
            )}
          </li>
        ))}
      </ul>
      {rest.length > 0 && (
        <p className="reminder-rest muted">
          {spokenRest(rest)}, {past ? 'lần đầu' : 'lần cuối'} {formatInstant(rest.at(-1)?.slotAt ?? '', zone)}.
          <Button type="link" size="small" onClick={() => showWhole(true)}>
            Xem tất cả
          </Button>
        </p>
      )}
    </>
  );
}

function ResendButton({ id, name }: { id: string; name: string }) {
  const { message } = App.useApp();
  const { zone } = useMeta();
  const send = useResendReminder(id, {
    onDone: ({ slotAt, added }) =>
      void message.success(
        added === 1
          ? `Sẽ gửi lại cho ${name} lúc ${formatInstant(slotAt, zone)}.`
          : `Lời nhắc này đã được gửi lại, lượt ${formatInstant(slotAt, zone)}.`,
      ),
    onProblem: ({ title, detail }) => void message.error(`${title}. ${detail}`),
  });
  const resend = useSingleFlight(send);
  return (
    <Button
      size="small"
      className="reminder-resend"
      loading={send.isPending}
      aria-label={`Gửi lại cho ${name}`}
      onClick={() => resend(undefined)}
    >
      Gửi lại
    </Button>
  );
}

// What was put off has its end: the row that takes its place is the one to come.
function isOpen({ status }: LedgerRow): boolean {
  return status === 'planned' || status === 'staged' || status === 'sending';
}
