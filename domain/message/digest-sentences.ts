// The first sentences of a digest: what it is about and what is asked, before the rows.
import type { LocalDate } from '#contracts/primitives.ts';
import { formatDate } from '#domain/calendar/format-date.ts';
import { WORDS } from '#domain/words/catalogue.ts';
import { oneLine } from './one-line.ts';
import { listWords, planWords, quarterWords } from './phrases.ts';
import { type BareItem, type ItemKind, type ItemReading, KINDS_BY_URGENCY } from './read-item.ts';
import { OVERSEER_REQUESTS } from './sentences.ts';

/** What a digest says before its rows. */
export function digestSentences(
  readings: readonly ItemReading<BareItem>[],
  office: string,
  slotDate: LocalDate,
): string {
  const standings = new Set(readings.map(({ standing }) => standing));
  const agencies = [...new Set(readings.map(({ item }) => oneLine(item.agencyName)))];
  const kinds = new Set(readings.map(({ kind }) => kind));
  const [kind] = kinds;
  if (standings.size === 1 && standings.has('doer')) {
    const who = agencies.length > AGENCIES_MAX ? `${agencies.length} cơ quan` : listWords(agencies);
    return kinds.size === 1 && kind
      ? ofOneKind(kind, readings, who, oneLine(office), slotDate)
      : `Đến ngày ${formatDate(slotDate)}, ${who} có ${countWords(readings)}. Đề nghị xử lý theo thứ tự dưới đây.`;
  }
  const day = `Đến ngày ${formatDate(slotDate)}`;
  if (standings.has('doer')) {
    return `${day} có ${countWords(readings)}, của đơn vị và của cơ quan khác. Đề nghị xử lý, đôn đốc theo thứ tự dưới đây.`;
  }
  const whose = agencies.length === 1 ? agencies[0] : `${agencies.length} cơ quan`;
  return `${day}, ${whose} có ${countWords(readings)}. ${requestToOthers(readings)}`;
}

// A sentence that lists more is read by nobody.
const AGENCIES_MAX = 5;

function ofOneKind(
  kind: ItemKind,
  readings: readonly ItemReading[],
  who: string,
  office: string,
  slotDate: LocalDate,
): string {
  const count = readings.length;
  switch (kind) {
    case 'assigned': {
      const plans = new Set(readings.map(({ item }) => planWords(item, office)));
      const [plan = ''] = plans;
      const basis = plans.size === 1 && plan !== '' ? ` theo ${plan}` : '';
      return `${office} giao ${who} chủ trì thực hiện ${count} nhiệm vụ dưới đây${basis}. Đề nghị xác nhận đã nhận việc và tổ chức thực hiện bảo đảm thời hạn.`;
    }
    case 'returned':
      return `${count} báo cáo dưới đây của ${who} chưa được chấp nhận. Đề nghị bổ sung và báo cáo lại.`;
    case 'unacknowledged':
      return `Hệ thống chưa ghi nhận ${who} tiếp nhận ${count} nhiệm vụ dưới đây. Đề nghị xác nhận đã nhận việc trong hôm nay.`;
    case 'before':
      return `${who} có ${count} nhiệm vụ sắp đến hạn. Đề nghị tập trung thực hiện và báo cáo kết quả đúng hạn.`;
    case 'due':
      return `${who} có ${count} nhiệm vụ đến hạn. Đề nghị báo cáo kết quả trong hôm nay.`;
    case 'overdue': {
      const longest = Math.max(...readings.map(({ item }) => item.daysLate));
      return `${who} có ${count} nhiệm vụ quá hạn, lâu nhất ${longest} ngày. Đề nghị báo cáo ngay kết quả; nhiệm vụ chưa hoàn thành, nêu rõ nguyên nhân và thời gian hoàn thành.`;
    }
    case 'progress':
      return `Đề nghị ${who} cho biết tiến độ ${quarterWords(slotDate)} của ${count} nhiệm vụ dưới đây.`;
    case 'awaiting-verification':
      return `${count} báo cáo dưới đây đang chờ xác nhận.`;
  }
}

function requestToOthers(readings: readonly ItemReading[]): string {
  if (readings.every(({ standing }) => standing === 'verifier'))
    return 'Đề nghị xem xét, xác nhận hoặc trả lại kèm lý do.';
  const audiences = new Set(readings.map(({ item }) => item.audience ?? ''));
  const [audience = ''] = audiences;
  return (audiences.size === 1 ? OVERSEER_REQUESTS[audience] : undefined) ?? 'Kính đề nghị đôn đốc thực hiện.';
}

/** "6 việc, gồm 1 việc quá hạn và 5 việc sắp đến hạn"; of one kind only: "6 việc quá hạn". */
function countWords(readings: readonly ItemReading[]): string {
  const parts = kindCounts(readings);
  return parts.length > 1 ? `${readings.length} việc, gồm ${listWords(parts)}` : listWords(parts);
}

/** "và 90 việc khác: 30 việc quá hạn và 60 việc sắp đến hạn": what a digest does not name; empty when it names all. */
export function restWords(rest: readonly ItemReading[]): string {
  if (rest.length === 0) return '';
  const parts = kindCounts(rest);
  return `và ${rest.length} việc khác${parts.length > 1 ? `: ${listWords(parts)}` : ''}`;
}

function kindCounts(readings: readonly ItemReading[]): string[] {
  const counts = KINDS_BY_URGENCY.map((kind) => ({ kind, count: readings.filter((one) => one.kind === kind).length }));
  return counts.filter(({ count }) => count > 0).map(({ kind, count }) => `${count} việc ${WORDS.group[kind]}`);
}
