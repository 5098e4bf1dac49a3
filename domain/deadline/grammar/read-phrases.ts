// Step 4: a stretch of tokens as phrases, left to right, each token in exactly one phrase.

import type { TermUnit } from '#contracts/deadline.ts';
import { isAt, isYear, matchAt, numberAt, phraseList, textAt } from '#domain/deadline/text/match-tokens.ts';
import type { Token } from '#domain/deadline/text/tokenise-text.ts';
import { namesEachTime } from './names-each-time.ts';
import type { Phrase, RawRhythm, RawWindow, Read } from './raw.ts';
import { readClock } from './read-clock.ts';
import { ANSWERS, conditionEnd, readCondition, sliceOf } from './read-condition.ts';
import { readLength, readTerm } from './read-offset.ts';
import { readPlace } from './read-place.ts';
import { type ReadRhythms, readNextItem, readRhythms } from './read-rhythm.ts';
import { readEdges, readWindows } from './read-window.ts';

const CONTINUOUS = phraseList(
  `nhiệm vụ thường xuyên | thực hiện thường xuyên | thường xuyên liên tục | thường xuyên , liên tục | thường xuyên và liên tục | thường xuyên |
   liên tục | thường kỳ | hàng giờ | duy trì thường xuyên | xuyên suốt`,
);
const SPENDING = phraseList('chi thường xuyên | kinh phí thường xuyên | ngân sách thường xuyên | nguồn thường xuyên');
const ON_DEMAND = phraseList('báo cáo đột xuất | đột xuất');
const LATER_YEARS = phraseList(
  `các năm tiếp theo | những năm tiếp theo | các năm tới | những năm tới | các năm sau | những năm sau | các năm kế tiếp | các năm sau đó | hàng năm tiếp theo | các năm sau này | những năm kế tiếp`,
);
const REPORT_HEADS = phraseList('đối với báo cáo | báo cáo | đối với');
const PHASES = phraseList('giai đoạn | nhiệm kỳ | thời kỳ | kỳ kế hoạch | kỳ');
const FILLERS = phraseList(
  `gửi về | gửi | nộp | hoàn thành | hoàn thiện | xong | kết thúc | thực hiện | tiến hành | ban hành | dự kiến | triển khai | báo cáo kết quả | báo cáo |
   để tổng hợp | nếu có | các | của | cho | là | được | phải | ngay | thời gian thực hiện | thời gian hoàn thành | thời gian | thời hạn hoàn thành | thời hạn`,
);
// How a term may begin: "trong thời hạn 05 ngày", "chậm nhất sau 10 ngày".
const TERM_EDGES = phraseList(
  `trong thời hạn không quá | trong thời hạn tối đa | trong thời gian không quá | trong thời hạn | trong thời gian | trong vòng | thời hạn | chậm nhất là sau | chậm nhất sau | chậm nhất là | chậm nhất trong vòng | chậm nhất trong thời hạn | chậm nhất trong thời gian | chậm nhất trong | chậm nhất |
   muộn nhất là | muộn nhất trong vòng | muộn nhất trong | muộn nhất | không quá | tối đa | ít nhất | tối thiểu | trước ít nhất | trước tối thiểu | sau không quá | sau | trong | trước | khoảng`,
);

/** The phrases of a stretch; windows and rhythms that stand side by side are already one phrase. */
export function readPhrases(tokens: readonly Token[], original: string): ReadPhrase[] {
  const phrases: ReadPhrase[] = [];
  const end = tokens.length;
  let i = 0;
  let inRhythms = false;
  while (i < end) {
    const read = readReportInBrackets(tokens, i, phrases) ?? [
      readNextRhythm(tokens, i, phrases, inRhythms) ?? readPhrase(tokens, i, end, original),
    ];
    phrases.push(...read);
    const last = read[read.length - 1] as ReadPhrase;
    inRhythms ||= last.type === 'rhythms';
    i = Math.max(last.end, i + 1);
  }
  return phrases;
}

export type ReadPhrase = Phrase & { rhythms?: RawRhythm[] };

/** "trước ngày 20/6 (6 tháng)": the report that the date is for. */
function readReportInBrackets(
  tokens: readonly Token[],
  i: number,
  phrases: readonly ReadPhrase[],
): ReadPhrase[] | null {
  const last = phrases[phrases.length - 1];
  if (tokens[i]?.text !== '(' || last?.type !== 'windows' || last.windows.some((one) => one.until.at !== 'day'))
    return null;
  const noun = matchAt(tokens, i + 1, REPORT_HEADS);
  const read = readNextItem(tokens, i + 1 + noun);
  if (!read || textAt(tokens, read.next) !== ')') return null;
  const { rhythms } = read.value;
  return [
    { type: 'open', start: i, end: i + 1 },
    { type: 'regarding', start: i + 1, end: i + 1 },
    { type: 'rhythms', rhythms, ofReport: true, start: i + 1, end: read.next },
    { type: 'close', start: read.next, end: read.next + 1 },
  ];
}

/** "định kỳ tháng (trước ngày 16), 6 tháng (trước ngày 16/6), năm": the list goes on behind a bracket. */
function readNextRhythm(
  tokens: readonly Token[],
  i: number,
  phrases: readonly ReadPhrase[],
  inRhythms: boolean,
): ReadPhrase | null {
  const last = phrases[phrases.length - 1];
  const opens = last === undefined || last.type === 'join' || last.type === 'open' || isMarkBefore(tokens, i);
  // "trước ngày 15/6 đối với 6 tháng": what "đối với" names is the report.
  const regards = last?.type === 'regarding';
  if (!regards && (!opens || (!inRhythms && !isWeakUnit(tokens, i)))) return null;
  const read = readNextItem(tokens, i);
  if (!read || (regards && read.value.rhythms.some((one) => one.year !== undefined))) return null;
  const { rhythms, ofReport } = read.value;
  // "Hàng năm (Quý IV)": the quarter is when, not one more rhythm.
  if (last?.type === 'open' && rhythms.some((one) => one.only !== null || one.year !== undefined)) return null;
  return { type: 'rhythms', rhythms, ofReport, start: i, end: read.next };
}

function isMarkBefore(tokens: readonly Token[], i: number): boolean {
  const before = tokens[i - 1];
  return before !== undefined && before.kind === 'mark' && before.text !== '/';
}

const EDGES_AFTER_UNIT = phraseList('trước | chậm nhất | muộn nhất | ( trước | ( chậm nhất');

/** "6 tháng trước ngày 10/6; năm trước ngày 10/12": a report's unit with its date behind it. */
function isWeakUnit(tokens: readonly Token[], i: number): boolean {
  const item = readNextItem(tokens, i);
  return item !== null && matchAt(tokens, item.next, EDGES_AFTER_UNIT) > 0;
}

function readPhrase(tokens: readonly Token[], i: number, end: number, original: string): ReadPhrase {
  const token = tokens[i] as Token;
  if (token.masked) return { type: 'word', start: i, end: i + 1 };
  const exception = readException(tokens, i);
  if (exception) return exception;
  const mark = readMark(token, i);
  if (mark) return mark;
  return (
    readSteady(tokens, i, end, original) ??
    readAnswer(tokens, i) ??
    readSession(tokens, i) ??
    readPhase(tokens, i) ??
    readRhythmPhrase(tokens, i) ??
    readWindowPhrase(tokens, i) ??
    readBoundingClock(tokens, i) ??
    readPostposedTerm(tokens, i, original) ??
    readTermPhrase(tokens, i, end, original) ??
    readLoneClock(tokens, i) ??
    readConditionPhrase(tokens, i, end, original) ??
    readFiller(tokens, i)
  );
}

function readMark(token: Token, i: number): ReadPhrase | null {
  if (token.kind !== 'mark') return null;
  const at = { start: i, end: i + 1 };
  if (token.text === '(' || token.text === '[') return { type: 'open', ...at };
  if (token.text === ')' || token.text === ']') return { type: 'close', ...at };
  if (token.text === ',') return { type: 'join', word: 'comma', ...at };
  if (token.text === '&' || token.text === '+') return { type: 'join', word: 'and', ...at };
  return { type: 'filler', ...at };
}

function readSteady(tokens: readonly Token[], i: number, end: number, original: string): ReadPhrase | null {
  const spending = matchAt(tokens, i, SPENDING);
  if (spending > 0) return { type: 'remark', start: i, end: i + spending };
  const continuous = matchAt(tokens, i, CONTINUOUS);
  if (continuous > 0) return { type: 'continuous', start: i, end: i + continuous };
  const later = matchAt(tokens, i, LATER_YEARS);
  if (later > 0) return { type: 'later-years', start: i, end: i + later };
  const demand = matchAt(tokens, i, ON_DEMAND);
  if (demand > 0) return { type: 'on-demand', start: i, end: i + demand };
  if (isAt(tokens, i, 'đối', 'với')) return { type: 'regarding', start: i, end: i + 2 };
  if (isAt(tokens, i, 'và')) return { type: 'join', word: 'and', start: i, end: i + 1 };
  if (isAt(tokens, i, 'hoặc')) return { type: 'join', word: 'or', start: i, end: i + 1 };
  // "báo cáo … theo chế độ" ends no deadline; conditions that begin with "khi" come before any window does.
  if (isAt(tokens, i, 'nếu', 'có') && (i + 2 >= end || textAt(tokens, i + 2) === ')'))
    return { type: 'filler', start: i, end: i + 2 };
  if (isAt(tokens, i, 'khi') || isAt(tokens, i, 'nếu')) return readConditionPhrase(tokens, i, end, original);
  return null;
}

const EXCEPT = phraseList('trừ | ngoại trừ | không bao gồm | không tính | không kể');
const DAYS_OFF = new Set(
  'trừ ngoại không bao gồm tính kể các những ngày thứ bảy bẩy 7 chủ nhật cn t7 t nghỉ lễ tết và hoặc hàng tuần theo quy định của pháp luật việt nam cuối'.split(
    ' ',
  ),
);

/** "(trừ quý IV)": what a bracket excepts is no date of its own; days off move no end of a span. */
function readException(tokens: readonly Token[], i: number): ReadPhrase | null {
  if (tokens[i]?.text !== '(' || matchAt(tokens, i + 1, EXCEPT) === 0) return null;
  let end = i + 1;
  while (end < tokens.length && tokens[end]?.text !== ')') end++;
  const daysOff = tokens.slice(i + 1, end).every((token) => token.kind === 'mark' || DAYS_OFF.has(token.text));
  const next = Math.min(end + 1, tokens.length);
  return { type: 'remark', start: i, end: next, ...(daysOff ? {} : { doubt: 'có trường hợp riêng' }) };
}

/** "giai đoạn 2021-2025": a span of years that usually belongs to a title. */
function readPhase(tokens: readonly Token[], i: number): ReadPhrase | null {
  const within = isAt(tokens, i, 'trong') && matchAt(tokens, i + 1, PHASES) > 0 ? 1 : 0;
  const head = within + matchAt(tokens, i + within, PHASES);
  const from = numberAt(tokens, i + head);
  // A year or "2026-2030" alone in its cell is the time of the work.
  const alone = tokens.length === 1 || (isAt(tokens, 1, 'và') && matchAt(tokens, 2, LATER_YEARS) > 0);
  if (i === 0 && alone && isYear(from)) return wholeYears(from, from, 0, 1);
  if (head === 0 && !isYear(from)) return null;
  const dash = textAt(tokens, i + head + 1);
  const to = numberAt(tokens, i + head + 2);
  if (!isYear(from) || (dash !== '-' && dash !== 'đến') || !isYear(to)) return null;
  const read = wholeYears(from, to, i, i + head + 3);
  // A term of office ends with a congress or an election, not with the year.
  if (isAt(tokens, i, 'nhiệm', 'kỳ'))
    for (const { until } of read.windows) until.doubt = 'nhiệm kỳ không phải là thời hạn';
  return read;
}

function wholeYears(from: number, to: number, start: number, end: number): Extract<Phrase, { type: 'windows' }> {
  const first = { at: 'year' as const, part: 'whole' as const, year: from };
  const window: RawWindow = {
    from: from === to ? null : first,
    bound: 'in',
    until: { ...first, year: to },
    clock: null,
    edged: false,
  };
  return { type: 'windows', windows: [window], joined: from === to ? 'single' : 'range', start, end };
}

function readRhythmPhrase(tokens: readonly Token[], i: number): ReadPhrase | null {
  const read = readRhythms(tokens, i);
  if (!read) return null;
  const { rhythms, ofReport, times } = read.value;
  const doubt = times !== undefined && namesEachTime(tokens, read.next, times) ? undefined : read.value.doubt;
  return { type: 'rhythms', rhythms, ofReport, ...(doubt ? { doubt } : {}), start: i, end: read.next };
}

const OF = phraseList('của | trong | vào | cho');

function readWindowPhrase(tokens: readonly Token[], i: number): ReadPhrase | null {
  const read = readWindows(tokens, i);
  if (!read) return null;
  if ('from' in read.value) return { type: 'from', from: read.value.from, start: i, end: read.next };
  // "Quý IV các năm 2021-2025": yearly, in the years that follow.
  if (isAt(tokens, read.next, 'các', 'năm') && isYear(numberAt(tokens, read.next + 2)))
    return { type: 'windows', ...read.value, rhythms: [EACH_YEAR], start: i, end: read.next + 1 };
  // "ngày 15 hàng tháng": the rhythm right after a window is its own.
  let at = read.next + matchAt(tokens, read.next, OF);
  const paren = textAt(tokens, at) === '(' ? 1 : 0;
  at += paren;
  const follows =
    isAt(tokens, at, 'hàng') ||
    isAt(tokens, at, 'mỗi') ||
    isAt(tokens, at, 'từng') ||
    isAt(tokens, at, 'định', 'kỳ', 'hàng');
  const rhythm = follows ? beforeNextEdge(tokens, readRhythms(tokens, at)) : null;
  const closes = paren === 0 || (rhythm !== null && textAt(tokens, rhythm.next) === ')');
  if (rhythm && closes && rhythm.value.doubt === undefined)
    return { type: 'windows', ...read.value, rhythms: rhythm.value.rhythms, start: i, end: rhythm.next + paren };
  return { type: 'windows', ...read.value, start: i, end: read.next };
}

/** "thứ Sáu hàng tuần, báo cáo tháng trước ngày 20": an item with an edge behind it opens the next clause. */
function beforeNextEdge(tokens: readonly Token[], read: Read<ReadRhythms> | null): Read<ReadRhythms> | null {
  if (read === null || read.value.rhythms.length < 2 || matchAt(tokens, read.next, EDGES_AFTER_UNIT) === 0) return read;
  let next = read.next - 1;
  while (next > 0 && textAt(tokens, next) !== ',' && textAt(tokens, next) !== 'và') next--;
  return { value: { ...read.value, rhythms: read.value.rhythms.slice(0, -1) }, next };
}

/** "(tức ngày 15/12/2025)": what the offset before it comes to, in the office's own words. */
function readAnswer(tokens: readonly Token[], i: number): ReadPhrase | null {
  const length = matchAt(tokens, i, ANSWERS);
  const read = length > 0 ? readWindows(tokens, i + length) : null;
  if (!read || 'from' in read.value) return null;
  return { type: 'windows', ...read.value, answers: true, start: i, end: read.next };
}

const SESSION_EDGES = phraseList('tại các | trong các | tại | trong | vào | ở');
const SESSION_HEADS = phraseList(
  'kỳ họp | phiên họp | cuộc họp | hội nghị | kỳ sinh hoạt | buổi sinh hoạt | sinh hoạt chi bộ | kỳ giao ban | buổi giao ban | cuộc giao ban | hội nghị giao ban | phiên giao ban | kỳ đại hội | chương trình kỳ họp | chương trình phiên họp | đợt sinh hoạt | phiên',
);
const LONGEST_SESSION = 16;

/** "phiên họp Chính phủ thường kỳ tháng 9/2025": a session whose month is said is due in that month. */
function readSession(tokens: readonly Token[], i: number): ReadPhrase | null {
  const edge = matchAt(tokens, i, SESSION_EDGES);
  const head = matchAt(tokens, i + edge, SESSION_HEADS);
  if (head === 0) return null;
  let at = i + edge + head;
  for (let guard = 0; guard < LONGEST_SESSION; guard++, at++) {
    const token = tokens[at];
    if (token === undefined || (token.kind !== 'word' && !token.masked)) return null;
    if (token.text === 'vào' || token.text === 'trong') continue;
    // "tổ chức hội nghị trước ngày 15/12": an edge bounds the work, the day is not that of the session.
    if (readEdges(tokens, at).edge.edged) return null;
    const read = SESSION_TIMES.has(textAt(tokens, at)) ? readWindows(tokens, at) : null;
    if (read === null) continue;
    if ('from' in read.value || read.value.windows.length !== 1 || !isOfSession(read.value.windows[0])) return null;
    return { type: 'windows', ...read.value, start: i, end: read.next };
  }
  return null;
}

const SESSION_TIMES = new Set(['tháng', 'ngày', 'quý']);

function isOfSession(window: RawWindow | undefined): boolean {
  if (window === undefined || window.edged || window.from !== null || window.until.doubt !== undefined) return false;
  const { at, month, part } = window.until;
  return (
    (part ?? 'whole') === 'whole' &&
    (at === 'quarter' || ((at === 'month' || at === 'day') && typeof month === 'number'))
  );
}

const EACH_YEAR: RawRhythm = { every: 'annual', interval: 1, only: null, strong: true, everyTime: true };

/** "thứ Hai hàng tuần (trước 10 giờ)": nothing that the hours could count from follows. */
function readBoundingClock(tokens: readonly Token[], i: number): ReadPhrase | null {
  const clock = isAt(tokens, i, 'trước') ? readClock(tokens, i + 1) : null;
  const after = clock && tokens[clock.next];
  const daily = clock !== null && matchAt(tokens, clock.next, EVERY) > 0 && readRhythms(tokens, clock.next) !== null;
  return clock && (after === undefined || after?.kind === 'mark' || daily)
    ? { type: 'remark', start: i, end: clock.next }
    : null;
}

const EVERY = phraseList('hàng | mỗi | các | từng');

const POSTPOSED = phraseList(
  'ít nhất là | ít nhất | tối thiểu là | tối thiểu | chậm nhất là | chậm nhất | không ít hơn | không dưới | tối đa là | tối đa | không quá',
);
const EVENT_LEADS = phraseList('trước thời điểm | trước ngày | trước khi | trước');
const LONGEST_EVENT = 30;

/** "trước ngày khai mạc ít nhất 10 ngày": the length stands behind its event. */
function readPostposedTerm(tokens: readonly Token[], i: number, original: string): ReadPhrase | null {
  const lead = matchAt(tokens, i, EVENT_LEADS);
  if (lead === 0) return null;
  for (let at = i + lead; at < i + lead + LONGEST_EVENT; at++) {
    const token = tokens[at];
    if (token === undefined || (token.kind !== 'word' && !token.masked && token.text !== ',')) return null;
    const length = at > i + lead ? matchAt(tokens, at, POSTPOSED) : 0;
    if (length === 0) continue;
    const term = readLength(tokens, at + length);
    if (!term) return null;
    const { count, unit } = term.value;
    const event = sliceOf(tokens, i + lead, at, original);
    return {
      type: 'term',
      count,
      unit,
      side: 'before',
      event: event === '' ? null : [i + lead, at],
      start: i,
      end: term.next,
    };
  }
  return null;
}

/** "trước 19h00 hàng ngày": the hour of a day that something else gives. */
function readLoneClock(tokens: readonly Token[], i: number): ReadPhrase | null {
  const clock = readClock(tokens, readEdges(tokens, i).next);
  return clock && { type: 'remark', start: i, end: clock.next };
}

/** "trong thời hạn 05 ngày làm việc kể từ ngày nhận đủ hồ sơ": a term whose start is an event. */
function readTermPhrase(tokens: readonly Token[], i: number, end: number, original: string): ReadPhrase | null {
  let at = i;
  for (let guard = 0; guard < 3; guard++) {
    const length = matchAt(tokens, at, TERM_EDGES);
    if (length === 0) break;
    at += length;
  }
  const term = readTerm(tokens, at);
  // "kế hoạch đầu tư 05 năm trước ngày 31/3/2026": a length that nothing bounds names the plan, the day is its own.
  if (term && at === i && term.side === 'before' && isNameLength(tokens, term.next, term.unit)) return null;
  if (term) {
    const { next, doubt } = conditionEnd(tokens, term.next, end);
    const event: [number, number] | null = sliceOf(tokens, term.next, next, original) === '' ? null : [term.next, next];
    const { count, unit, side } = term;
    const doubted = doubt === undefined ? {} : { doubt };
    return { type: 'term', count, unit, side, event, ...doubted, start: i, end: Math.max(next, term.next) };
  }
  if (at === i) return null;
  const length = readLength(tokens, at);
  if (!length || readEdges(tokens, i).next === i) return null;
  const side = isAt(tokens, i, 'trước') ? 'before' : 'after';
  return { type: 'term', ...length.value, side, event: null, start: i, end: length.next };
}

function isNameLength(tokens: readonly Token[], next: number, unit: TermUnit): boolean {
  if (unit !== 'month' && unit !== 'year') return false;
  const place = readPlace(tokens, isAt(tokens, next - 1, 'ngày') ? next - 1 : next);
  return place?.value.at === 'day' && place.value.month !== undefined;
}

function readConditionPhrase(tokens: readonly Token[], i: number, end: number, original: string): ReadPhrase | null {
  return readCondition(tokens, i, end, original);
}

function readFiller(tokens: readonly Token[], i: number): ReadPhrase {
  const length = matchAt(tokens, i, FILLERS);
  return length > 0 ? { type: 'filler', start: i, end: i + length } : { type: 'word', start: i, end: i + 1 };
}
