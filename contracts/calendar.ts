// The working calendar as dated editions; each day off names the notice that decided it.
import { z } from 'zod';
import { LocalDate } from './primitives.ts';

export const DayOffKind = z.enum(['holiday', 'compensatory', 'swap', 'agency']);
export type DayOffKind = z.infer<typeof DayOffKind>;

const SourceRef = z.union([z.number(), z.string()]);

export const DayOff = z
  .object({ date: LocalDate, name: z.string(), kind: DayOffKind, source: SourceRef.nullish() })
  .loose();
export type DayOff = z.infer<typeof DayOff>;

export const WorkedDay = z
  .object({
    date: LocalDate,
    name: z.string().optional(),
    for: LocalDate.nullish().describe('the weekday off that this worked day pays for'),
    source: SourceRef.nullish(),
  })
  .loose();
export type WorkedDay = z.infer<typeof WorkedDay>;

export const CalendarYear = z
  .object({
    year: z.number().int(),
    status: z.enum(['official', 'provisional']),
    notice: z.string(),
    daysOff: z.array(DayOff),
    weekendHolidays: z
      .array(z.object({ date: LocalDate, name: z.string(), source: SourceRef.nullish() }).loose())
      .default([]),
    workedDays: z.array(WorkedDay).default([]),
  })
  .loose();
export type CalendarYear = z.infer<typeof CalendarYear>;

/** Wall-clock hours of an ordinary working day; several spans when there is a midday break. */
export const WorkingHours = z.object({
  from: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
  to: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
});
export type WorkingHours = z.infer<typeof WorkingHours>;

/** What one agency does differently from the edition it follows. */
export const AgencyException = z.object({
  agency: z.string().min(1).describe('the name or id of the agency'),
  weeklyDaysOff: z.array(z.number().int().min(1).max(7)).nullish().describe('1 = Monday; replaces the edition’s'),
  workingHours: z.array(WorkingHours).nullish(),
  daysOff: z.array(DayOff).default([]),
  workedDays: z.array(WorkedDay).default([]),
});
export type AgencyException = z.infer<typeof AgencyException>;

export const CalendarEdition = z
  .object({
    name: z.string().optional().describe('what people call the edition, e.g. "Công chức 2026, bản 2"'),
    validFrom: LocalDate.nullish().describe('the day from which offices follow this edition'),
    validTo: LocalDate.nullish(),
    zone: z.string(),
    weeklyDaysOff: z
      .array(z.number().int().min(1).max(7))
      .max(6)
      .optional()
      .describe('1 = Monday; absent = Saturday and Sunday'),
    workingHours: z.array(WorkingHours).optional(),
    years: z.array(CalendarYear),
    agencies: z.array(AgencyException).optional(),
    sources: z.unknown().optional(),
  })
  .loose();
export type CalendarEdition = z.infer<typeof CalendarEdition>;
