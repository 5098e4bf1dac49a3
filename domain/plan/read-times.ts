// The time of one row, from one column or from several: always a text that reads the same on its own.
import { foldText, squeeze } from './fold-text.ts';
import type { PlanColumns, TimeColumn, TimePart } from './plan-columns.ts';
import { isBlank, isTick, saysTime } from './time-words.ts';

/** A cell under one of the time columns. Cells of one merged cell have the same key. */
export type TimeCell = { column: TimeColumn; text: string; key: string; isFresh: boolean };

export type TimeText = {
  text: string;
  isFresh: boolean;
  /** Vietnamese: why a person must look although the text may be clear. */
  doubts: string[];
  /** The beginning of the work could not be put into the text. */
  isStartLeftOut?: boolean;
};

/** What the cells say together. */
export function joinTimes(cells: readonly TimeCell[], columns: PlanColumns): TimeText {
  const filled = cells.filter((cell) => !isBlank(cell.text));
  const isFresh = filled.some((cell) => cell.isFresh);
  const has = (part: TimePart) => columns.times.some((one) => one.part === part);
  if (cells.length === 1) return { text: cells[0]?.text ?? '', isFresh, doubts: [] };
  if (has('period')) return { isFresh, ...tickedPeriods(cells) };
  if (has('day') || has('month') || has('quarter')) return { isFresh, doubts: [], text: joinDate(filled) };
  const unique = filled.filter((cell, index) => filled.findIndex((one) => one.key === cell.key) === index);
  return { isFresh, ...joinDeadlines(unique, filled, columns) };
}

type Joined = Omit<TimeText, 'isFresh'>;

/** `all` are the filled cells with each position of a merged one. */
function joinDeadlines(cells: readonly TimeCell[], all: readonly TimeCell[], columns: PlanColumns): Joined {
  const of = (...parts: TimePart[]) => cells.filter(({ column }) => parts.includes(column.part));
  const replaced = replacedDate(of('old', 'due'), of('new'), columns);
  if (replaced) return replaced;
  const due = of('due', 'old', 'new', 'asked');
  const start = of('start')[0]?.text ?? '';
  const texts = new Set(due.map(({ text }) => foldText(text)));
  if (texts.size > 1) {
    const text = due.map(({ column, text }) => `${column.label}: ${inline(text)}`).join('; ');
    return { text, doubts: columns.timeDoubt ? [columns.timeDoubt] : [], isStartLeftOut: start !== '' };
  }
  const only = due[0];
  // Of several deadlines that the table knows, the one that a row has keeps its name.
  const isMerged = only && all.filter(({ key, column }) => key === only.key && column.part === 'due').length > 1;
  const isOneOf =
    only && !isMerged && columns.timeDoubt === null && columns.times.filter(({ part }) => part === 'due').length > 1;
  if (only && isOneOf && due.length === 1)
    return { text: `${only.column.label}: ${inline(only.text)}`, doubts: [], isStartLeftOut: start !== '' };
  return joinSpan(start, only?.text ?? '');
}

/** "Tháng 2" and "Tháng 5" → "Từ Tháng 2 đến Tháng 5". */
function joinSpan(start: string, end: string): Joined {
  if (!start) return { text: end, doubts: [] };
  const from = squeeze(start).replace(/^(từ|bắt đầu)\s+(?=\S)/iu, '');
  if (!end)
    return { text: `Từ ${from}`, doubts: [`chỉ ghi thời gian bắt đầu «${from}», không ghi thời gian hoàn thành`] };
  // A rhythm or a condition has no end to count to, and a day alone no month.
  const canJoin = BOUND.test(foldText(start)) && BOUND.test(foldText(end)) && !/\n|;/.test(end.trim());
  if (!canJoin) return { text: end, doubts: [], isStartLeftOut: true };
  const until = squeeze(end).replace(/^(đến hết|đến|tới)\s+(?=\S)/iu, '');
  return { text: `Từ ${from} đến ${until}`, doubts: [] };
}

/** A date or period that a span can begin or end with. */
const BOUND =
  /^(tu |den |den het |het |truoc |truoc ngay |cham nhat |cham nhat ngay |ngay |trong )*(\d{1,2}[/.-]\d{1,2}([/.-]\d{2,4})?|(dau |giua |cuoi )?(thang|quy|nam) [\divx]{1,4}([ /.-]*(nam )?\d{4})?)$/;

const KEPT = /^(khong (thay doi|dieu chinh|gia han)|giu nguyen|nhu cu|khong doi)/;

/** A date that another one replaced; without the new one nobody knows whether the old one stands. */
function replacedDate(old: readonly TimeCell[], fresh: readonly TimeCell[], columns: PlanColumns): Joined | null {
  if (!columns.times.some(({ part }) => part === 'new')) return null;
  if (columns.times.some(({ part }) => part === 'asked')) return null;
  const last = fresh.findLast(({ text }) => !KEPT.test(foldText(text)));
  const before = old.at(-1);
  if (last && (saysTime(last.text) || !before)) return { text: last.text, doubts: [] };
  if (!before) return { text: last?.text ?? '', doubts: [] };
  if (!last && fresh.length > 0) return { text: before.text, doubts: [] };
  const header = columns.times.findLast(({ part }) => part === 'new')?.header ?? '';
  const why = last ? `cột «${header}» ghi «${squeeze(last.text).slice(0, 80)}»` : `cột «${header}» để trống`;
  return {
    text: before.text,
    doubts: [`${why}: chưa rõ thời hạn cũ «${squeeze(before.text).slice(0, 80)}» còn hiệu lực hay không`],
  };
}

/** A label ends at a semicolon, so what it labels must not hold one. */
function inline(text: string): string {
  return squeeze(text.replace(/[;\n]+\s*/g, ', '))
    .replace(/,\s*,/g, ',')
    .replace(/,$/, '');
}

function joinDate(cells: readonly TimeCell[]): string {
  const unique = cells.filter((cell, index) => cells.findIndex((one) => one.key === cell.key) === index);
  const of = (part: TimePart) => unique.find(({ column }) => column.part === part)?.text.trim() ?? '';
  const [day, month, quarter, year] = [of('day'), of('month'), of('quarter'), of('year')];
  const isNumber = (text: string) => /^\d{1,4}$/.test(text);
  const ofYear = isNumber(year) ? `/${year}` : '';
  if (/(^|\D)\d{1,2}$/.test(day) && isNumber(month) && (isNumber(year) || !year)) return `${day}/${month}${ofYear}`;
  if (!day && isNumber(month) && (isNumber(year) || !year)) return `Tháng ${month}${ofYear}`;
  if (!day && !month && /^([IVX]{1,3}|[1-4])$/i.test(quarter)) return `Quý ${quarter}${ofYear}`;
  if (!day && !month && !quarter && isNumber(year)) return `Năm ${year}`;
  return unique.map(({ text }) => squeeze(text)).join(' ');
}

/** Ticks under periods read as the names of the periods; beside each other they may be one stretch of time or a work in each. */
function tickedPeriods(cells: readonly TimeCell[]): Joined {
  const filled = cells.filter(({ text }) => !isBlank(text));
  const said = filled.filter(
    ({ text, key }, index) => !isTick(text) && filled.findIndex((one) => one.key === key) === index,
  );
  if (said.length > 0 && said.length === new Set(filled.map(({ key }) => key)).size) return saidInPeriods(said);
  const runs: TimeCell[][] = [];
  cells.forEach((cell, index) => {
    if (isBlank(cell.text)) return;
    const before = cells[index - 1];
    if (before && !isBlank(before.text)) runs.at(-1)?.push(cell);
    else runs.push([cell]);
  });
  const isYears = cells.every(({ column }) => /^Năm /.test(column.label));
  const texts = runs.flatMap((run) => {
    const [first, last] = [run[0]?.column.label ?? '', run.at(-1)?.column.label ?? ''];
    if (run.length === 1) return [first];
    return isYears ? run.map(({ column }) => column.label) : [`Từ ${lower(first)} đến ${lower(last)}`];
  });
  // One cell drawn over several periods is one bar.
  const isOpen = runs.some((run) => run.length > 1 && new Set(run.map(({ key }) => key)).size > 1) && !isYears;
  const doubts = isOpen ? ['các kỳ liền nhau được đánh dấu: chưa rõ là một đợt kéo dài hay mỗi kỳ một lần'] : [];
  const others = said.map(({ column, text }) => `ô dưới «${column.label}» ghi «${squeeze(text).slice(0, 60)}»`);
  return { text: texts.join(', '), doubts: [...doubts, ...others] };
}

function saidInPeriods(said: readonly TimeCell[]): Joined {
  if (said.every(({ text }) => saysTime(text)))
    return { text: said.map(({ text }) => squeeze(text)).join(', '), doubts: [] };
  const what = said.map(({ column, text }) => `ô dưới «${column.label}» ghi «${squeeze(text).slice(0, 60)}»`);
  return { text: said.map(({ column }) => column.label).join(', '), doubts: what };
}

function lower(label: string): string {
  return label.charAt(0).toLowerCase() + label.slice(1);
}
