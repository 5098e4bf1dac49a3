// The working calendar as a page shows and changes it: a year at a time, each day with the notice that decided it.
import { z } from 'zod';
import { DayOffKind } from './calendar.ts';
import { GivenDate, Id, Instant, LocalDate, requiredText } from './primitives.ts';
import { RulesTrial } from './rules-trial.ts';

export const CalendarDay = z.object({
  date: GivenDate,
  kind: z
    .enum([...DayOffKind.options, 'weekend-holiday', 'worked'])
    .describe('weekend-holiday: falls on a day off anyway; worked: a weekly day off that is worked'),
  name: z.string().max(500),
  source: z.string().max(1000).nullable().describe('the notice or law; null = that of the year'),
  for: LocalDate.nullable().default(null).describe('of a worked day: the day off that it pays for'),
});
export type CalendarDay = z.infer<typeof CalendarDay>;

export const EditedYear = z.object({
  year: z.number().int().min(2000).max(2100),
  status: z.enum(['official', 'provisional']),
  notice: requiredText(1000),
  days: z.array(CalendarDay).max(200),
});
export type EditedYear = z.infer<typeof EditedYear>;

export const CalendarView = z.object({
  etag: z.string().describe('the latest edition, for If-Match'),
  name: z.string(),
  edition: z.number().int().describe('the one that is shown'),
  latest: z.number().int(),
  weeklyDaysOff: z.array(z.number().int()).describe('1 = Monday'),
  years: z.array(EditedYear),
  editions: z
    .array(
      z.object({
        edition: z.number().int(),
        createdAt: Instant,
        actor: z.string(),
        works: z.number().int().describe('open assignments that are counted by it'),
      }),
    )
    .describe('the latest first'),
});
export type CalendarView = z.infer<typeof CalendarView>;

export const CalendarTrial = z.object({
  days: z
    .array(z.object({ date: LocalDate, before: z.string(), after: z.string(), isWorkingAfter: z.boolean() }))
    .describe('days whose answer would be another'),
  warnings: z.array(z.string()),
  trial: RulesTrial,
});
export type CalendarTrial = z.infer<typeof CalendarTrial>;

const body = z.object({ year: EditedYear });

/** The operations on the calendar, part of the route table. */
export const calendarRoutes = {
  getCalendar: {
    method: 'GET',
    path: '/api/calendar',
    summary: 'The working calendar: days off and worked days with their sources, and every edition',
    query: z.object({ edition: z.coerce.number().int().min(1).max(1_000_000).optional() }),
    refuses: ['not-found'],
    etag: true,
    response: CalendarView,
  },
  previewCalendar: {
    method: 'POST',
    path: '/api/calendar/preview',
    summary: 'Which days, due dates and reminders would move with another year; changes nothing',
    body: body.extend({ assignment: Id.optional().describe('of this assignment alone') }),
    refuses: ['calendar-refused'],
    response: CalendarTrial,
  },
  takeCalendar: {
    method: 'POST',
    path: '/api/calendar',
    summary: 'A new edition with that year; what was given out keeps the edition that it was counted with',
    body,
    refuses: ['calendar-refused'],
    ifMatch: true,
    etag: true,
    response: CalendarView,
  },
} as const;
