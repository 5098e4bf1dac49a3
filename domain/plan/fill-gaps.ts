// What a row's own columns leave open and the table says elsewhere: in the text of the work, in the heading above, in the title of the plan.
import type { PlanIssue } from '#contracts/plan.ts';
import type { Place } from '#contracts/primitives.ts';
import { foldText, squeeze } from './fold-text.ts';
import type { RowDraft } from './group-rows.ts';
import type { Heading } from './heading-stack.ts';
import { leadInActivity, leadInHeading, leadInTitle } from './lead-in-text.ts';
import { placeOf, type SourceTable } from './source-document.ts';
import { type TimeInText, timeIn, withoutTime } from './time-in-text.ts';

/** Where something was read that its column does not say. */
type Source = {
  role: 'deadline' | 'lead';
  where: 'cell' | 'activity' | 'heading' | 'title';
  words: string;
  place: Place;
};

export type Filled = { drafts: RowDraft[]; issues: PlanIssue[] };

/**
 * The drafts with times and leads from elsewhere, each source named once. Doubted unless the words say plainly that this is when the work
 * is due, or who leads it.
 */
export function fillGaps(drafts: readonly RowDraft[], table: SourceTable, title: string | null): Filled {
  const sources: { row: number; source: Source }[] = [];
  const filled = drafts.map((draft) => {
    const now = { ...draft, doubts: [...draft.doubts] };
    const note = (source: Source) => sources.push({ row: draft.row + 1, source });
    splitCell(now, table, note);
    if (DAY_ALONE.test(squeeze(now.deadline))) addMonth(now, table, note);
    if (!squeeze(now.deadline)) fillDeadline(now, table, title, note);
    if (!squeeze(now.lead)) fillLead(now, table, title, note);
    return now;
  });
  return { drafts: filled, issues: sourceIssues(sources) };
}

/** "Ngày 15", "Trước ngày 20" under the heading of a month. */
const DAY_ALONE = /^((trước|đến|chậm nhất)( ngày)?|ngày) \d{1,2}$/iu;

function addMonth(draft: RowDraft, table: SourceTable, note: Note): void {
  const heading = draft.headings.at(-1);
  const month = heading && timeIn(heading.title)?.text;
  if (!heading || !month || !/^thang \d/.test(foldText(month)) || !isTimeAlone(heading, month)) return;
  draft.deadline = `${squeeze(draft.deadline)} ${month.toLowerCase()}`;
  note({ role: 'deadline', where: 'heading', words: heading.text, place: heading.place ?? placeOf(table, draft.row) });
}

type Note = (source: Source) => void;

/** "Sở Nội vụ, Quý III/2026" in one cell. */
function splitCell(draft: RowDraft, table: SourceTable, note: Note): void {
  const { columns } = draft;
  if (!columns.isLeadWithTime && columns.times.length > 0) return;
  const time = timeIn(draft.lead);
  const lead = time ? withoutTime(time) : '';
  if (!time || !lead || squeeze(draft.deadline)) return;
  Object.assign(draft, { lead, deadline: time.text });
  if (!columns.isLeadWithTime) note({ role: 'deadline', where: 'cell', words: '', place: placeOf(table, draft.row) });
}

function fillDeadline(draft: RowDraft, table: SourceTable, title: string | null, note: Note): void {
  const inTitle = timeIn(draft.title);
  const above = draft.headings.toReversed().flatMap((heading) => {
    const time = timeIn(heading.text);
    return time ? [{ heading, time }] : [];
  })[0];
  const isProgramme = above !== undefined && isMonthOfProgramme(draft, above.heading, above.time.text);
  const own = isProgramme && inTitle && isMatter(inTitle) ? null : inTitle;
  if (own) {
    draft.deadline = own.text;
    note({ role: 'deadline', where: 'activity', words: '', place: placeOf(table, draft.row) });
    if (!own.isPlain) draft.doubts.push(`«${own.text}» lấy từ nội dung công việc: chưa rõ đó là thời hạn`);
    else if (above && above.time.text !== own.text)
      draft.doubts.push(`tiêu đề nhóm ghi «${above.time.text}», nội dung công việc ghi «${own.text}»`);
  } else if (above) {
    const { heading, time } = above;
    draft.deadline = time.text;
    note({
      role: 'deadline',
      where: 'heading',
      words: heading.text,
      place: heading.place ?? placeOf(table, draft.row),
    });
    if (!time.isPlain && !isProgramme)
      draft.doubts.push(`«${time.text}» lấy từ tiêu đề nhóm: chưa rõ đó là thời hạn của từng việc`);
  } else if (draft.columns.times.length === 0) {
    const time = title ? timeIn(title) : null;
    if (!time) return;
    draft.deadline = time.text;
    note({ role: 'deadline', where: 'title', words: title ?? '', place: placeOf(table, draft.row) });
    draft.doubts.push(`«${time.text}» lấy từ tên kế hoạch: chưa rõ đó là thời hạn của từng việc`);
  }
}

/** "THÁNG 5", "II. QUÝ II", "Nhiệm vụ tháng 6" in a table that has no column of times: a programme of work by months (ADR 0209). */
function isMonthOfProgramme({ columns }: RowDraft, heading: Heading, time: string): boolean {
  return columns.times.length === 0 && /^(trong )?(thang|quy) /.test(foldText(time)) && isTimeAlone(heading, time);
}

/** The heading says when and nothing more. */
function isTimeAlone(heading: Heading, time: string): boolean {
  const words = squeeze(heading.title).replace(/[:.]+$/, '');
  return /^((cac )?(nhiem vu|noi dung|cong viec|cong tac|chuong trinh cong tac)( trong)?)?$/.test(
    foldText(words.replace(time, '')),
  );
}

/** "Báo cáo kinh tế - xã hội quý I" is about the quarter; "họp trong quý I" is in it. */
function isMatter({ text, before, isPlain }: TimeInText): boolean {
  return (
    !isPlain &&
    /^(quy|thang|nam|6 thang|9 thang)\b/.test(foldText(text)) &&
    !/\b(trong|vao|truoc|den|tu)$/.test(foldText(before))
  );
}

function fillLead(draft: RowDraft, table: SourceTable, title: string | null, note: Note): void {
  const own = leadInActivity(draft.title);
  const above = draft.headings.toReversed().flatMap((heading) => {
    const lead = heading.lead ? { text: heading.lead, isPlain: true } : leadInHeading(heading.title);
    return lead ? [{ heading, lead }] : [];
  })[0];
  // A column of leads that this row leaves blank may mean that nobody was named.
  const hasColumn = draft.columns.lead !== null || draft.columns.units.length > 0;
  if (own) {
    draft.lead = own.text;
    note({ role: 'lead', where: 'activity', words: '', place: placeOf(table, draft.row) });
    if (!own.isPlain) draft.doubts.push(`cơ quan chủ trì «${own.text}» lấy từ nội dung công việc`);
  } else if (above) {
    const { heading, lead } = above;
    draft.lead = lead.text;
    note({ role: 'lead', where: 'heading', words: heading.text, place: heading.place ?? placeOf(table, draft.row) });
    if (hasColumn) draft.doubts.push(`cột cơ quan chủ trì để trống; «${lead.text}» lấy từ tiêu đề nhóm`);
  } else if (!hasColumn) {
    const lead = title ? leadInTitle(title) : null;
    if (!lead) return;
    draft.lead = lead.text;
    note({ role: 'lead', where: 'title', words: title ?? '', place: placeOf(table, draft.row) });
    draft.doubts.push(`cơ quan chủ trì «${lead.text}» lấy từ tên kế hoạch`);
  }
}

const ROLES = { deadline: 'Thời hạn', lead: 'Cơ quan chủ trì' };
const PLACES = {
  cell: () => 'ô ghi chung với cơ quan chủ trì',
  activity: () => 'nội dung công việc',
  heading: (words: string) => `tiêu đề nhóm «${shorten(words)}»`,
  title: (words: string) => `tên kế hoạch «${shorten(words)}»`,
};

/** One issue for each text that something was read from, at the place of the text. */
function sourceIssues(sources: readonly { row: number; source: Source }[]): PlanIssue[] {
  const groups = new Map<string, { rows: number[]; source: Source }>();
  for (const { row, source } of sources) {
    const key = [source.role, source.where, source.words].join('|');
    const group = groups.get(key) ?? { rows: [], source };
    group.rows.push(row);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ rows, source }): PlanIssue => {
    const shown =
      rows.length > 12 ? `${rows.slice(0, 12).join(', ')} và ${rows.length - 12} dòng khác` : rows.join(', ');
    return {
      place: source.place,
      column: null,
      code: source.role === 'deadline' ? 'deadline-from-elsewhere' : 'lead-from-elsewhere',
      message: `${ROLES[source.role]} của dòng ${shown} lấy từ ${PLACES[source.where](source.words)}.`,
      suggestion: `Kiểm tra lại; nếu không đúng thì ghi ${ROLES[source.role].toLowerCase()} vào cột riêng của từng dòng.`,
    };
  });
}

function shorten(text: string): string {
  const line = squeeze(text);
  return line.length > 80 ? `${line.slice(0, 77)}…` : line;
}
