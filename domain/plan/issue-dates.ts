// The date and the number of the document itself: its dateline, its "Số: …", and the remark that says to what it is attached.
import type { LocalDate } from '#contracts/primitives.ts';
import { daysInMonth, localDate } from '#domain/calendar/local-date.ts';
import { foldText, squeeze } from './fold-text.ts';

export type IssueDate = {
  year: number;
  /** Null when it was left open for the pen ("ngày    tháng    năm 2026"). */
  month: number | null;
  date: LocalDate | null;
  /** Vietnamese: what says so. */
  words: string;
};

const SPOKEN = /ngày([\s\d….,_]*)tháng([\s\d….,_]*)năm\s*(20\d{2})(?!\d)/iu;
const WRITTEN = /(?:ngày)?([\s\d….,_]*)\/([\s\d….,_]*)\/\s*(20\d{2})(?!\d)/iu;

/** Every date that the document gives itself, in order; dates in sentences are dates of others. */
export function readIssueDates(lines: readonly string[]): IssueDate[] {
  return lines.flatMap((line, index) => {
    const own = dateline(line) ?? ownNumber(line);
    if (own !== null) return [own];
    return attached(line, lines[index + 1] ?? '');
  });
}

/** "Kim Sơn, ngày 05 tháng 01 năm 2026", alone or behind the number. */
function dateline(line: string): IssueDate | null {
  if (line.length > 160) return null;
  const match = line.match(/^(.*?)(ngày[\s\d….,_]*tháng[\s\d….,_]*năm\s*20\d{2})\s*\.?\)?$/iu);
  const before = squeeze(match?.[1] ?? '');
  const isPlace = before === '' || /^[\p{L}\s.'’-]{1,40},$/u.test(before) || /^số\s*:/iu.test(before);
  return match && isPlace ? toDate(match[2] as string, 'ngày của văn bản') : null;
}

/** "Số: 12/KH-UBND ngày 05/01/2026", "Số: 05/2026/QĐ-UBND". */
function ownNumber(line: string): IssueDate | null {
  if (line.length > 120 || !/^số\s*:/iu.test(line)) return null;
  const dated = toDate(line, 'số và ngày của văn bản');
  if (dated !== null) return dated;
  const year = line.match(/\d*\s*\/\s*(20\d{2})\s*\/\s*\p{L}/u)?.[1];
  return year === undefined ? null : { year: Number(year), month: null, date: null, words: `số của văn bản «${line}»` };
}

/** "(Kèm theo Kế hoạch số 12/KH-UBND ngày 05 tháng 01 năm 2026 của …)", which may break over two lines. */
function attached(line: string, next: string): IssueDate[] {
  if (!/^\(?\s*(ban hanh )?(dinh )?kem theo\b/.test(foldText(line))) return [];
  const whole = line.includes(')') || SPOKEN.test(line) || WRITTEN.test(line) ? line : `${line} ${next}`;
  const own = toDate(whole, 'văn bản mà bảng này kèm theo, ngày');
  return own === null ? [] : [own];
}

function toDate(text: string, source: string): IssueDate | null {
  const [spoken, written] = [text.match(SPOKEN), text.match(WRITTEN)];
  const match =
    spoken && written ? ((spoken.index ?? 0) < (written.index ?? 0) ? spoken : written) : (spoken ?? written);
  if (match === null) return null;
  const [day, month, year] = [numberIn(match[1]), numberIn(match[2]), Number(match[3])];
  const isMonth = month !== null && month >= 1 && month <= 12;
  const date =
    isMonth && day !== null && day >= 1 && day <= daysInMonth(year, month) ? localDate(year, month, day) : null;
  const shown = date === null ? `năm ${year}` : date.split('-').reverse().join('/');
  return { year, month: isMonth ? month : null, date, words: `${source} ${shown}` };
}

function numberIn(text: string | undefined): number | null {
  const digits = text?.replace(/\D/g, '') ?? '';
  return digits === '' || digits.length > 2 ? null : Number(digits);
}
