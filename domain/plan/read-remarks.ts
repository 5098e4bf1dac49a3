// Footnotes, comments, a column of remarks and lines below the table: read for what changes a date, and for nothing else.
import { foldText, squeeze } from './fold-text.ts';
import type { RowDraft } from './group-rows.ts';
import { timeIn } from './time-in-text.ts';
import { saysTime } from './time-words.ts';

const CHANGE =
  /\b(gia han|dieu chinh|lui (den|sang|lai|thoi)|keo dai|thay doi|chuyen sang|doi (thanh|sang)|rut ngan|hoan (den|sang|lai)|tam (hoan|dung)|dung thuc hien|bai bo|khong thuc hien|huy bo|bo sung thoi gian|bat dau tinh|tinh tu)\b/;

/** The remark gives a time or changes what stands in the table. */
export function mayChangeDate(text: string): boolean {
  return CHANGE.test(foldText(text)) || (timeIn(text)?.isPlain ?? false);
}

/** Doubts from what stands beside the row: its footnotes and comments, and the columns that have no role. */
export function remarkDoubts(draft: Pick<RowDraft, 'notes' | 'remarks' | 'deadline'>): string[] {
  const notes = draft.notes
    .filter((note) => saysTime(note) || mayChangeDate(note))
    .map((note) => `chú thích ghi «${shorten(note)}»`);
  const remarks = draft.remarks
    .filter(({ text }) => mayChangeDate(text) && timeIn(text)?.text !== squeeze(draft.deadline))
    .map(({ header, text }) => `cột «${shorten(header)}» ghi «${shorten(text)}»`);
  return [...notes, ...remarks].slice(0, 4);
}

/**
 * The drafts with a doubt where a line outside of the rows may change their date: those that carry its mark ("(1)", "*"); without a mark, a
 * line that speaks of a change means all of them.
 */
export function doubtByLines(drafts: readonly RowDraft[], lines: readonly string[]): RowDraft[] {
  const remarks = lines.flatMap((line) => {
    const text = squeeze(line);
    const mark = text.match(/^(\(?\*+\)?|\(\d{1,2}\)|\[\d{1,2}\])/)?.[1];
    if (!saysTime(text) && !CHANGE.test(foldText(text))) return [];
    const marked = mark ? drafts.filter((draft) => carries(draft, mark)) : [];
    if (marked.length > 0) return [{ text, rows: new Set(marked) }];
    return CHANGE.test(foldText(text)) && saysTime(text) ? [{ text, rows: new Set(drafts) }] : [];
  });
  if (remarks.length === 0) return [...drafts];
  return drafts.map((draft) => {
    const own = remarks.filter(({ rows }) => rows.has(draft)).map(({ text }) => `dưới bảng ghi «${shorten(text)}»`);
    return own.length > 0 ? { ...draft, doubts: [...draft.doubts, ...own.slice(0, 3)] } : draft;
  });
}

function carries(draft: RowDraft, mark: string): boolean {
  const texts = [draft.number, draft.title, draft.product, draft.lead, draft.coordinator, draft.deadline];
  return texts.some((text) => text.includes(mark));
}

function shorten(text: string): string {
  const line = squeeze(text);
  return line.length > 120 ? `${line.slice(0, 117)}…` : line;
}
