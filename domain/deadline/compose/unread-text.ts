// What stayed unread, and whether it may have said something about time.
import type { Rhythm, RulePart, TextSpan } from '#contracts/deadline.ts';
import { NO_DATA_WINDOW } from '#domain/deadline/grammar/read-window.ts';
import { isSlip } from '#domain/deadline/text/find-slips.ts';
import { mayTellTime } from '#domain/deadline/text/time-sense.ts';
import type { Token } from '#domain/deadline/text/tokenise-text.ts';
import type { Composed } from './compose-rule.ts';
import { wordThatTurnsDay } from './turned-day.ts';

/** The stretches that no part of the rule uses; a number or a time word among them is a doubt. */
export function findUnread(
  tokens: readonly Token[],
  composed: Composed,
  text: string,
): { spans: TextSpan[]; doubts: string[] } {
  const spans: TextSpan[] = [];
  let risky: string | null = null;
  let slip: string | null = null;
  const units = unitsOf(composed);
  const repeats = composed.rule.parts.some((part) => part.times.some((time) => time.type === 'repeat'));
  for (const [start, end] of mergeRanges(composed.words)) {
    const from = tokens[start]?.start ?? 0;
    const to = tokens[end - 1]?.end ?? from;
    spans.push({ start: from, end: to, text: text.slice(from, to) });
    for (let i = start; i < end && slip === null; i++) if (isSlip(tokens, i)) slip = tokens[i]?.text ?? '';
    for (let i = start; i < end && risky === null; i++)
      if (mayTellTime(tokens, i) && !(repeats && isPeriodically(tokens, i)) && !isUnitSaid(tokens, i, units))
        risky = tokens[i]?.text ?? '';
  }
  const written = text.normalize('NFC');
  const says = (what: RegExp, trim = (words: string) => words) =>
    spans.some((span) => what.test(trim(span.text.normalize('NFC'))));
  if (says(CUT_OFF)) return { spans, doubts: [NO_DATA_WINDOW] };
  if (says(IN_FORCE, (words) => words.replace(PURPOSE_IN_FORCE, '')))
    return { spans, doubts: ['ngày có hiệu lực không phải là thời hạn'] };
  if (says(EARLIEST)) return { spans, doubts: ['mốc "sớm nhất" không phải là hạn'] };
  if (says(EXCEPTION) || MOVED.test(written)) return { spans, doubts: ['có trường hợp riêng'] };
  if (STATE.test(written)) return { spans, doubts: ['có thể là tình hình đến một ngày'] };
  if (DONE.test(written)) return { spans, doubts: ['có thể là việc đã qua'] };
  if (PAST.test(written) && composed.rule.parts.some(hasBareDay)) return { spans, doubts: ['có thể là việc đã qua'] };
  if (slip !== null) return { spans, doubts: [`có thể viết sai chữ chỉ thời gian: "${slip}"`] };
  const turned = wordThatTurnsDay(tokens, (i) => composed.words.some(([from, to]) => from <= i && i < to));
  if (turned !== null) return { spans, doubts: [`chữ cạnh ngày có thể làm đổi ngày: "${turned}"`] };
  return { spans, doubts: risky === null ? [] : [`còn chữ chưa đọc được: "${risky}"`] };
}

// A data window is not a deadline: its dates are right, what they bound is not the work.
const CUT_OFF =
  /số liệu (được )?(tính|lấy|chốt|cập nhật|thống kê|tổng hợp|đến|từ|trong kỳ)|(tính|lấy|chốt|cập nhật|kỳ|thời điểm) số liệu|chốt (số|dữ liệu|danh sách|sổ|đến|tại)|thời (điểm|gian) chốt|cập nhật (số liệu )?đến/iu;
// "thông qua trước ngày 30/6 để bảo đảm có hiệu lực từ ngày 01/7": what the work is for.
const PURPOSE_IN_FORCE = /để (bảo đảm |đảm bảo |kịp )?có hiệu lực/giu;
// When a text is in force says nothing of when the work is due.
const IN_FORCE = /(có|hết|còn|ngày) hiệu lực|hiệu lực (thi hành|kể|từ)/iu;
// The first day on which something may begin.
const EARLIEST = /sớm nhất/iu;
// "gia hạn đến …", "điều chỉnh thời hạn từ … sang …": an old date beside a new one; the reader takes their words for edges.
const MOVED = /(^|[\s(])(gia hạn\s|(điều chỉnh|lùi|dời|rút ngắn)( \S+){0,6} từ\s)/iu;
// An exception takes dates away that the rest of the text has given.
const EXCEPTION =
  /(^|[\s,.;(])(riêng (đối với|báo cáo|các|những|tháng|quý|năm|kỳ|lần|đợt|với|trong|vào|tại)|(trừ|ngoại trừ) (các |những )?(trường hợp|khi|ngày|tháng|quý|năm|kỳ|báo cáo|thứ|dịp|nội dung|đơn vị)|không (bao gồm|tính|kể) (các |những )?(ngày|tháng|quý|năm|kỳ|thứ)|trường hợp|thay vì|thay cho|trước đây là|lùi (thời hạn|từ|đến|sang)|gia hạn|điều chỉnh (từ|thời gian|thời hạn|tiến độ))(\s|$)|(^|\s)(riêng|trừ|không kể|không tính|(?<!(dự án|nhiệm vụ|công trình|hạng mục|vốn) )chuyển (tiếp|sang))$/iu;

// What has been done on a day: "Ngày 17/5/2025, Bộ Chính trị đã ban hành …".
const PAST =
  /(^|[\s,])đã (ban hành|ký|có|ra|phê duyệt|thông qua|yêu cầu|giao|công bố|báo cáo|hoàn thành|tổ chức|triển khai|trình|gửi|họp|kết luận|chỉ đạo)(\s|$)/iu;

// What a column of states says: "Đã hoàn thành tháng 3/2026".
const DONE = /^[\s\-–+•(]*đã (hoàn thành|ban hành|trình|thực hiện|triển khai|tổ chức|gửi|báo cáo|xong)(\s|$)/iu;

// "Giải ngân tính đến hết ngày 31/10/2025 đạt 72,4%": how things stand.
const STATE = /tính đến (?!khi)[^;]*\sđạt (được )?\d/iu;

/** A day that no edge makes a bound. */
function hasBareDay({ times }: RulePart): boolean {
  return times.some(
    (time) =>
      time.type === 'once' &&
      time.windows.some(({ from, bound, until }) => from === null && bound === 'in' && until.at === 'day'),
  );
}

const UNIT_OF: Readonly<Partial<Record<Rhythm, string>>> = {
  weekly: 'tuần',
  monthly: 'tháng',
  quarterly: 'quý',
  annual: 'năm',
};

/** The units of the rhythms that have been read. */
function unitsOf(composed: Composed): Set<string> {
  const times = composed.rule.parts.flatMap((part) => part.times);
  return new Set(times.flatMap((time) => (time.type === 'repeat' ? [UNIT_OF[time.every] ?? ''] : [])));
}

/** "phương án ngân quỹ quý, trình chậm nhất ngày 10 của tháng đầu quý": the plain unit of the rhythm names what is of each period. */
function isUnitSaid(tokens: readonly Token[], i: number, units: ReadonlySet<string>): boolean {
  const [before, after] = [tokens[i - 1], tokens[i + 1]];
  const isAlone = before?.kind === 'word' && (after === undefined || after.kind === 'mark');
  return isAlone && units.has(tokens[i]?.text ?? '') && !NOT_NAMED.has(before.text);
}

const NOT_NAMED = new Set('trong cuối đầu giữa sau trước hết đến mỗi từng hàng'.split(' '));

function mergeRanges(ranges: readonly [number, number][]): [number, number][] {
  const merged: [number, number][] = [];
  for (const [start, end] of ranges) {
    const last = merged[merged.length - 1];
    if (last && last[1] === start) last[1] = end;
    else merged.push([start, end]);
  }
  return merged;
}

/** "rà soát định kỳ … hàng năm": the rhythm itself has been read elsewhere. */
function isPeriodically(tokens: readonly Token[], i: number): boolean {
  const at = tokens[i]?.text === 'kỳ' ? i - 1 : i;
  return tokens[at]?.text === 'định' && tokens[at + 1]?.text === 'kỳ';
}
