// Which columns of a table say when, and what each says: a deadline, one of several, a beginning, a part of a date, a period to be ticked.
import { foldText, squeeze } from './fold-text.ts';
import { headerWords } from './header-words.ts';
import type { PlanColumn, TimeColumn, TimePart } from './plan-columns.ts';
import { isBlank, isDitto, isTick, isTimeCell, saysState, saysTime } from './time-words.ts';

/** A column as its header reads before its part is known. */
export type TimeCandidate = PlanColumn & {
  /** Its own words, under a header that it shares with its neighbours. */
  low: string;
  /** The header that it shares with its neighbours; empty when it has none. */
  group: string;
  /** By its words: it says when (2 names a deadline, 1 only a time), when work begins, or nothing that is known. */
  guess: 'deadline' | 'start' | null;
  strength: 0 | 1 | 2;
  /** What stands under it, blank cells left out. */
  texts: string[];
};

export type TimeColumns = { times: TimeColumn[]; timeDoubt: string | null };

/** The columns that say when, in order, and why it is open which of them counts. */
export function timeColumnsOf(candidates: readonly TimeCandidate[]): TimeColumns {
  const periods = periodColumns(candidates);
  if (periods.length > 0) return { times: periods, timeDoubt: null };
  const named = candidates.filter((one) => one.guess !== null && !isState(one));
  // Columns that no word names (Vòng 1, Vòng 2) count when times stand in them: beside each other, or when nothing else says when.
  const unnamed = candidates.filter((one) => one.guess === null && holdsTimes(one));
  const all = [...named, ...unnamed].sort((a, b) => (a.indexes[0] ?? 0) - (b.indexes[0] ?? 0));
  const parts = datePartColumns(all);
  if (parts) return { times: parts, timeDoubt: null };
  const times = all.map(toColumn);
  // A date is replaced only by another one.
  const isReplaced =
    times.some(({ part }) => part === 'new') && times.some(({ part }) => part === 'old' || part === 'due');
  const settled = times.map((one) =>
    isReplaced || (one.part !== 'old' && one.part !== 'new') ? one : { ...one, part: 'due' as const },
  );
  return { times: settled, timeDoubt: doubtOf(settled, all) };
}

function holdsTimes({ texts }: TimeCandidate): boolean {
  const isTime = (text: string) => isTimeCell(text) && !citesDocument(text);
  return texts.length > 0 && texts.filter(isTime).length * 2 > texts.length;
}

/** "112/QĐ-UBND ngày 15/3/2025": the day is that of the document. */
function citesDocument(text: string): boolean {
  return /\d\s*\/\s*(20\d\d\s*\/\s*)?\p{Lu}{2}/u.test(text);
}

/** "Tiến độ: Đã trình": how far the work is, not when it ends. */
function isState({ texts, low, guess }: TimeCandidate): boolean {
  if (guess === 'start') return false;
  if (low.includes('%')) return true;
  const times = texts.filter(saysTime).length;
  const states = texts.filter((text) => saysState(text) && !isTimeCell(text)).length;
  return states > times || (times === 0 && texts.length > 0 && /\b(tien do|tinh hinh)\b/.test(headerWords(low)));
}

const PARTS: [RegExp, TimePart][] = [
  [/\b(de nghi|de xuat|xin)\b/, 'asked'],
  [/\b(moi|dieu chinh|gia han|sua doi|thay the)\b/, 'new'],
  [/\b(cu|truoc day|da giao|duoc giao|ban dau|goc|truoc dieu chinh)\b/, 'old'],
  [/\b(bat dau|khoi cong|khoi dau|tu ngay|som nhat|trien khai tu)\b|^tu$/, 'start'],
];

function toColumn(one: TimeCandidate): TimeColumn {
  const words = headerWords(one.low);
  const part = one.guess === 'start' ? 'start' : (PARTS.find(([pattern]) => pattern.test(words))?.[1] ?? 'due');
  // "Thời gian bắt đầu - kết thúc" is one column for both.
  const isBoth = part === 'start' && /\b(ket thuc|hoan thanh|den)\b/.test(words);
  return { indexes: one.indexes, header: one.header, part: isBoth ? 'due' : part, label: labelOf(one.low) };
}

/** "Thời gian trình HĐND tỉnh" → "Trình HĐND tỉnh": what the deadline is of. */
function labelOf(low: string): string {
  const text = squeeze(low).replace(/[:*]+$/, '');
  const rest = text.replace(/^(thời gian|thời hạn|thời điểm|ngày|hạn|mốc)( dự kiến)?\s+(?=\p{L})/iu, '');
  return rest.charAt(0).toUpperCase() + rest.slice(1);
}

/** Steps of one work, each with a day of its own: nobody takes one for the other. */
const STEP =
  /\b(trinh|gui|nop|bao cao|ban hanh|phe duyet|tham dinh|tham tra|du thao|lay y kien|hop|dang ky|cong bo|nghiem thu|so ket|tong ket|thong qua|xin y kien|hoan thien)\b|\b(dot|vong|lan|giai doan|buoc|ky|phien|hoi nghi)\b/;

/** Several deadlines of one row are clear when a common header holds them, or when their words name steps. */
function doubtOf(times: TimeColumn[], candidates: readonly TimeCandidate[]): string | null {
  const due = candidates.filter((_, index) => times[index]?.part === 'due');
  if (times.some(({ part }) => part === 'asked') && times.length > 1)
    return `cột ${quoted(times)}: chưa rõ thời hạn đề nghị đã được đồng ý hay chưa`;
  if (due.length < 2) return null;
  const group = due[0]?.group;
  const isOneGroup = group !== '' && due.every((one) => one.group === group && one.guess !== null);
  const areSteps = due.every(
    (one) => STEP.test(headerWords(one.low)) && !/\b(ky|che do) bao cao\b/.test(headerWords(one.low)),
  );
  if (areSteps || (isOneGroup && due.every((one) => !/\b(luat|quy dinh|thuc te)\b/.test(headerWords(one.low)))))
    return null;
  return `bảng có ${due.length} cột thời gian (${quoted(due)}): chưa rõ cột nào là hạn phải theo dõi`;
}

function quoted(columns: readonly PlanColumn[]): string {
  return columns
    .slice(0, 6)
    .map(({ header }) => `«${header.slice(0, 60)}»`)
    .join(', ');
}

/** "Ngày | Tháng | Năm", "Tháng | Năm", "Quý | Năm" beside each other: one date over several columns. */
function datePartColumns(all: readonly TimeCandidate[]): TimeColumn[] | null {
  const kinds: Record<string, TimePart> = { ngay: 'day', thang: 'month', quy: 'quarter', nam: 'year' };
  const found = all.flatMap((one) => {
    const part = kinds[headerWords(one.low)];
    return part ? [{ indexes: one.indexes, header: one.header, part, label: '' }] : [];
  });
  const isOneEach = new Set(found.map(({ part }) => part)).size === found.length;
  return found.length > 1 && found.length === all.length && isOneEach ? found : null;
}

type Period = { unit: 'month' | 'quarter' | 'year' | 'week'; label: string };

/** Two or more columns that are named after periods and marked, whether a common header stands above them or not. */
function periodColumns(candidates: readonly TimeCandidate[]): TimeColumn[] {
  const found = candidates.flatMap((one) => {
    const period = periodOf(one);
    return period ? [{ one, period }] : [];
  });
  const unit = found[0]?.period.unit;
  if (found.length < 2 || found.some(({ period }) => period.unit !== unit)) return [];
  const isNamed = found.every(({ one }) => one.guess === 'deadline');
  const texts = found.flatMap(({ one }) => one.texts);
  const marks = texts.filter((text) => isTick(text) || saysTime(text)).length;
  // A column that says when by its own words stands beside them: then these are targets or amounts of the periods.
  const isOther = candidates.some(
    (one) => one.guess === 'deadline' && !found.some((period) => period.one === one) && !isState(one),
  );
  const isMarked = texts.length > 0 && marks * 2 > texts.length;
  if (!isNamed && (!isMarked || isOther)) return [];
  return found.map(({ one, period }) => ({
    indexes: one.indexes,
    header: one.header,
    part: 'period',
    label: period.label,
  }));
}

function periodOf({ low, group }: TimeCandidate): Period | null {
  const words = headerWords(low);
  const bare = foldText(low).trim();
  const year = foldText(group).match(/\b(20\d{2})\b/)?.[1];
  const ofYear = (own: string | undefined) => ((own ?? year) ? `/${own ?? year}` : '');
  const month = words.match(/^(?:thang|th|t)\.? ?0?(\d{1,2})(?: ?[/.-] ?(20\d{2})| nam (20\d{2}))?$/);
  if (month && Number(month[1]) <= 12)
    return { unit: 'month', label: `Tháng ${Number(month[1])}${ofYear(month[2] ?? month[3])}` };
  if (/\bthang\b/.test(foldText(group)) && /^\d{1,2}$/.test(bare) && Number(bare) >= 1 && Number(bare) <= 12)
    return { unit: 'month', label: `Tháng ${Number(bare)}${ofYear(undefined)}` };
  const quarter = words.match(/^(?:quy|q)\.? ?(i{1,3}|iv|[1-4])(?: ?[/.-] ?(20\d{2})| nam (20\d{2}))?$/);
  if (quarter?.[1])
    return { unit: 'quarter', label: `Quý ${romanQuarter(quarter[1])}${ofYear(quarter[2] ?? quarter[3])}` };
  const whole = words.match(/^(?:nam )?(20\d{2})$/)?.[1];
  if (whole) return { unit: 'year', label: `Năm ${whole}` };
  return /^tuan (\d|i{1,3}|iv|thu)/.test(words) ? { unit: 'week', label: squeeze(low) } : null;
}

function romanQuarter(text: string): string {
  return /^\d$/.test(text) ? (['I', 'II', 'III', 'IV'][Number(text) - 1] as string) : text.toUpperCase();
}

/** What stands under a header, blank cells and marks that repeat the row above left out. */
export function meaningful(texts: readonly string[]): string[] {
  return texts.filter((text) => !isBlank(text) && !isDitto(text));
}
