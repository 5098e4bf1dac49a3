// What stayed unread, and whether it may have said something about time.
import type { TextSpan } from '#contracts/deadline.ts';
import { NO_DATA_WINDOW } from '#domain/deadline/grammar/read-window.ts';
import { isSlip } from '#domain/deadline/text/find-slips.ts';
import { mayTellTime } from '#domain/deadline/text/time-sense.ts';
import type { Token } from '#domain/deadline/text/tokenise-text.ts';
import type { Composed } from './compose-rule.ts';

/** The stretches that no part of the rule uses; a number or a time word among them is a doubt. */
export function findUnread(
  tokens: readonly Token[],
  composed: Composed,
  text: string,
): { spans: TextSpan[]; doubts: string[] } {
  const spans: TextSpan[] = [];
  let risky: string | null = null;
  let slip: string | null = null;
  const repeats = composed.rule.parts.some((part) => part.times.some((time) => time.type === 'repeat'));
  for (const [start, end] of mergeRanges(composed.words)) {
    const from = tokens[start]?.start ?? 0;
    const to = tokens[end - 1]?.end ?? from;
    spans.push({ start: from, end: to, text: text.slice(from, to) });
    for (let i = start; i < end && slip === null; i++) if (isSlip(tokens, i)) slip = tokens[i]?.text ?? '';
    for (let i = start; i < end && risky === null; i++)
      if (mayTellTime(tokens, i) && !(repeats && isPeriodically(tokens, i))) risky = tokens[i]?.text ?? '';
  }
  const says = (what: RegExp) => spans.some((span) => what.test(span.text.normalize('NFC')));
  if (says(CUT_OFF)) return { spans, doubts: [NO_DATA_WINDOW] };
  if (says(IN_FORCE)) return { spans, doubts: ['ngày có hiệu lực không phải là thời hạn'] };
  if (says(EARLIEST)) return { spans, doubts: ['mốc "sớm nhất" không phải là hạn'] };
  if (says(EXCEPTION)) return { spans, doubts: ['có trường hợp riêng'] };
  if (slip !== null) return { spans, doubts: [`có thể viết sai chữ chỉ thời gian: "${slip}"`] };
  return { spans, doubts: risky === null ? [] : [`còn chữ chưa đọc được: "${risky}"`] };
}

// A data window is not a deadline: its dates are right, what they bound is not the work.
const CUT_OFF =
  /số liệu (được )?(tính|lấy|chốt|cập nhật|thống kê|tổng hợp|đến|từ|trong kỳ)|(tính|lấy|chốt|cập nhật|kỳ|thời điểm) số liệu|chốt (số|dữ liệu|danh sách|sổ|đến|tại)|thời (điểm|gian) chốt|cập nhật (số liệu )?đến/iu;
// When a text is in force says nothing of when the work is due.
const IN_FORCE = /(có|hết|còn|ngày) hiệu lực|hiệu lực (thi hành|kể|từ)/iu;
// The first day on which something may begin.
const EARLIEST = /sớm nhất/iu;
// An exception takes dates away that the rest of the text has given.
const EXCEPTION =
  /(^|[\s,.;(])(riêng (đối với|báo cáo|các|những|tháng|quý|năm|kỳ|lần|đợt|với|trong|vào|tại)|(trừ|ngoại trừ) (các |những )?(trường hợp|khi|ngày|tháng|quý|năm|kỳ|báo cáo|thứ|dịp|nội dung|đơn vị)|không (bao gồm|tính|kể) (các |những )?(ngày|tháng|quý|năm|kỳ|thứ)|trường hợp|thay vì|thay cho|trước đây là|lùi (thời hạn|từ|đến|sang)|gia hạn|điều chỉnh từ)(\s|$)|(^|\s)(riêng|trừ|không kể|không tính)$/iu;

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
