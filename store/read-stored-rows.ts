import { setImmediate as others } from 'node:timers/promises';
import type { ReadRow } from '#domain/assignment/build-assignments.ts';
import { yearOfTexts } from '#domain/assignment/plan-years.ts';
import type { WorkCalendar } from '#domain/calendar/work-calendar.ts';
import { readRows } from '#domain/journey.ts';
import type { StoredPlan } from './plan-store.ts';

/** The reading of each row's date, as `readRows` gives it, a few milliseconds at a time: a plan of thousands of rows holds up nobody. */
export async function readStoredRows(plan: StoredPlan, calendar: WorkCalendar): Promise<ReadRow[]> {
  const planYear = yearOfTexts(plan.parsed.plan);
  const read: ReadRow[] = [];
  for (let from = 0; from < plan.parsed.rows.length; from += ROWS_AT_ONCE) {
    const rows = plan.parsed.rows.slice(from, from + ROWS_AT_ONCE);
    const decided = new Map(
      rows.flatMap((_, index) => {
        const text = plan.decided.get(from + index);
        return text === undefined ? [] : [[index, text] as const];
      }),
    );
    read.push(...readRows({ plan: { ...plan.parsed, rows }, decided, planYear, calendar }));
    await others();
  }
  return read;
}

const ROWS_AT_ONCE = 100;
