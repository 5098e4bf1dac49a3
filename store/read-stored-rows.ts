// What the time texts of stored plans mean. A reading follows from the text, the year and the calendar alone, so each is made once and kept:
// plans are looked at far more often than they change.
import { setImmediate as others } from 'node:timers/promises';
import type { DeadlineReading } from '#contracts/deadline.ts';
import type { ReadRow } from '#domain/assignment/build-assignments.ts';
import { doubtReading } from '#domain/assignment/doubt-reading.ts';
import { type TextYears, yearsOfTexts } from '#domain/assignment/plan-years.ts';
import { readPlanText } from '#domain/assignment/read-plan-text.ts';
import { createWorkCalendar, type WorkCalendar } from '#domain/calendar/work-calendar.ts';
import { CALENDAR_NAME, findLatestEditionId, loadCalendarEdition } from './calendar-store.ts';
import type { Database } from './database.ts';
import type { StoredPlan } from './plan-store.ts';

export interface Readings {
  /** The edition of the calendar by which they are read. */
  editionId: string;
  /** The readings of the texts of a plan. */
  readAll(texts: Iterable<string>, years: TextYears): Promise<Map<string, DeadlineReading>>;
}

const KEPT_MAX = 20_000;
const kept = new Map<string, DeadlineReading>();
let calendar: { editionId: string; days: WorkCalendar } | null = null;

/** Readings by the calendar that is in force now. */
export async function loadReadings(database: Database): Promise<Readings> {
  const editionId = await findLatestEditionId(database, CALENDAR_NAME);
  if (editionId === null) throw new Error(`the installation has no calendar «${CALENDAR_NAME}»`);
  return {
    editionId,
    async readAll(texts, years) {
      const readings = new Map<string, DeadlineReading>();
      let fresh = 0;
      for (const text of texts) {
        if (readings.has(text)) continue;
        const key = JSON.stringify([editionId, years, text]);
        const known = kept.get(key);
        const reading = known ?? readPlanText(text, years, await daysOf(database, editionId));
        readings.set(text, reading);
        if (known !== undefined) continue;
        keep(key, reading);
        fresh += 1;
        // A few milliseconds at a time: a plan of thousands of texts holds up nobody.
        if (fresh % READ_AT_ONCE === 0) await others();
      }
      return readings;
    },
  };
}

/** Each row of a plan with the reading of its time text, or of the text that a person decided on instead. */
export async function readStoredRows(database: Database, { parsed, decided }: StoredPlan): Promise<ReadRow[]> {
  const texts = parsed.rows.map((row, index) => decided.get(index) ?? row.deadlineText ?? '');
  const { readAll } = await loadReadings(database);
  const readings = await readAll(texts, yearsOfTexts(parsed.plan));
  return parsed.rows.map((row, index) => {
    const text = texts[index] as string;
    const reading = doubtReading(readings.get(text) as DeadlineReading, decided.has(index) ? [] : row.doubts);
    return { row, reading, text, decided: decided.has(index) };
  });
}

const READ_AT_ONCE = 20;

/** An edition never changes. */
async function daysOf(database: Database, editionId: string): Promise<WorkCalendar> {
  if (calendar?.editionId !== editionId)
    calendar = { editionId, days: createWorkCalendar((await loadCalendarEdition(database, editionId)).calendar) };
  return calendar.days;
}

function keep(key: string, reading: DeadlineReading): void {
  const [oldest] = kept.keys();
  if (kept.size >= KEPT_MAX && oldest !== undefined) kept.delete(oldest);
  kept.set(key, reading);
}
