// Bounded places: "trước ngày 15/12/2026", "chậm nhất 17h00 ngày 20/5", "từ tháng 3 đến tháng 10", "quý I, II năm 2026".
import type { WindowBound } from '#contracts/deadline.ts';
import { isAt, isYear, matchAt, numberAt, phraseList, textAt } from '#domain/deadline/text/match-tokens.ts';
import type { Token } from '#domain/deadline/text/tokenise-text.ts';
import type { RawPlace, RawWindow, Read } from './raw.ts';
import { readClock } from './read-clock.ts';
import { type FirstDays, readFirstDays } from './read-first-days.ts';
import { readOrdinal } from './read-number.ts';
import { readOffset } from './read-offset.ts';
import { readPlace } from './read-place.ts';
import { readYearAfter } from './read-year.ts';

export type ReadWindows = { windows: RawWindow[]; joined: 'list' | 'range' | 'single' };

type Edge = {
  bound: WindowBound;
  from: boolean;
  after: boolean;
  edged: boolean;
  runsUntil: boolean;
  doubt: string | null;
};

const BEFORE = phraseList(
  'trước thời điểm | trước các | trước thời hạn | trước mốc | trước kỳ | trước dịp | trước | sớm hơn',
);
const BY = phraseList(
  `chậm nhất là đến | chậm nhất đến | chậm nhất là | chậm nhất vào các | chậm nhất vào | chậm nhất các | chậm nhất | muộn nhất là | muộn nhất | trễ nhất là |
   trễ nhất | không chậm hơn | không muộn hơn | không trễ hơn | không chậm quá | không được quá | không để quá | không quá | không sau |
   hạn chót là | hạn chót | hạn cuối cùng là | hạn cuối cùng | hạn cuối là | hạn cuối | hạn nộp | hạn gửi | hạn là | hạn |
   cho đến hết | cho tới hết | cho đến | cho tới | đến hết | tới hết | tính đến | đến cuối cùng | đến | tới | hết |
   thời hạn cuối cùng là | thời hạn chậm nhất là | thời hạn cuối cùng | thời hạn là | thời hạn | thời gian chậm nhất | nhanh nhất | sớm nhất là`,
);
const RUNS_UNTIL = new Set(['đến', 'tới', 'cho']);
const IN = phraseList(
  `trong vòng | trong thời hạn | ngay trong | nội trong | trong khoảng thời gian | trong khoảng | trong thời gian | trong cả | trong dịp | trong các | trong đợt | trong |
   vào khoảng | vào thời điểm | vào lúc | vào các | vào dịp | vào cuối dịp | vào | tại thời điểm | lúc | nhân dịp | dịp | khoảng |
   dự kiến vào | dự kiến trong | dự kiến | đúng | là | thời điểm | trong suốt`,
);
const EARLIEST = phraseList('sớm nhất | nhanh nhất');
const FROM = phraseList('bắt đầu từ | kể từ đầu | kể từ | tính bắt đầu từ | tính từ | từ sau | từ');
const AFTER = phraseList('sau thời điểm | sau dịp | không sớm hơn | không trước | sau');

/** The windows that begin at `i` with their edges, as a list or a range; null when no place follows. */
export function readWindows(tokens: readonly Token[], i: number): Read<ReadWindows | { from: RawPlace }> | null {
  const edges = readEdges(tokens, i);
  const { edge } = edges;
  const days = readFirstDays(tokens, edges.next);
  if (days) return firstDays(days, edge);
  if (matchAt(tokens, i, EARLIEST) > 0) edge.doubt ??= 'mốc "sớm nhất" không phải là hạn';
  const first =
    readClockedPlace(tokens, edges.next) ??
    readYearWithin(tokens, edges.next) ??
    readBareYear(tokens, edges.next, edge.edged) ??
    readBareDay(tokens, edges.next);
  if (!first) return null;
  if (edge.after && first.value.place.at === 'offset') edge.bound = 'by';
  else if (edge.after)
    return { value: { from: { ...first.value.place, doubt: 'chỉ nêu mốc bắt đầu, không nêu hạn' } }, next: first.next };
  const range = readRange(tokens, first, edge);
  if (range) return range;
  if (edge.from) {
    const doubt = edge.doubt === null ? {} : { doubt: edge.doubt };
    return { value: { from: { ...first.value.place, ...doubt } }, next: first.next };
  }
  return readListOf(tokens, first, edge);
}

function firstDays({ value, next }: Read<FirstDays>, edge: Edge): Read<ReadWindows> {
  const said =
    edge.bound === 'before' || edge.from || edge.after ? 'khoảng thời gian đứng sau "trước" hoặc "sau"' : null;
  const until = said === null ? value.until : { ...value.until, doubt: said };
  const window: RawWindow = { from: value.from, bound: 'in', until, clock: null, edged: edge.edged };
  return { value: { windows: [window], joined: 'single' }, next };
}

/** Skips and merges edge words: the stricter of two wins ("chậm nhất trước" is before). */
export function readEdges(tokens: readonly Token[], i: number): { edge: Edge; next: number } {
  const edge: Edge = { bound: 'in', from: false, after: false, edged: false, runsUntil: false, doubt: null };
  let next = i;
  let by = false;
  let before = false;
  for (let guard = 0; guard < 6; guard++) {
    const kinds = [
      [BEFORE, 'before'],
      [BY, 'by'],
      [IN, 'in'],
      [FROM, 'from'],
      [AFTER, 'after'],
    ] as const;
    const found = kinds.map(([words, kind]) => [matchAt(tokens, next, words), kind] as const).find(([n]) => n > 0);
    if (!found) break;
    const [length, kind] = found;
    if (kind === 'from' && isAt(tokens, next + length, 'ngày', 'ban', 'hành')) edge.from = true;
    if (kind === 'before') before = !isPreviousPeriod(tokens, next, length);
    if (kind === 'by') by = true;
    if (kind === 'by' && next === i) edge.runsUntil = RUNS_UNTIL.has(textAt(tokens, i));
    if (kind === 'from') edge.from = true;
    if (kind === 'after') edge.after = true;
    edge.edged = true;
    next += length;
    if (textAt(tokens, next) === ':' && (kind === 'by' || kind === 'before')) next++;
    // "tính từ … đến …", "số liệu tính đến …" say of which time the data are.
    if (kind === 'from' && textAt(tokens, i) === 'tính') edge.doubt = NO_DATA_WINDOW;
    if ((kind === 'by' || kind === 'from') && isOfData(tokens, next - length)) edge.doubt = NO_DATA_WINDOW;
    if (before && kind === 'by' && isAt(tokens, next - 1, 'hết'))
      edge.doubt = '"trước hết" một kỳ: không rõ tính cả ngày cuối';
  }
  const strict = before && !(edge.doubt !== null && by);
  edge.bound = strict ? 'before' : by ? 'by' : 'in';
  return { edge, next };
}

/** "số liệu tính đến hết ngày 14/11", "lũy kế đến ngày 30/6": what has been counted by then. */
function isOfData(tokens: readonly Token[], i: number): boolean {
  const at = isAt(tokens, i - 1, 'được') ? i - 2 : i - 1;
  return isAt(tokens, at - 1, 'số', 'liệu') || isAt(tokens, at - 1, 'dữ', 'liệu') || isAt(tokens, at - 1, 'lũy', 'kế');
}

/** "báo cáo quý trước vào ngày 05": the quarter before, no bound. */
function isPreviousPeriod(tokens: readonly Token[], i: number, length: number): boolean {
  return length === 1 && textAt(tokens, i + 1) === 'vào' && /^(tháng|quý|năm|kỳ|tuần)$/.test(textAt(tokens, i - 1));
}

const AFTER_BARE_YEAR = new Set(['', ',', ')', '.', ';', 'đến', '-', 'và', 'trở']);

/** "từ 2026 đến 2030", "đến 2030": four digits right behind an edge and before nothing that they could count. */
function readBareYear(tokens: readonly Token[], i: number, edged: boolean): Read<Clocked> | null {
  const year = numberAt(tokens, i);
  if (!edged || !isYear(year) || !AFTER_BARE_YEAR.has(tokens[i + 1]?.text ?? '')) return null;
  return { value: { place: { at: 'year', part: 'whole', year }, clock: null }, next: i + 1 };
}

/** "trong năm": the plan year. */
function readYearWithin(tokens: readonly Token[], i: number): Read<Clocked> | null {
  if (!isAt(tokens, i - 1, 'trong', 'năm') || isAt(tokens, i + 1, 'học') || isAt(tokens, i + 1, 'ngày')) return null;
  if (!Number.isNaN(numberAt(tokens, i + 1))) return null;
  return { value: { place: { at: 'year', part: 'whole' }, clock: null }, next: i + 1 };
}

/** "từ tháng 3 đến hết năm": the plan year, and not the fifth month. */
function readYearOut(tokens: readonly Token[], i: number): Read<Clocked> | null {
  const isOther = /^(học|ngày|tháng|sau|trước|tiếp|kế|nay)$/.test(textAt(tokens, i + 1));
  if (!isAt(tokens, i - 1, 'hết', 'năm') || isOther || !Number.isNaN(numberAt(tokens, i + 1))) return null;
  return { value: { place: { at: 'year', part: 'whole' }, clock: null }, next: i + 1 };
}

/** "9-11/2026": months, because the second is one. */
function readBareMonth(tokens: readonly Token[], i: number, month: number): Read<Clocked> | null {
  if (!(month >= 1 && month <= 12) || textAt(tokens, i + 1) !== '-' || textAt(tokens, i - 1) === '/') return null;
  const second = readPlace(tokens, i + 2);
  if (second?.value.at !== 'month' || typeof second.value.month !== 'number' || second.value.month <= month)
    return null;
  return { value: { place: { at: 'month', month, part: 'whole' }, clock: null }, next: i + 1 };
}

/** "từ 15 đến 20/11/2026": the first day is a bare number, its month stands with the second. */
function readBareDay(tokens: readonly Token[], i: number): Read<Clocked> | null {
  const day = numberAt(tokens, i);
  const month = readBareMonth(tokens, i, day);
  if (month) return month;
  const isDay = day >= 1 && day <= 31;
  const length = isDay ? matchAt(tokens, i + 1, TO) : 0;
  if (isDay && length === 0 && !/^[/.-]$/.test(textAt(tokens, i - 1)) && endsWithMonth(tokens, i))
    return { value: { place: { at: 'day', day }, clock: null }, next: i + 1 };
  if (length === 0) return null;
  const second = readPlace(tokens, i + 1 + length);
  if (second?.value.at !== 'day' || second.value.month === undefined) return null;
  return { value: { place: { at: 'day', day }, clock: null }, next: i + 1 };
}

const MOST_LISTED_DAYS = 31;

/** "24, 25 và 26 tháng 8": bare days of which the last has the month. */
function endsWithMonth(tokens: readonly Token[], i: number): boolean {
  let at = i;
  for (let guard = 0; guard < MOST_LISTED_DAYS; guard++) {
    const separator = matchAt(tokens, at + 1, AND);
    if (separator === 0) break;
    at += 1 + separator;
    const value = numberAt(tokens, at);
    if (!(value >= 1 && value <= 31)) return false;
    const place = readPlace(tokens, at);
    if (place?.value.at === 'day' && typeof place.value.month === 'number') return true;
  }
  return false;
}

type Clocked = { place: RawPlace; clock: string | null };

/** A place with a wall clock before or after it: "17h00 ngày 20/5", "thứ Sáu (trước 16h)". */
function readClockedPlace(tokens: readonly Token[], i: number): Read<Clocked> | null {
  const clock = readClock(tokens, i);
  if (clock) {
    let at = clock.next;
    for (let guard = 0; guard < 3 && CLOCK_JOINTS.has(textAt(tokens, at)); guard++) at++;
    const place = readPlace(tokens, at);
    return place && { value: { place: place.value, clock: clock.value }, next: place.next };
  }
  const offset = readOffset(tokens, i);
  if (offset) return { value: { place: offset.value, clock: null }, next: offset.next };
  const dayPart = matchAt(tokens, i, DAY_PARTS);
  const place = readPlace(tokens, i + dayPart);
  if (!place) return null;
  if (dayPart > 0) return readDayPart(tokens, i, place);
  const after = readClockAfter(tokens, place.next);
  return { value: { place: place.value, clock: after?.value ?? null }, next: after?.next ?? place.next };
}

const DAY_PARTS = phraseList(
  `buổi sáng , | buổi sáng | sáng , | sáng | buổi chiều , | buổi chiều | chiều , | chiều | buổi tối | tối | cả ngày |
   đầu giờ sáng | đầu giờ chiều | cuối giờ sáng | cuối giờ chiều | trưa`,
);

/** "sáng ngày 28/6": the day, whatever part of it; "trước sáng ngày 28/6" may still be the day before. */
function readDayPart(tokens: readonly Token[], i: number, { value, next }: Read<RawPlace>): Read<Clocked> | null {
  const isDay = value.at === 'day' || value.at === 'weekday' || (value.at === 'near' && value.near?.weekday !== null);
  if (!isDay) return null;
  const doubt = textAt(tokens, i - 1) === 'trước' ? { doubt: '"trước" một buổi: không rõ tính ngày nào' } : {};
  return { value: { place: { ...value, ...doubt }, clock: null }, next };
}

const CLOCK_JOINTS = new Set([',', 'của', 'vào', 'các', 'trong', '-']);

function readClockAfter(tokens: readonly Token[], i: number): Read<string> | null {
  const open = textAt(tokens, i) === '(';
  let at = open || textAt(tokens, i) === ',' ? i + 1 : i;
  for (let guard = 0; guard < 2; guard++) {
    const edge = matchAt(tokens, at, CLOCK_EDGES);
    if (edge === 0) break;
    at += edge;
  }
  const clock = readClock(tokens, at);
  if (!clock || (at === i && !open)) return null;
  if (!open) return clock;
  return textAt(tokens, clock.next) === ')' ? { value: clock.value, next: clock.next + 1 } : null;
}

const CLOCK_EDGES = phraseList('trước | chậm nhất | lúc | vào lúc | là');

/** The doubt about a window that bounds data, not work. */
export const NO_DATA_WINDOW = 'khoảng lấy số liệu không phải là thời hạn';

const TO = phraseList(
  `cho đến hết | cho tới hết | đến trước hết | cho đến trước | đến trước | tới trước | đến hết | tới hết | cho đến | cho tới | đến chậm nhất | đến | tới | - | ~`,
);

/** "… đến …", "… - …": one window; the last place may be shortened ("quý II-IV", "tháng 3-4/2026", "15-20/11"). */
function readRange(tokens: readonly Token[], first: Read<Clocked>, edge: Edge): Read<ReadWindows> | null {
  let at = first.next;
  if (textAt(tokens, at) === ',' && matchAt(tokens, at + 1, TO) > 0) at++;
  const length = matchAt(tokens, at, TO);
  if (length === 0) return null;
  const dash = textAt(tokens, at) === '-' || textAt(tokens, at) === '~';
  if (tokens[at]?.newLine && dash && textAt(tokens, at + 1) !== 'quý' && textAt(tokens, at + 1) !== 'tháng')
    return null;
  const strict = tokens.slice(at, at + length).some((token) => token.text === 'trước');
  let second =
    readClockedPlace(tokens, at + length) ??
    readBareYear(tokens, at + length, edge.edged) ??
    readYearOut(tokens, at + length);
  if (!second) {
    const shortened = readShortened(tokens, at + length, first.value.place);
    if (!shortened) return null;
    second = { value: { place: shortened.value, clock: null }, next: shortened.next };
  }
  const [from, until] = shareMonth(first.value.place, second.value.place);
  if (!mayPair(from, until)) return null;
  const bound = strict ? 'before' : 'in';
  const behind = edge.bound === 'before' && !edge.from ? 'khoảng thời gian đứng sau "trước"' : null;
  const said = edge.doubt ?? behind;
  const opening = from.at === 'weekday' ? 'khoảng ngày trong tuần có thể chỉ là giờ làm việc' : said;
  const doubt = opening === null ? {} : { doubt: opening };
  const window: RawWindow = {
    from,
    bound,
    until: { ...until, ...doubt },
    clock: second.value.clock,
    edged: edge.edged,
  };
  return { value: { windows: [window], joined: 'range' }, next: second.next };
}

/** A shorter second place: only its number, in the kind of the first. */
function readShortened(tokens: readonly Token[], i: number, first: RawPlace): Read<RawPlace> | null {
  // "Quý IV/2021, 2022, 2023": the same place in further years.
  const at = isAt(tokens, i, 'năm') ? i + 1 : i;
  if (
    typeof first.year === 'number' &&
    first.at !== 'year' &&
    isYear(numberAt(tokens, at)) &&
    textAt(tokens, at + 1) !== '/'
  )
    return { value: { ...first, year: numberAt(tokens, at) }, next: at + 1 };
  if (first.at === 'quarter' && first.part === 'whole') {
    const ordinal = readOrdinal(tokens, i, 4);
    return ordinal && withYear(tokens, ordinal, (quarter) => ({ at: 'quarter', quarter, part: 'whole' }));
  }
  if (first.at === 'month' && typeof first.month === 'number' && first.part === 'whole') {
    const ordinal = readOrdinal(tokens, i, 12);
    return ordinal && withYear(tokens, ordinal, (month) => ({ at: 'month', month, part: 'whole' }));
  }
  if (first.at === 'year' && isYear(numberAt(tokens, i)))
    return { value: { at: 'year', part: 'whole', year: numberAt(tokens, i) }, next: i + 1 };
  if (first.at === 'day' && first.monthWord && typeof first.month === 'number') return readMoreMonths(tokens, i, first);
  if (first.at === 'day' && first.month === undefined) {
    const day = numberAt(tokens, i);
    if (day >= 1 && day <= 31) return { value: { at: 'day', day }, next: i + 1 };
  }
  return null;
}

/** "ngày 15 tháng 3, 6, 9 và 12". */
function readMoreMonths(tokens: readonly Token[], i: number, first: RawPlace): Read<RawPlace> | null {
  const at = isAt(tokens, i, 'tháng') ? i + 1 : i;
  const month = numberAt(tokens, at);
  const after = textAt(tokens, at + 1);
  if (!(month >= 1 && month <= 12) || after === '/' || after === 'tháng' || after === 'ngày') return null;
  const year = readYearAfter(tokens, at + 1);
  const { year: _said, ...rest } = first;
  return { value: { ...rest, month, ...(year?.value ?? {}) }, next: year?.next ?? at + 1 };
}

function withYear(tokens: readonly Token[], read: Read<number>, make: (n: number) => RawPlace): Read<RawPlace> {
  const year = readYearAfter(tokens, read.next);
  const base = make(read.value);
  return year ? { value: { ...base, ...year.value }, next: year.next } : { value: base, next: read.next };
}

/** "từ 15 đến 20/11/2026": the month said once belongs to both days. */
function shareMonth(from: RawPlace, until: RawPlace): [RawPlace, RawPlace] {
  if (from.at === 'day' && from.month === undefined && until.at === 'day' && until.month !== undefined)
    return [{ ...until, day: from.day }, until];
  if (from.at === 'day' && until.at === 'day' && until.month === undefined && from.month !== undefined)
    return [from, { ...from, day: until.day }];
  return [from, until];
}

function mayPair(from: RawPlace, until: RawPlace): boolean {
  const isRelative = (place: RawPlace) =>
    place.at === 'weekday' || place.at === 'period' || typeof place.month === 'object';
  return isRelative(from) === isRelative(until) && until.at !== 'now';
}

const AND = phraseList(', và | và | , | & | + | hoặc | ; và | ;');

/** "quý I, III", "ngày 30/6 và ngày 31/12": places of one kind under one edge. */
function readListOf(tokens: readonly Token[], first: Read<Clocked>, edge: Edge): Read<ReadWindows> {
  const { clock } = first.value;
  const places: RawPlace[] = [first.value.place];
  let next = first.next;
  for (let guard = 0; guard < 24; guard++) {
    const separator = matchAt(tokens, next, AND);
    if (separator === 0) break;
    const last = places[places.length - 1] as RawPlace;
    const more = readNextPlace(tokens, next + separator, last);
    if (!more || more.value.at !== last.at || isRangeNext(tokens, more.next, more.value)) break;
    if (isAt(tokens, next, 'hoặc')) last.doubt ??= 'hai mốc nối bằng "hoặc"';
    places.push(more.value);
    next = more.next;
  }
  if (edge.doubt !== null) (places[0] as RawPlace).doubt ??= edge.doubt;
  const shared = shareListMonths(places);
  const runs = edge.runsUntil && edge.bound === 'by' ? { runsUntil: true as const } : {};
  const windows = shared.map((until) => ({ from: null, bound: edge.bound, until, clock, edged: edge.edged, ...runs }));
  return { value: { windows, joined: windows.length > 1 ? 'list' : 'single' }, next };
}

/** A place of the same kind, or a shorter form of one: "ngày 20 của tháng 3, tháng 6". */
function readNextPlace(tokens: readonly Token[], i: number, last: RawPlace): Read<RawPlace> | null {
  const whole = readPlace(tokens, i);
  if (whole?.value.at === last.at) return whole;
  const shortened = whole === null || whole.value.at === 'month' ? readShortened(tokens, i, last) : null;
  if (whole !== null && shortened !== null) shortened.value.doubt = 'không rõ các tháng sau có cùng ngày';
  return shortened ?? whole;
}

/** "Quý I, Quý II - Quý III": the second item opens a range of its own. */
function isRangeNext(tokens: readonly Token[], i: number, place: RawPlace): boolean {
  const length = matchAt(tokens, i, TO);
  if (length === 0) return false;
  return readPlace(tokens, i + length) !== null || readShortened(tokens, i + length, place) !== null;
}

/** In "ngày 15, 30 tháng 6" the month stands only after the last day. */
function shareListMonths(places: RawPlace[]): RawPlace[] {
  const last = places[places.length - 1] as RawPlace;
  return places.map((place) =>
    place.at === 'day' && place.month === undefined && last.month !== undefined ? { ...last, day: place.day } : place,
  );
}
