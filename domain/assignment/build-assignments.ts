// Stage 3: rows and their readings → assignments, one per lead agency and due occurrence.
import type { AssignmentNature } from '#contracts/assignment.ts';
import type { DeadlineReading } from '#contracts/deadline.ts';
import type { PlanIssue, PlanRow } from '#contracts/plan.ts';
import type { LocalDate } from '#contracts/primitives.ts';
import type { Roster } from '#contracts/roster.ts';
import { formatDate } from '#domain/calendar/format-date.ts';
import { localDateOf } from '#domain/calendar/local-date.ts';
import type { WorkCalendar } from '#domain/calendar/work-calendar.ts';
import { explainDue } from '#domain/deadline/words/explain-due.ts';
import { toSlug } from '#domain/shared/slug.ts';
import type { AssignmentDraft } from './assignment-draft.ts';
import { matchAgency } from './match-agencies.ts';

export interface ReadRow {
  row: PlanRow;
  reading: DeadlineReading;
  /** The text that `reading` reads: the plan's, or the one a person decided on. */
  text: string;
  /** True when a person accepted the reading although the engine was not sure. */
  decided: boolean;
}

interface Occurrence {
  label: string | null;
  opens: LocalDate | null;
  due: LocalDate | null;
  nature: AssignmentNature;
}

/**
 * Every row with a lead becomes assignments; one without was named when the plan was read.
 * @param isKnown false = nobody knows the years of the plan: nothing is dated, and the plan is asked instead of each row.
 * @param firstDay the day on which the plan begins; work due before it reminds nobody, is counted, and is named.
 */
export function buildAssignments(input: {
  rows: ReadRow[];
  roster: Roster;
  calendar: WorkCalendar;
  isKnown: boolean;
  firstDay: LocalDate;
  asOfDate: LocalDate;
}): { assignments: AssignmentDraft[]; issues: PlanIssue[] } {
  const issues: PlanIssue[] = [];
  const assignments: AssignmentDraft[] = [];
  const rowKeys = uniqueRowKeys(input.rows.map((read) => read.row));
  const explain = explanations(input.calendar);
  input.rows.forEach((read, rowIndex) => {
    const own = toOccurrences(read, input.firstDay);
    if (own.some(({ nature }) => nature === 'undecided')) issues.push(undecidedIssue(read));
    const occurrences = input.isKnown ? own : [UNDECIDED];
    issues.push(...pastIssues(read, occurrences, input.firstDay));
    const agencies = leadAgencies(read.row, input.roster, input.asOfDate, issues);
    for (const agency of agencies)
      for (const occurrence of occurrences)
        assignments.push({
          key: [rowKeys[rowIndex], agency.id, occurrenceKey(occurrence)].join('/'),
          rowIndex,
          agencyId: agency.id,
          agencyName: agency.name,
          fieldCode: read.row.field,
          title: read.row.activity.title,
          ...occurrence,
          ...explain(read, occurrence.due),
        });
  });
  return { assignments: withUniqueKeys(assignments), issues };
}

const UNDECIDED: Occurrence = { label: null, opens: null, due: null, nature: 'undecided' };

/** True for a row that a person must look at before anybody is told of it. */
export function isUndecided(read: Pick<ReadRow, 'reading' | 'decided'>): boolean {
  return toOccurrences(read, ANY_DAY).some(({ nature }) => nature === 'undecided');
}

const ANY_DAY = localDateOf('0001-01-01');

/** Every row that waits for a person, with its place and why. */
export function undecidedIssues(rows: readonly ReadRow[]): PlanIssue[] {
  return rows.filter(isUndecided).map(undecidedIssue);
}

function leadAgencies(row: PlanRow, roster: Roster, date: LocalDate, issues: PlanIssue[]) {
  const agencies = new Map<string, { id: string; name: string }>();
  for (const lead of row.leads) {
    const match = matchAgency(lead, roster, date);
    if (!match.known)
      issues.push({
        place: row.place,
        column: 'Cơ quan chủ trì',
        code: 'agency-unknown',
        message: `Danh bạ không có cơ quan hay nhóm «${lead}».`,
        suggestion: 'Thêm cơ quan vào danh bạ, hoặc thêm cách viết này vào tên gọi khác của cơ quan đã có.',
      });
    for (const agency of match.agencies) agencies.set(agency.id, agency);
  }
  return [...agencies.values()];
}

/** Several rhythms of one report that fall on the same day are one submission (conventions, section 7). */
function toOccurrences(read: Pick<ReadRow, 'reading' | 'decided'>, firstDay: LocalDate): Occurrence[] {
  if (!read.reading.sure && !read.decided) return [UNDECIDED];
  const found = new Map<string, Occurrence>();
  for (const dates of read.reading.deadlines) {
    if (dates.due.length === 0) {
      const nature = undatedNature(read);
      found.set(JSON.stringify([dates.label, nature]), { label: dates.label, opens: dates.opens, due: null, nature });
    }
    dates.due.forEach((due, index) => {
      const nature = due < firstDay ? 'past' : 'dated';
      const key = JSON.stringify([dates.label, due]);
      if (!found.has(key)) found.set(key, { label: dates.label, opens: index === 0 ? dates.opens : null, due, nature });
    });
  }
  if (found.size === 0) return [{ label: null, opens: null, due: null, nature: undatedNature(read) }];
  return [...found.values()];
}

/** A person who accepts a text that says no date decides that the work has none. */
function undatedNature({ reading, decided }: Pick<ReadRow, 'reading' | 'decided'>): AssignmentNature {
  if (reading.kind === 'unknown') return decided ? 'conditional' : 'undecided';
  return reading.trigger !== null && reading.kind !== 'continuous' ? 'conditional' : 'continuous';
}

type Explanation = Pick<AssignmentDraft, 'dueWorking' | 'why' | 'explanation'>;

/** How a row's text came to a date; thousands of rows have some dozens of texts, and each reading of one is explained once for each of its dates. */
function explanations(calendar: WorkCalendar) {
  const known = new Map<DeadlineReading, Map<LocalDate | null, Explanation>>();
  return (read: ReadRow, due: LocalDate | null): Explanation => {
    const ofReading = known.get(read.reading) ?? new Map<LocalDate | null, Explanation>();
    known.set(read.reading, ofReading);
    const explained = ofReading.get(due) ?? explain(read, due, calendar);
    ofReading.set(due, explained);
    return explained;
  };
}

function explain({ reading, text }: ReadRow, due: LocalDate | null, calendar: WorkCalendar): Explanation {
  if (due === null) return { dueWorking: null, why: reading.why, explanation: { text: reading.why, steps: [] } };
  const explained = explainDue({ text, reading, due, calendar });
  return {
    dueWorking: explained.dueWorking,
    why: reading.why,
    explanation: { text: explained.text, steps: explained.steps.map((step) => step.text) },
  };
}

function undecidedIssue(read: ReadRow): PlanIssue {
  const missing = read.row.deadlineText === null;
  return {
    place: read.row.place,
    column: 'Thời gian hoàn thành',
    code: missing ? 'deadline-missing' : 'deadline-unsure',
    message: missing
      ? `Hoạt động «${read.row.activity.title}» không ghi thời gian hoàn thành.`
      : `Chưa chắc chắn cách hiểu «${read.row.deadlineText}»: ${read.reading.why}`,
    suggestion: 'Xem lại và xác nhận cách hiểu, hoặc ghi thời gian khác, ví dụ «Trước ngày 15/12» hay «Quý IV».',
  };
}

/** Work that was due before the plan began: nobody is reminded of it, so somebody must see it. */
function pastIssues({ row }: ReadRow, occurrences: readonly Occurrence[], firstDay: LocalDate): PlanIssue[] {
  const days = occurrences.flatMap(({ nature, due }) => (nature === 'past' && due !== null ? [formatDate(due)] : []));
  if (days.length === 0) return [];
  return [
    {
      place: row.place,
      column: 'Thời gian hoàn thành',
      code: 'due-before-plan',
      message: `Hoạt động «${row.activity.title}» có hạn ${days.join(', ')}, trước khi kế hoạch bắt đầu (${formatDate(firstDay)}): không ai được nhắc, nhưng vẫn tính vào số việc quá hạn cho đến khi có báo cáo.`,
      suggestion: 'Nếu việc đã xong, ghi báo cáo sau khi giao; nếu năm ghi nhầm, sửa thời hạn trước khi giao.',
    },
  ];
}

function uniqueRowKeys(rows: PlanRow[]): string[] {
  const seen = new Map<string, number>();
  return rows.map((row) => {
    const parts = [row.field, row.activity.code ?? row.activity.no ?? row.stt ?? `d${row.place.row}`];
    const base = parts.filter((part) => part !== null).join('.');
    const count = (seen.get(base) ?? 0) + 1;
    seen.set(base, count);
    return count === 1 ? base : `${base}(${count})`;
  });
}

function occurrenceKey(occurrence: Occurrence): string {
  const day = occurrence.due ?? occurrence.nature;
  return occurrence.label === null ? day : `${toSlug(occurrence.label).slice(0, 40)}:${day}`;
}

/** Two labels may share their first words; an id must not. */
function withUniqueKeys(assignments: AssignmentDraft[]): AssignmentDraft[] {
  const seen = new Map<string, number>();
  return assignments.map((assignment) => {
    const count = (seen.get(assignment.key) ?? 0) + 1;
    seen.set(assignment.key, count);
    return count === 1 ? assignment : { ...assignment, key: `${assignment.key}(${count})` };
  });
}
