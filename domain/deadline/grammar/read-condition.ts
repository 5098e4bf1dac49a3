// Work that waits for something: "khi có chỉ đạo", "sau khi … ban hành", "theo kế hoạch của …", "theo quy định".

import { isAt, matchAt, phraseList, textAt } from '#domain/deadline/text/match-tokens.ts';
import { mayTellTime } from '#domain/deadline/text/time-sense.ts';
import type { Token } from '#domain/deadline/text/tokenise-text.ts';
import type { Phrase } from './raw.ts';
import { readRhythms } from './read-rhythm.ts';
import { readWindows } from './read-window.ts';

type ConditionPhrase = Extract<Phrase, { type: 'condition' | 'reference' | 'remark' }>;

const WHEN = phraseList(
  `ngay sau khi | ngay khi | sau khi | trước khi | trong khi | cho đến khi | đến khi | tới khi | mỗi khi | bất cứ khi nào | khi | nếu |
   ngay sau | đến thời điểm | tại thời điểm | trong quá trình | trong trường hợp | trường hợp | thời điểm`,
);
const UNTIL = phraseList('cho đến khi | đến khi | tới khi');
const EVENT_HEADS = phraseList(
  `kỳ họp | phiên họp | hội nghị | đại hội | cuộc họp | lễ | ngày khai giảng | ngày bầu cử | ngày khai mạc | kỳ thi | kỳ tuyển sinh | kỳ nghỉ hè | mùa mưa | mùa khô | mùa mưa bão | mùa lũ | vụ đông xuân | vụ hè thu | năm học | khai giảng`,
);
// They last for months; work "in" them is due at their end, of which nothing is said.
const SEASONS = phraseList(
  'mùa mưa bão | mùa mưa | mùa khô | mùa lũ | vụ đông xuân | vụ hè thu | năm học | kỳ nghỉ hè',
);
/** Without an edge an event is a condition where nothing does it: "Kỳ họp thứ 15"; "kết thúc năm học trước ngày 31/5" is the work. */
function standsAlone(tokens: readonly Token[], i: number, length: number): boolean {
  if (matchAt(tokens, i, OWN_WORK) > 0) return false;
  if (matchAt(tokens, i, SESSIONS) > 0) return true;
  const opens = i === 0 || tokens[i - 1]?.kind === 'mark';
  return opens && readWindows(tokens, i + length) === null;
}

const AT_EVENT = phraseList('tại các | trong các | tại | trong | vào');
const SESSIONS = phraseList('kỳ họp | phiên họp');
// Without "tại", "trước" or the like these are the work itself: "tổ chức hội nghị sơ kết vào tháng 7".
const OWN_WORK = phraseList('hội nghị | cuộc họp | đại hội | lễ');
const EVENT_EDGES = phraseList(
  'trước thời điểm | trước | ngay sau | sau | tại | trong | vào | trước mỗi | trong các | tại các | đến',
);
const ACCORDING = phraseList(
  'tùy theo | tùy thuộc vào | tùy thuộc | tùy | căn cứ vào | căn cứ | trên cơ sở | phụ thuộc vào | phụ thuộc | theo đúng | theo | đảm bảo theo | bảo đảm theo | đồng bộ với | gắn với',
);
const GUIDES = phraseList(
  `kế hoạch | kh | lộ trình | tiến độ | yêu cầu | chỉ đạo | hướng dẫn | chương trình | thời hạn | thời gian | thông báo | văn bản | nhiệm vụ |
   phân công | tình hình | thực tế | đề nghị | lịch | quyết định | giấy mời | nhu cầu | từng | đợt | phát sinh | công văn | đề án | dự án | tiến trình | mốc | kết luận |
   nghị quyết | chỉ tiêu | điều kiện | khả năng | sự | ý kiến | lệnh | thẩm quyền | kỳ họp | luật | nghị định | thông tư | kỳ | năm học | mùa vụ | hợp đồng | đặc thù | vụ việc | đơn | hồ sơ | phê duyệt | quyết toán`,
);
const REGIME = phraseList('quy định | chế độ báo cáo | chế độ | quy chế | luật định');
const ON_TIME = phraseList(
  `đúng thời hạn | đúng thời gian | đúng tiến độ | đúng quy định | đúng hạn | bảo đảm thời gian | đảm bảo thời gian | đảm bảo tiến độ | bảo đảm tiến độ | kịp thời | đảm bảo đúng | bảo đảm đúng`,
);
const BUDGET = phraseList('dự toán | nguồn kinh phí | kinh phí | nguồn vốn | ngân sách | nguồn');
const NOT_CONDITIONS = phraseList(
  'theo dõi | theo mẫu | theo phụ lục | theo biểu | theo tinh thần | theo đó | theo thứ tự | theo định kỳ | thời điểm thực hiện | thời điểm hoàn thành | thời điểm báo cáo | thời điểm nộp | thời điểm gửi | thời điểm tổ chức | thời điểm kê khai | thời điểm triển khai',
);

/** The condition, reference or remark that begins at `i`, with its words up to the next time that stands by itself. */
export function readCondition(
  tokens: readonly Token[],
  i: number,
  end: number,
  original: string,
): ConditionPhrase | null {
  if (matchAt(tokens, i, NOT_CONDITIONS) > 0) return null;
  const onTime = matchAt(tokens, i, ON_TIME);
  if (onTime > 0) return onTimeReference(tokens, i, i + onTime, original);
  const when = matchAt(tokens, i, WHEN);
  if (when > 0 && i + when < end && !isPlaceWord(tokens, i + when)) {
    const before = isAt(tokens, i, 'trước');
    const read = condition(tokens, before ? i : i + when, i, end, original);
    return read.type === 'condition' && matchAt(tokens, i, UNTIL) > 0 ? { ...read, until: true } : read;
  }
  const edge = matchAt(tokens, i, EVENT_EDGES);
  const event = matchAt(tokens, i + edge, EVENT_HEADS);
  if (event > 0 && (edge > 0 || standsAlone(tokens, i, event))) {
    // "kỳ họp thường lệ cuối năm 2025": the session decides, its season does not.
    const read = condition(tokens, edge > 0 && !isAt(tokens, i, 'tại') ? i : i + edge, i, end, original);
    const season = edge === 0 || isAt(tokens, i, 'trong') || isAt(tokens, i, 'vào');
    if (season && matchAt(tokens, i + edge, SEASONS) > 0 && read.type === 'condition')
      return { ...read, doubt: 'mùa vụ, năm học không nêu ngày kết thúc' };
    const meets = edge === 0 || matchAt(tokens, i, AT_EVENT) > 0;
    if (read.type !== 'condition' || !meets) return read;
    // "tại kỳ họp giữa năm (tháng 7/2026)": the bracket settles what the season leaves open.
    const settled = textAt(tokens, read.end) === '(' && readWindows(tokens, read.end + 1) !== null;
    const { doubt, ...rest } = read;
    return { ...rest, meets: true, ...(doubt && !settled ? { doubt } : {}) };
  }
  const according = matchAt(tokens, i, ACCORDING);
  if (according === 0) return null;
  return readAccording(tokens, i, i + according, end, original);
}

const ON_TIME_TAIL = phraseList(
  'theo quy định | quy định | theo yêu cầu | yêu cầu | theo kế hoạch | đề ra | đã đề ra | theo tiến độ | được giao | thời gian quy định | thời hạn quy định',
);

/** "đúng tiến độ", "kịp thời": no more than these words; what follows speaks for itself. */
function onTimeReference(tokens: readonly Token[], start: number, at: number, original: string): ConditionPhrase {
  const next = at + matchAt(tokens, at, ON_TIME_TAIL);
  return { type: 'reference', trigger: sliceOf(tokens, start, next, original), onTime: true, start, end: next };
}

function readAccording(
  tokens: readonly Token[],
  start: number,
  at: number,
  end: number,
  original: string,
): ConditionPhrase | null {
  if (matchAt(tokens, at, BUDGET) > 0) return { type: 'remark', start, end: conditionEnd(tokens, at, end).next };
  if (matchAt(tokens, at, REGIME) > 0) return reference(tokens, start, at, end, original);
  if (isAt(tokens, start, 'theo') && matchAt(tokens, at, GUIDES) === 0) return null;
  return condition(tokens, start, start, end, original);
}

function condition(
  tokens: readonly Token[],
  from: number,
  start: number,
  end: number,
  original: string,
): ConditionPhrase {
  const { next, doubt } = conditionEnd(tokens, from, end);
  const trigger = sliceOf(tokens, from, next, original);
  if (trigger === '') return { type: 'remark', start, end: Math.max(next, start + 1), doubt: 'điều kiện không rõ' };
  // "trước khi kết thúc quý III" may mean its last day or the day before: neither event nor date.
  if (/(kết thúc|hết) (năm|quý|tháng|kỳ)(?! học| thi)/iu.test(trigger))
    return { type: 'condition', trigger, tail: false, start, end: next, doubt: 'sự kiện là lúc kết thúc một kỳ' };
  return { type: 'condition', trigger, tail: false, start, end: next, ...(doubt ? { doubt } : {}) };
}

function reference(
  tokens: readonly Token[],
  start: number,
  at: number,
  end: number,
  original: string,
): ConditionPhrase {
  const { next, doubt } = conditionEnd(tokens, at, datedEnd(tokens, at, end));
  return {
    type: 'reference',
    trigger: sliceOf(tokens, start, next, original),
    start,
    end: next,
    ...(doubt ? { doubt } : {}),
  };
}

/** "theo quy định trong tháng 11 năm 2025": right behind what a rule says in general a month with its year is the work's own. */
function datedEnd(tokens: readonly Token[], from: number, end: number): number {
  const at = from + matchAt(tokens, from, REGIME);
  const read = isAt(tokens, at, 'trong') ? readWindows(tokens, at) : null;
  if (read === null || !('windows' in read.value)) return end;
  return read.value.windows.every((one) => typeof one.until.year === 'number') ? Math.min(at, end) : end;
}

/** One past the condition's words; a number left inside makes the reading doubtful. */
export function conditionEnd(tokens: readonly Token[], from: number, end: number): { next: number; doubt?: string } {
  let i = from;
  let doubt: string | undefined;
  while (i < end) {
    const word = textAt(tokens, i);
    if (word === ')' || word === ';' || tokens[i]?.text === ')') break;
    if (i > from && (stopsCondition(tokens, i, word) || endsCitation(tokens, i))) break;
    if (tokens[i]?.kind === 'number' && mayTellTime(tokens, i) && !isTitleYear(tokens, i))
      doubt = 'điều kiện có nêu số hoặc mốc thời gian';
    if ((word === 'quý' && tokens[i + 1]?.text.match(/^(i|ii|iii|iv)$/)) || word === 'cuối' || word === 'giữa') {
      const window = readWindows(tokens, i);
      if (window) doubt = 'điều kiện có nêu số hoặc mốc thời gian';
    }
    i++;
  }
  while (i > from && /^[,.-]$/.test(tokens[i - 1]?.text ?? '')) i--;
  return { next: Math.max(i, Math.min(from + 1, end)), ...(doubt ? { doubt } : {}) };
}

// "khi có Nghị quyết, hoàn thành trong tháng 8": what is to be done by the date behind it.
const ACTS = phraseList(
  'phải hoàn thành | hoàn thành | hoàn thiện | kết thúc | xong | báo cáo kết quả | báo cáo | gửi | trình | ban hành',
);
/** What says that the date behind it is the one that a term or an event comes to. */
export const ANSWERS = phraseList('tức là | tức | nghĩa là | có nghĩa là | cụ thể là | cụ thể | hay là');
const LINKS = new Set([',', 'và', 'hoặc', '.', '(', '-', 'nhưng']);

const DOCUMENTS = phraseList(
  'luật | nghị định | nghị quyết | thông tư | quyết định | chỉ thị | kế hoạch | công văn | kết luận | thông báo | chương trình | văn bản | hướng dẫn | quy định | tờ trình | công điện',
);

/** "Theo Công văn 345/SNV-CCHC ngày 10/01/2026, các xã …": the document that is cited is all; another document goes on. */
function endsCitation(tokens: readonly Token[], i: number): boolean {
  return tokens[i]?.text === ',' && tokens[i - 1]?.masked === true && matchAt(tokens, i + 1, DOCUMENTS) === 0;
}

/** A deadline of its own ends the condition: "…, chậm nhất ngày 15/12", "… hoặc hàng quý". */
function stopsCondition(tokens: readonly Token[], i: number, word: string): boolean {
  if (word === 'chậm' || word === 'muộn' || (word === 'trước' && textAt(tokens, i - 1) !== 'năm'))
    return readWindows(tokens, i) !== null;
  if (word === 'từ' && textAt(tokens, i + 1) !== 'ngày') return false;
  if (!LINKS.has(word)) return false;
  let at = i + 1;
  if (LINKS.has(textAt(tokens, at))) at++;
  at += matchAt(tokens, at, ANSWERS);
  at += matchAt(tokens, at, ACTS);
  if (isAt(tokens, at, 'thường', 'xuyên')) return true;
  if (isAt(tokens, at, 'định', 'kỳ') || isAt(tokens, at, 'hàng') || isAt(tokens, at, 'mỗi'))
    return readRhythms(tokens, at) !== null;
  return readWindows(tokens, at) !== null;
}

/** "năm 2025" and "Luật … 2025" name a document or plan, no date of the task. */
function isTitleYear(tokens: readonly Token[], i: number): boolean {
  const before = tokens[i - 1]?.text ?? '';
  const inSpan = before === '-' && tokens[i - 2]?.text.length === 4 && PROGRAMMES.has(tokens[i - 3]?.text ?? '');
  return tokens[i]?.text.length === 4 && (inSpan || !/^[/-]$/.test(before));
}

// "theo lộ trình 2026 - 2030"; a school year is no title.
const PROGRAMMES = new Set(['trình', 'đoạn', 'hoạch', 'án']);

function isPlaceWord(tokens: readonly Token[], i: number): boolean {
  return readWindows(tokens, i) !== null && !isAt(tokens, i, 'năm');
}

/** The words as written but composed, so that the same words compare equal, from token `from` up to token `next`. */
export function sliceOf(tokens: readonly Token[], from: number, next: number, original: string): string {
  const first = tokens[from];
  const last = tokens[next - 1];
  if (first === undefined || last === undefined || next <= from) return '';
  return original.slice(first.start, last.end).normalize('NFC').replace(/\s+/g, ' ').trim();
}
