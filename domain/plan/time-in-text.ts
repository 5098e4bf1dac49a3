// A deadline that stands in a sentence: in the text of the work, in the heading of a group, behind the name of whoever leads.
import { readDeadline } from '#domain/deadline/read-deadline.ts';
import { foldText, squeeze } from './fold-text.ts';
import { saysTime } from './time-words.ts';

export type TimeInText = {
  /** The words that say when, as written. */
  text: string;
  /** What stands before and after them. */
  before: string;
  after: string;
  /** The words say that this is when it has to be done: "hoàn thành trước ngày …"; else it may be what the work is about. */
  isPlain: boolean;
};

/** The one time in a sentence; null when there is none, several apart, or only the year that a name carries. */
export function timeIn(text: string): TimeInText | null {
  const line = squeeze(text);
  if (line.length > MAX_LETTERS || !saysTime(line)) return null;
  const { spans } = readDeadline({ text: line, planYear: ANY_YEAR });
  const times = spans.filter(({ role }) => role === 'time' || role === 'rhythm' || role === 'continuous');
  const [first, last] = [times[0], times.at(-1)];
  if (!first || !last) return null;
  // What lies between two of them must be no more than a joint, else they are two times of two things.
  const isOne = times.every((one, index) => {
    const next = times[index + 1];
    return !next || /^[\s,;()–-]*(và)?[\s,;()–-]*$/iu.test(line.slice(one.end, next.start));
  });
  if (!isOne) return null;
  const found = line.slice(first.start, last.end);
  if (isNameOnly(found, line.slice(0, first.start))) return null;
  const before = line.slice(0, first.start);
  const after = line.slice(last.end);
  return { text: found, before, after, isPlain: isPlain(found, before, after) };
}

/** A sentence; longer ones are texts with many times of many things. */
const MAX_LETTERS = 600;
/** Only where the words stand is asked, and that is the same in every year. */
const ANY_YEAR = 2026;

const DONE =
  /(hoan thanh|xong|ket thuc|han( chot| cuoi)?|thoi han|han (nop|gui|hoan thanh|bao cao|trinh)|deadline)( (trong|vao|den|la|cham nhat|truoc))*[\s:(,-]*$/;
const BOUND = /^(truoc|cham nhat|muon nhat|den het|het ngay|xong)\b|\b(truoc (ngay|het|thang|quy)|cham nhat)\b/;
/** What came about before a day is what the work is about, not when it is due. */
const MATTER =
  /(ban hanh|hieu luc|phat sinh|duoc cap|cap|sinh|ky|tiep nhan|thanh lap|xay dung|phe duyet|cong nhan|ton dong|ton tai|da co|nop)[\s,]*$/;

function isPlain(found: string, before: string, after: string): boolean {
  const [said, above] = [foldText(found), foldText(before)];
  const isDone = DONE.test(above);
  const isBound = BOUND.test(said) && !MATTER.test(above);
  const isAtEnd = /^[\s.;,)\]]*$/.test(after);
  const isAtStart = above === '' && /^\s*,/.test(after);
  return (isDone || isBound) && (isAtEnd || isAtStart);
}

/** "Kế hoạch năm 2026", "giai đoạn 2021-2025", "6 tháng đầu năm" in a name: when the matter was, not when the work is due. */
function isNameOnly(found: string, before: string): boolean {
  const words = foldText(found);
  const isYear =
    /^((trong|cua|tong ket|so ket|giai doan|nhiem ky|nien do|ca) )*(nam )?20\d{2}( ?[-–,] ?(nam )?20\d{2})*$/.test(
      words,
    );
  return (isYear && !DONE.test(foldText(before))) || /^(giai doan|nhiem ky|tong ket|so ket)\b/.test(words);
}

/** Whoever is named before a time in one cell: "Sở Tư pháp chủ trì; xong trước 30/6" → "Sở Tư pháp chủ trì". */
export function withoutTime({ before, after }: TimeInText): string {
  const head = squeeze(before)
    .replace(/[\s(,;:–-]*(thời gian|thời hạn|hạn|hoàn thành|xong|kết thúc|trong|vào|chậm nhất|đến)?[\s(,;:–-]*$/iu, '')
    .replace(/[\s(,;:–-]*(thời gian|thời hạn|hạn|hoàn thành|xong|kết thúc)?[\s(,;:–-]*$/iu, '');
  const tail = squeeze(after).replace(/^[\s).,;:–-]+/, '');
  return squeeze([head, tail].filter(Boolean).join('; '));
}
