// The sentences that ask for something: who speaks to whom decides the tone (a lead is asked to act, a superior is informed and asked to direct).
import type { MessageInput } from '#contracts/message.ts';
import type { LocalDate } from '#contracts/primitives.ts';
import { formatDate } from '#domain/calendar/format-date.ts';
import { oneLine } from './one-line.ts';
import { quarterWords } from './phrases.ts';
import type { ItemReading } from './read-item.ts';

/** What the single mail says before the facts: the fact and the request, as one or two sentences. */
export function openingSentences(
  reading: ItemReading,
  input: Omit<MessageInput, 'items'>,
  slotDate: LocalDate,
): string {
  const context = { reading, office: oneLine(input.office), agency: oneLine(reading.item.agencyName), slotDate };
  // Returned the day before the date: the date speaks louder, and the reason must not be lost for it.
  const returned = reading.kind !== 'returned' && reading.item.note;
  return `${toReader(context)}${returned ? ` Báo cáo đã gửi chưa được chấp nhận${reasonWords(reading.item)}.` : ''}`;
}

function toReader(context: Context): string {
  if (context.reading.standing === 'doer') return toDoer(context);
  if (context.reading.standing === 'verifier') return toVerifier(context);
  return toOverseer(context);
}

type Context = { reading: ItemReading; office: string; agency: string; slotDate: LocalDate };

function toDoer({ reading, office, agency, slotDate }: Context): string {
  const { item } = reading;
  const late = item.daysLate > 0;
  // The head is asked to see to it, the clerk to do it.
  const ask = item.audience === 'lead-head' ? 'Đề nghị chỉ đạo' : 'Đề nghị';
  switch (reading.kind) {
    case 'assigned':
      return late
        ? `${office} giao ${agency} chủ trì thực hiện nhiệm vụ sau. Thời hạn ghi trong kế hoạch đã qua ${item.daysLate} ngày; đề nghị xác nhận đã nhận việc và báo cáo ngay kết quả đến nay.`
        : `${office} giao ${agency} chủ trì thực hiện nhiệm vụ sau. Đề nghị xác nhận đã nhận việc và tổ chức thực hiện bảo đảm thời hạn.`;
    case 'unacknowledged':
      return `Hệ thống chưa ghi nhận ${agency} tiếp nhận nhiệm vụ sau. ${ask} xác nhận đã nhận việc trong hôm nay.`;
    case 'before':
      return `Nhiệm vụ sau do ${agency} chủ trì ${timeLeft(reading)}. ${ask} tập trung thực hiện và báo cáo kết quả đúng hạn.`;
    case 'due':
      return `${dueToday(reading)}. ${ask} ${item.audience === 'lead-head' ? '' : `${agency} `}báo cáo kết quả trong hôm nay.`;
    case 'returned':
      return `Báo cáo kết quả nhiệm vụ sau của ${agency} chưa được chấp nhận${reasonWords(item)}. ${ask} bổ sung và báo cáo lại.`;
    case 'overdue':
      return `Nhiệm vụ sau do ${agency} chủ trì ${lateWords(reading)}. ${ask} báo cáo ngay kết quả; nếu chưa hoàn thành, nêu rõ nguyên nhân và thời gian hoàn thành.`;
    case 'progress':
      return `Đề nghị ${agency} cho biết tiến độ ${quarterWords(slotDate)} của nhiệm vụ sau.`;
    case 'awaiting-verification':
      return toVerifier({ reading, office, agency, slotDate });
  }
}

function toVerifier({ reading, agency }: Context): string {
  const reported = reading.item.status === 'reported';
  return reported
    ? `${agency} đã báo cáo kết quả nhiệm vụ sau và đang chờ xác nhận. Đề nghị xem xét, xác nhận hoặc trả lại kèm lý do.`
    : `Nhiệm vụ sau do ${agency} chủ trì. Đề nghị theo dõi và xác nhận khi có báo cáo.`;
}

function toOverseer({ reading, office, agency, slotDate }: Context): string {
  const request = OVERSEER_REQUESTS[reading.item.audience ?? ''] ?? 'Kính đề nghị đôn đốc thực hiện.';
  switch (reading.kind) {
    case 'overdue':
      return `${agency} ${lateWords(reading)} đối với nhiệm vụ sau và chưa báo cáo kết quả. ${request}`;
    case 'due':
      return `${dueToday(reading)}; ${agency} chưa báo cáo kết quả. ${request}`;
    case 'returned':
      return `Báo cáo của ${agency} về nhiệm vụ sau đã bị trả lại${reasonWords(reading.item)}. ${request}`;
    case 'unacknowledged':
      return `${agency} chưa xác nhận tiếp nhận nhiệm vụ sau. ${request}`;
    case 'before':
      return `Nhiệm vụ sau do ${agency} chủ trì ${timeLeft(reading)}. ${request}`;
    case 'assigned':
      return `${office} đã giao ${agency} chủ trì thực hiện nhiệm vụ sau. Kính báo để theo dõi.`;
    case 'progress':
      return `Nhiệm vụ thường xuyên sau do ${agency} chủ trì, đang được hỏi tiến độ ${quarterWords(slotDate)}. Kính báo để theo dõi.`;
    case 'awaiting-verification':
      return `${agency} đã báo cáo kết quả nhiệm vụ sau; báo cáo chờ đã lâu mà chưa được xác nhận hoặc trả lại. ${request}`;
  }
}

/** What is asked of somebody who is not the one to do the work, by role. */
export const OVERSEER_REQUESTS: Record<string, string> = {
  'field-lead': 'Đề nghị cơ quan chủ trì lĩnh vực đôn đốc thực hiện.',
  'standing-agency': 'Đề nghị cơ quan thường trực đôn đốc, nắm nguyên nhân và tổng hợp báo cáo.',
  'chairman-office': 'Kính đề nghị tham mưu Chủ tịch chỉ đạo.',
  chairman: 'Kính trình Chủ tịch xem xét, chỉ đạo.',
};

function reasonWords({ note }: ItemReading['item']): string {
  return note ? `, lý do: ${oneLine(note).replace(/[.;,]+$/, '')}` : '';
}

function timeLeft({ item, daysLeft, workingDaysLeft }: ItemReading): string {
  if (item.daysLate > 0) return `đã quá hạn ${item.daysLate} ngày`;
  if (item.due === null || daysLeft === null) return 'sắp đến hạn';
  const date = formatDate(item.due);
  if (workingDaysLeft !== null && workingDaysLeft > 0)
    return `còn ${workingDaysLeft} ngày làm việc là đến hạn (${date})`;
  if (daysLeft > 0) return `còn ${daysLeft} ngày là đến hạn (${date})`;
  return `đến hạn ngày ${date}`;
}

function lateWords({ item }: ItemReading): string {
  const date = item.due === null ? '' : ` (hạn ${formatDate(item.due)})`;
  return item.daysLate > 0 ? `đã quá hạn ${item.daysLate} ngày${date}` : `đã đến hạn${date}`;
}

// The due-day rung speaks on the last working day on or before the written date, so "today" is not always that date.
function dueToday({ item, daysLeft }: ItemReading): string {
  if (item.due === null || daysLeft === null) return 'Nhiệm vụ sau đến hạn';
  const date = formatDate(item.due);
  if (daysLeft === 0) return `Nhiệm vụ sau đến hạn hôm nay (${date})`;
  if (daysLeft > 0) return `Hôm nay là ngày làm việc cuối cùng trước hạn ${date} của nhiệm vụ sau`;
  return `Nhiệm vụ sau đã đến hạn ngày ${date}`;
}
