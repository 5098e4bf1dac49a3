// What a table comes to: for each row who leads and which days are due, as the preview would have it.
import { doubtReading } from '#domain/assignment/doubt-reading.ts';
import { readDeadline } from '#domain/deadline/read-deadline.ts';
import { parsePlan } from '#domain/plan/parse-plan.ts';
import type { SourceDocument } from '#domain/plan/source-document.ts';
import { OFFICIAL_CALENDAR } from '../../support/builders.ts';
import { makeDocument, type TestCell } from './make-document.ts';

/** `title | lead + lead | label=date, date`, with a question mark behind what a person is asked about. */
export function datesOf(document: SourceDocument): string[] {
  return parsePlan(document).rows.map((row) => {
    const reading = doubtReading(
      readDeadline({ text: row.deadlineText ?? '', planYear: 2026, calendar: OFFICIAL_CALENDAR }),
      row.doubts,
    );
    const dates = reading.deadlines
      .filter(({ due }) => due.length > 0)
      .map(
        ({ label, opens, due }) =>
          `${label ? `${label}=` : ''}${opens && !label ? `${short(opens)}…` : ''}${due.map(short).join(' ')}`,
      )
      .join(', ');
    return `${row.activity.title} | ${row.leads.join(' + ')} | ${dates}${reading.sure ? '' : '?'}`;
  });
}

/** The same of one table of a plan of 2026. */
export function datesOfTable(...rows: TestCell[][]): string[] {
  return datesOf(makeDocument('KẾ HOẠCH NĂM 2026', rows));
}

/** Day and month of a date of 2026; others whole. */
function short(date: string): string {
  const [year, month, day] = date.split('-').map(Number);
  return year === 2026 ? `${day}/${month}` : `${day}/${month}/${year}`;
}
