import type { MessageInput } from '#contracts/message.ts';
import type { LocalDate } from '#contracts/primitives.ts';
import { formatDate } from '#domain/calendar/format-date.ts';
import { toLocalDate } from '#domain/calendar/local-time.ts';
import { WORDS } from '#domain/words/catalogue.ts';
import { oneLine, shorten } from './one-line.ts';
import { countdown, quarterWords } from './phrases.ts';
import { type BareItem, type ItemReading, KINDS_BY_URGENCY, readItems } from './read-item.ts';

export type SubjectInput = Pick<MessageInput, 'office' | 'slotAt' | 'zone' | 'recipient'> & { items: BareItem[] };

/**
 * The subject line that the message will carry, from what is known before any link exists: the preview prints what the mail will say.
 * It says first how urgent it is, because that is what a phone shows of it (ADR 0041).
 */
export function composeSubject(input: SubjectInput): string {
  const slotDate = toLocalDate(input.slotAt, input.zone);
  return subjectOf(readItems(input.items, input.recipient, slotDate), slotDate);
}

/** The same, for a caller that has read the items already. */
export function subjectOf(readings: readonly ItemReading[], slotDate: LocalDate): string {
  const [first] = readings;
  if (first === undefined) throw new RangeError('a message has at least one item');
  return readings.length === 1 ? singleSubject(first, slotDate) : digestSubject(readings, slotDate);
}

function singleSubject(reading: ItemReading, slotDate: LocalDate): string {
  const { item } = reading;
  const whose = reading.standing === 'doer' ? '' : ` – ${shorten(item.agencyName, TITLE_LIMIT)}`;
  return `${headline(reading, slotDate)}${whose}: ${shorten(item.title, TITLE_LIMIT)}${tail(reading)}`;
}

// A phone shows some 40 characters of a subject, a desktop some 120; RFC 5322 asks for lines under 998 octets.
const TITLE_LIMIT = 100;

/** "Quá hạn 5 ngày", "Còn 3 ngày làm việc", "Giao việc": the first words of a subject and the badge of a mail. */
export function headline(reading: ItemReading, slotDate: LocalDate): string {
  switch (reading.kind) {
    case 'assigned':
      return 'Giao việc';
    case 'unacknowledged':
      return 'Chưa tiếp nhận';
    case 'returned':
      return 'Báo cáo bị trả lại';
    case 'awaiting-verification':
      return 'Chờ xác nhận';
    case 'progress':
      return `Hỏi tiến độ ${quarterWords(slotDate)}`;
    case 'due':
      return reading.daysLeft === 0 ? 'Đến hạn hôm nay' : 'Đến hạn';
    case 'before':
    case 'overdue': {
      const words = countdown(reading);
      return words === '' ? 'Nhắc việc' : words.charAt(0).toUpperCase() + words.slice(1);
    }
  }
}

function tail(reading: ItemReading): string {
  const { item, kind } = reading;
  if (item.due === null || kind === 'awaiting-verification' || kind === 'progress' || kind === 'overdue') return '';
  if (kind === 'due' && reading.daysLeft === 0) return '';
  const late = item.daysLate > 0 ? `, quá hạn ${item.daysLate} ngày` : '';
  return ` (hạn ${formatDate(item.due)}${late})`;
}

/** "10 việc quá hạn của 4 cơ quan", "6 việc cần xử lý": the heading of a digest, whose first sentence then counts. */
export function digestHeadline(readings: readonly ItemReading[]): string {
  const kinds = new Set(readings.map(({ kind }) => kind));
  const [kind] = kinds;
  const ofOthers = readings.every(({ standing }) => standing !== 'doer');
  if (kinds.size === 1 && kind) return `${readings.length} việc ${WORDS.group[kind]}`;
  return `${readings.length} việc cần ${ofOthers ? 'quan tâm đôn đốc' : 'xử lý'}`;
}

function digestSubject(readings: readonly ItemReading[], slotDate: LocalDate): string {
  const day = `(${formatDate(slotDate)})`;
  const counts = KINDS_BY_URGENCY.map((kind) => ({
    kind,
    count: readings.filter((reading) => reading.kind === kind).length,
  })).filter(({ count }) => count > 0);
  const agencies = new Set(readings.map(({ item }) => oneLine(item.agencyName)));
  const ofOthers = readings.every(({ standing }) => standing !== 'doer');
  const whose = !ofOthers
    ? ''
    : agencies.size === 1
      ? ` – ${shorten([...agencies][0] ?? '', TITLE_LIMIT)}`
      : ` của ${agencies.size} cơ quan`;
  if (counts.length === 1 && counts[0]) return `${readings.length} việc ${WORDS.group[counts[0].kind]}${whose} ${day}`;
  const parts = counts.map(({ kind, count }) => `${count} ${WORDS.group[kind]}`);
  return `${readings.length} việc${whose}: ${parts.join(', ')} ${day}`;
}
