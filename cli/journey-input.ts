// What preview and rehearse are asked with: a plan file, perhaps a roster and a moment.

import { readFile } from 'node:fs/promises';
import { CHANNEL_KINDS } from '#channels/kinds.ts';
import { CalendarEdition } from '#contracts/calendar.ts';
import { wallClock } from '#contracts/clock.ts';
import { LadderPolicy } from '#contracts/ladder.ts';
import type { ParsedPlan } from '#contracts/plan.ts';
import { type Instant, LocalDate } from '#contracts/primitives.ts';
import { rosterFromPlan } from '#domain/assignment/roster-from-plan.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import { localDate } from '#domain/calendar/local-date.ts';
import { regularSlotOf } from '#domain/calendar/slots.ts';
import { createWorkCalendar } from '#domain/calendar/work-calendar.ts';
import type { JourneyInput } from '#domain/journey.ts';
import { readSaidYears, type SaidYears, saidYears } from '#domain/plan/said-years.ts';
import { readPlanFile } from './commands/read-plan.ts';
import { readRoster } from './read-roster.ts';
import { issueLine, refuse } from './refuse.ts';

export interface JourneyOptions {
  roster?: string;
  asOf?: string;
  /** "2026" or "2026-2030" */
  year?: string;
  issuedOn?: string;
  json?: boolean;
}

/** Reads everything or leaves with every reason and exit code 1. */
export async function readJourneyInput(
  file: string,
  options: JourneyOptions,
): Promise<JourneyInput & { edition: CalendarEdition }> {
  const [read, given, edition, policy] = await Promise.all([
    readPlanFile(file),
    options.roster === undefined ? null : readRoster(options.roster),
    readData('../data/calendars/vn-civil-servants.json').then((json) => CalendarEdition.parse(json)),
    readData('../data/ladders/default.json').then((json) => LadderPolicy.parse(json)),
  ]);
  const said = saidBy(options);
  const reasons = [
    ...(read.rows.length === 0 ? read.issues.map(issueLine) : []),
    ...said.reasons,
    ...(given?.reasons ?? []),
    ...checkAsOf(options.asOf),
  ];
  if (reasons.length > 0) refuse(reasons);
  const plan = { ...read, plan: { ...read.plan, ...saidYears(read.plan, said) } };
  const calendar = createWorkCalendar(edition);
  const roster = given?.roster ?? rosterFromPlan(plan);
  const asOf = options.asOf === undefined ? defaultAsOf(plan, { calendar, policy }) : instantOf(new Date(options.asOf));
  return { plan, decided: new Map(), roster, calendar, policy, channels: CHANNEL_KINDS, asOf, edition };
}

/** Now; for a plan whose years are over, the first working morning of its first year, said aloud. */
function defaultAsOf(plan: ParsedPlan, { calendar, policy }: Pick<JourneyInput, 'calendar' | 'policy'>): Instant {
  const now = instantOf(wallClock());
  const { yearFrom, yearTo } = plan.plan;
  if (yearFrom === null || now.slice(0, 4) <= String(yearTo ?? yearFrom)) return now;
  const day = calendar.nextWorkingDayOnOrAfter(localDate(yearFrom, 1, 1));
  process.stderr.write(
    `Kế hoạch năm ${yearTo ?? yearFrom} đã qua: tính như giao việc sáng ${day}. Thời điểm khác: --as-of.\n`,
  );
  return regularSlotOf(day, policy, calendar);
}

/** What the options say of the years, or what is wrong with them. */
function saidBy({ year, issuedOn }: JourneyOptions): SaidYears & { reasons: string[] } {
  const years = year === undefined ? null : readSaidYears(year);
  const day = issuedOn === undefined ? undefined : LocalDate.safeParse(issuedOn);
  const reasons = [
    ...(typeof years === 'string' ? [`--year ${years}`] : []),
    ...(day !== undefined && !day.success ? [`--issued-on «${issuedOn}» không phải ngày. Viết dạng 2026-01-05.`] : []),
  ];
  return { years: typeof years === 'string' ? null : years, issuedOn: day?.data, reasons };
}

function checkAsOf(asOf: string | undefined): string[] {
  if (asOf === undefined || ISO_8601.test(asOf)) return [];
  return [`--as-of «${asOf}» không phải thời điểm. Viết dạng 2026-01-05T08:00:00+07:00 hoặc 2026-01-05T01:00:00Z.`];
}

const ISO_8601 = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/;

async function readData(relative: string): Promise<unknown> {
  return JSON.parse(await readFile(new URL(relative, import.meta.url), 'utf8'));
}
