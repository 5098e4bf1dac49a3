// The reminders of the made-up office, up to its day.
import type { AssignmentRow, LedgerRow } from '#contracts/assignment.ts';
import { addDays, localDateOf } from '#domain/calendar/local-date.ts';
import { at, slot } from '../support/moments.ts';

/** The day on which the pages look at it. */
export const TODAY = localDateOf('2026-11-20');

export function remindersOf(assignment: AssignmentRow, isRefused: boolean): LedgerRow[] {
  const { due, agencyName, status } = assignment;
  if (!due) return [];
  const closed = status === 'verified' || status === 'reported' || status === 'withdrawn';
  const rungs: [string, string, string][] = [
    ['assigned', 'Giao việc', '2026-01-05'],
    ['before-15', 'Nhắc trước hạn 15 ngày làm việc', addDays(due, -21)],
    ['before-7', 'Nhắc trước hạn 7 ngày làm việc', addDays(due, -9)],
    ['before-1', 'Nhắc trước hạn 1 ngày làm việc', addDays(due, -1)],
    ['overdue-1', 'Quá hạn 1 ngày làm việc', addDays(due, 1)],
    ['overdue-2', 'Quá hạn 3 ngày làm việc', addDays(due, 5)],
  ];
  return rungs.map(([rung, rungWords, day], index) => {
    const sent = day < TODAY && !(closed && index > 2);
    return {
      id: `l-${assignment.id}-${rung}`,
      rung,
      rungWords,
      recipientName: index < 4 ? 'Trần Văn Minh' : 'Nguyễn Thị Hạnh',
      recipientAgency: index < 4 ? agencyName : 'Phòng Nội vụ',
      channel: 'email',
      slotAt: slot(`${day}T01:00:00Z`),
      status: sent ? (isRefused ? 'refused' : 'sent') : closed ? 'superseded' : 'planned',
      reason: reasonOf({ sent, isRefused, closed }),
      subject: `[${rungWords}] ${assignment.title}`,
      endedAt: sent ? at(`${day}T01:00:04Z`) : null,
    };
  });
}

function reasonOf({ sent, isRefused, closed }: Record<'sent' | 'isRefused' | 'closed', boolean>): string | null {
  if (sent) return isRefused ? 'email: 550 5.1.1 User unknown' : null;
  return closed ? 'Đã có báo cáo kết quả, không cần nhắc nữa.' : null;
}
