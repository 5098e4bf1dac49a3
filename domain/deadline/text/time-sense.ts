// Whether a word or number that no phrase has read could still say something of time: asked only of what stands in a place where it could (ADR 0180, docs/adr/0180-a-doubt-stands-where-time-could.md).
import { COMPOUNDS } from './lexicon.ts';
import { isYear } from './match-tokens.ts';
import type { Token } from './tokenise-text.ts';

type Tokens = readonly Token[];

const set = (words: string) => new Set(words.split(' '));

const UNITS = set('ngày tháng quý năm tuần giờ phút');
/** Behind these a number is a day, a month, a bound or a length of time. */
const BEFORE_NUMBER = set(
  'ngày tháng quý năm tuần thứ mùng trước sau đến tới hết từ vào hạn nhất quá kể lúc hàng mỗi khoảng dịp cuối đầu giữa nm trc',
);
/** What may follow an edge for it to be one: "từ nay", "đến khi", "trước tết". */
const AFTER_EDGE = set('khi lúc mùng rằm tết dịp hôm nay mai đêm trưa sáng chiều chạp giêng kỳ');
const PARTS = set('đầu cuối giữa nửa');
const WEEKDAYS = set('hai ba tư năm sáu bảy bẩy');
const PERIODS = set('ngày tháng quý năm tuần kỳ học vụ mùa hè');

/** Words of time that say it only in company, each with the company. */
const SENSES: ReadonlyMap<string, (tokens: Tokens, i: number) => boolean> = new Map<
  string,
  (tokens: Tokens, i: number) => boolean
>([
  ['ngày', (tokens, i) => !isOfficeDay(tokens, i) && (!ENDS_OF_WORK.has(textOf(tokens, i + 1)) || !isHead(tokens, i))],
  ['tuần', (tokens, i) => !(is(tokens, i - 1, 'trong') && is(tokens, i - 2, 'việc') && isOfficeDay(tokens, i - 4))],
  ...['tháng', 'quý', 'giờ', 'phút'].map((word) => [word, always] as const),
  ['năm', isYearOfTime],
  ...['dịp', 'mùng', 'rằm', 'chạp', 'giêng', 'tết', 'khi', 'kể'].map((word) => [word, always] as const),
  ['trước', (tokens, i) => leadsTime(tokens, i) || !isAnswerable(tokens, i)],
  ...['từ', 'đến', 'tới', 'sau'].map((word) => [word, leadsTime] as const),
  ['hết', (tokens, i) => leadsTime(tokens, i) || ends(tokens, i)],
  ...['chậm', 'muộn', 'trễ'].map((word) => [word, bounds] as const),
  ...['đầu', 'cuối', 'giữa', 'nửa'].map((word) => [word, isPart] as const),
  ...['hàng', 'mỗi', 'vài', 'mấy'].map((word) => [word, repeats] as const),
  ['định', (tokens, i) => is(tokens, i + 1, 'kỳ')],
  ['kỳ', isReportPeriod],
  ['thường', (tokens, i) => is(tokens, i + 1, 'xuyên') || is(tokens, i + 1, 'kỳ') || is(tokens, i + 1, 'niên')],
  ['thứ', (tokens, i) => WEEKDAYS.has(textOf(tokens, i + 1)) || isSmall(tokens, i + 1, 7)],
  ['lần', (tokens, i) => isNumber(tokens, i - 1) || is(tokens, i + 1, '/') || is(tokens, i - 1, 'mỗi')],
  ['quá', (tokens, i) => isNumber(tokens, i + 1)],
  [
    'hạn',
    (tokens, i) => leadsTime(tokens, i) || (DEADLINE_EDGES.has(textOf(tokens, i + 1)) && leadsTime(tokens, i + 1)),
  ],
  [
    'mùa',
    (tokens, i) => SEASON_EDGES.has(textOf(tokens, i - 1)) || is(tokens, i + 2, 'năm') || is(tokens, i + 2, 'này'),
  ],
  // "hè năm 2026", "vụ xuân 2026": the year is not when the season ends.
  ...['hè', 'vụ'].map((word) => [word, isSeasonOfYear] as const),
  ['lễ', (tokens, i) => HOLIDAY_HEADS.has(textOf(tokens, i - 1))],
  ['lịch', (tokens, i) => is(tokens, i - 1, 'âm')],
  ...['sáng', 'chiều', 'tối', 'trưa', 'đêm', 'buổi'].map((word) => [word, isDayPart] as const),
  ...['hôm', 'mai'].map((word) => [word, isNearDay] as const),
  ['nay', (tokens, i) => NOW_HEADS.has(textOf(tokens, i - 1))],
  ...['thượng', 'trung', 'hạ'].map((word) => [word, (tokens: Tokens, i: number) => is(tokens, i + 1, 'tuần')] as const),
  // "tháng trước liền kề" is that month; "ngày liền kề" is another day.
  ['liền', (tokens, i) => is(tokens, i + 1, 'kề') && !(is(tokens, i - 1, 'trước') && UNITS.has(textOf(tokens, i - 2)))],
]);

/** "chịu trách nhiệm toàn diện trước Chủ tịch UBND tỉnh": to whom, not when. */
function isAnswerable(tokens: Tokens, i: number): boolean {
  for (let at = i - 1; at >= i - LONGEST_ANSWERABLE && tokens[at]?.kind === 'word'; at--)
    if (is(tokens, at, 'nhiệm') && is(tokens, at - 1, 'trách')) return tokens[i + 1]?.kind === 'word';
  return false;
}

const LONGEST_ANSWERABLE = 5;

/** "trong giờ hành chính, các ngày làm việc": when the office is open; a count, an edge or a part would make it a term. */
function isOfficeDay(tokens: Tokens, i: number): boolean {
  if (!is(tokens, i, 'ngày') || !is(tokens, i + 1, 'làm') || !is(tokens, i + 2, 'việc')) return false;
  const before = tokens[i - 1];
  const opens = before === undefined || before.kind === 'mark' || OFFICE_DAYS.has(before.text);
  return opens && !OF_OFFICE_DAY.has(textOf(tokens, i + 3));
}

const OFFICE_DAYS = set('các những');
const OF_OFFICE_DAY = set('đầu cuối thứ tiếp sau trước kế liền kể tính từ của');

const DEADLINE_EDGES = set('trước chậm muộn cuối chót là đến nộp gửi');
const SEASON_EDGES = set('trước sau trong vào cuối đầu hết giữa');
const HOLIDAY_HEADS = set('dịp ngày nghỉ kỳ đợt');
const NOW_HEADS = set('từ đến tới hôm bữa ngay');

/** True when the unread token at `i` could move, add or repeat a date; ordinary words that only look like time ("thường trực", "lớp 10") could not. */
export function mayTellTime(tokens: Tokens, i: number): boolean {
  const token = tokens[i];
  if (token === undefined || token.masked) return false;
  if (token.kind === 'number') return isTimely(tokens, i);
  if (token.kind !== 'word') return false;
  const sense = SENSES.get(token.text);
  if (sense === undefined) return false;
  const before = tokens[i - 1]?.text ?? '';
  const after = tokens[i + 1]?.text ?? '';
  return !COMPOUNDS.has(`${before}_${token.text}`) && !COMPOUNDS.has(`${token.text}_${after}`) && sense(tokens, i);
}

/** A number that could be a day, a month, a year or a length: beside a word of time or another number, or part of "15/12". */
function isTimely(tokens: Tokens, i: number): boolean {
  if (isThousands(tokens, i)) return false;
  const { value } = tokens[i] as Token;
  const before = textOf(tokens, i - 1);
  const after = textOf(tokens, i + 1);
  if (UNITS.has(after) || after === 'h' || after === 'lần') return true;
  if (isYear(value)) return !isTitleYear(tokens, i);
  if (!(value >= 1 && value <= 31)) return BEFORE_NUMBER.has(before);
  if (BEFORE_NUMBER.has(before) || isNumber(tokens, i - 1) || isNumber(tokens, i + 1)) return true;
  // Cut off behind it may have stood the month.
  if (tokens[i + 1] === undefined) return true;
  return (JOINS.has(before) && isNumber(tokens, i - 2)) || (JOINS.has(after) && isNumber(tokens, i + 2));
}

/** "1.029 căn": three digits behind a point are thousands; no day or month has three. */
function isThousands(tokens: Tokens, i: number): boolean {
  const touches = (at: number) => tokens[at]?.end === tokens[at + 1]?.start;
  const [first, point] = is(tokens, i + 1, '.') ? [i, i + 1] : [i - 2, i - 1];
  const rest = tokens[point + 1];
  if (!is(tokens, point, '.') || !isNumber(tokens, first) || rest?.kind !== 'number') return false;
  return rest.text.length === 3 && touches(first) && touches(point);
}

const JOINS = set('/ - . , và đến tới ~ hoặc ;');

/** "Kế hoạch CCHC 2023": four digits behind a word of a title. */
function isTitleYear(tokens: Tokens, i: number): boolean {
  const before = tokens[i - 1];
  if ((tokens[i] as Token).text.length !== 4 || before === undefined) return false;
  // "tháng 4 nm 2027": right behind a number the word is a misspelt "năm", no title.
  const misspelt = before.text.length <= 4 && before.text.startsWith('n') && tokens[i - 2]?.kind === 'number';
  return before.kind === 'word' && !misspelt && !SENSES.has(before.text);
}

const ENDS_OF_WORK = set('hoàn kết khai bế');

/** "Ngày kết thúc năm học trước ngày 31/5": the first word of a clause names what is due. */
function isHead(tokens: Tokens, i: number): boolean {
  return tokens[i - 1] === undefined || tokens[i - 1]?.kind === 'mark';
}

function always(): boolean {
  return true;
}

const BEFORE_YEAR = set(
  'trong sau trước hết cuối đầu giữa các những mỗi hàng nửa đến tới từ một cả vài mấy hai ba bốn năm sáu bảy tám chín mười suốt toàn quanh qua nhiều nay kể vào',
);
const AFTER_YEAR = set('sau tới trước nay này tiếp kế liền đó nào qua rồi một');

/** "trong năm", "05 năm", "năm sau"; in "dự toán năm", "kinh phí năm" the word only says what it is of. */
function isYearOfTime(tokens: Tokens, i: number): boolean {
  const next = textOf(tokens, i + 1);
  if (next === 'học') return false;
  return (
    BEFORE_YEAR.has(textOf(tokens, i - 1)) || isNumber(tokens, i - 1) || isNumber(tokens, i + 1) || AFTER_YEAR.has(next)
  );
}

/** "từ ngày", "đến hết", "sau 15"; in "từ nguồn", "liên quan đến xã" no time follows. */
function leadsTime(tokens: Tokens, i: number): boolean {
  const next = tokens[i + 1];
  if (next === undefined || next.masked) return false;
  if (next.kind === 'number') return (next.value >= 1 && next.value <= 31) || isYear(next.value);
  const after = COMPOUNDS.has(`${next.text}_${textOf(tokens, i + 2)}`);
  if (UNITS.has(next.text) || AFTER_EDGE.has(next.text)) return !after;
  if (next.text === 'trước' || next.text === 'hết') return !after;
  return PARTS.has(next.text) ? isPart(tokens, i + 1) : next.text === 'thứ' && WEEKDAYS.has(textOf(tokens, i + 2));
}

/** "chậm nhất", "muộn hơn"; "chậm tiến độ" bounds nothing. */
function bounds(tokens: Tokens, i: number): boolean {
  const next = textOf(tokens, i + 1);
  return next === 'nhất' || next === 'hơn' || next === 'quá' || leadsTime(tokens, i);
}

/** "cuối quý", "đầu năm", "tháng cuối"; "lớp cuối cấp" is no part of a period. */
function isPart(tokens: Tokens, i: number): boolean {
  const next = textOf(tokens, i + 1);
  if (PERIODS.has(next) || next === 'hàng' || next === 'mỗi' || PARTS.has(next)) return true;
  return UNITS.has(textOf(tokens, i - 1)) && !isBoundToNext(tokens, i);
}

/** "5 năm đầu tư": the word belongs to the one behind it. */
function isBoundToNext(tokens: Tokens, i: number): boolean {
  return COMPOUNDS.has(`${textOf(tokens, i)}_${textOf(tokens, i + 1)}`);
}

function repeats(tokens: Tokens, i: number): boolean {
  const next = textOf(tokens, i + 1);
  return UNITS.has(next) || next === 'kỳ' || next === 'lần' || isNumber(tokens, i + 1);
}

function isReportPeriod(tokens: Tokens, i: number): boolean {
  if (REPORT_PERIOD.has(textOf(tokens, i + 1))) return true;
  const before = textOf(tokens, i - 1);
  return before === 'mỗi' || before === 'từng' || before === 'giữa' || before === 'cuối' || before === 'đầu';
}

const REPORT_PERIOD = set('báo này sau trước tới trên tiếp kế');

/** "sáng ngày 15", "buổi chiều": hours of a day; "sáng kiến" is none. */
function isDayPart(tokens: Tokens, i: number): boolean {
  const [before, after] = [textOf(tokens, i - 1), textOf(tokens, i + 1)];
  return (
    before === 'buổi' ||
    before === 'giờ' ||
    UNITS.has(after) ||
    isNumber(tokens, i + 1) ||
    isNumber(tokens, i - 1) ||
    DAY_PARTS_AFTER.has(after)
  );
}

const DAY_PARTS_AFTER = set('sáng chiều tối hôm nay mai thứ mùng chủ');

function isNearDay(tokens: Tokens, i: number): boolean {
  if (textOf(tokens, i) === 'hôm') return NEAR_DAYS.has(textOf(tokens, i + 1));
  return MORROW_HEADS.has(textOf(tokens, i - 1));
}

const NEAR_DAYS = set('nay qua sau trước kia');
const MORROW_HEADS = set('ngày hôm sáng trưa chiều tối');

const CROP_SEASONS = set('đông xuân hè thu mùa');

function isSeasonOfYear(tokens: Tokens, i: number): boolean {
  if (is(tokens, i, 'vụ')) return CROP_SEASONS.has(textOf(tokens, i + 1));
  return is(tokens, i + 1, 'năm') || (isNumber(tokens, i + 1) && isYear((tokens[i + 1] as Token).value));
}

function ends(tokens: Tokens, i: number): boolean {
  return tokens[i + 1] === undefined || tokens[i + 1]?.kind === 'mark';
}

function is(tokens: Tokens, i: number, word: string): boolean {
  return textOf(tokens, i) === word;
}

function textOf(tokens: Tokens, i: number): string {
  const token = tokens[i];
  return token === undefined || token.masked ? '' : token.text;
}

function isNumber(tokens: Tokens, i: number): boolean {
  return tokens[i]?.kind === 'number' && !tokens[i]?.masked;
}

function isSmall(tokens: Tokens, i: number, most: number): boolean {
  return isNumber(tokens, i) && (tokens[i] as Token).value <= most;
}
