// What every installation needs before its first plan: the official calendar and the default ladder, from data/.
import { readFile } from 'node:fs/promises';
import { CalendarEdition } from '#contracts/calendar.ts';
import { LadderPolicy } from '#contracts/ladder.ts';
import { addCalendarEdition, latestCalendarEdition } from './calendar-store.ts';
import type { Database } from './database.ts';
import { ensurePolicy } from './policy-store.ts';

/** The calendar of civil servants; agencies with a calendar of their own name theirs otherwise. */
export const CALENDAR_NAME = 'Lịch làm việc của cơ quan nhà nước';

/** Stores what is missing and leaves what an administrator has changed. */
export async function ensureDefaults(database: Database, now: Date): Promise<void> {
  await ensurePolicy(database, await defaultLadder(), now);
  if ((await latestCalendarEdition(database, CALENDAR_NAME)) !== null) return;
  const calendar = CalendarEdition.parse(await readData('calendars/vn-civil-servants.json'));
  await addCalendarEdition(database, CALENDAR_NAME, calendar, now);
}

/** The ladder of data/ladders/default.json. */
export async function defaultLadder(): Promise<LadderPolicy> {
  return LadderPolicy.parse(await readData('ladders/default.json'));
}

async function readData(path: string): Promise<unknown> {
  return JSON.parse(await readFile(new URL(`../data/${path}`, import.meta.url), 'utf8'));
}
