// The years of a plan as the API shows and takes them.
import { z } from 'zod';
import { YearEvidence } from './plan.ts';
import { LocalDate, StorableText } from './primitives.ts';

/** What a plan shows of its years. */
export const planYearFields = {
  yearFrom: z.number().int().nullable().describe('null = a person must say of which years the plan is'),
  yearTo: z.number().int().nullable(),
  issuedOn: LocalDate.nullable().describe('the date of the document'),
  yearEvidence: z
    .array(YearEvidence)
    .nullable()
    .describe('what the years follow from, or what does not agree; null = an earlier version read them'),
  yearsWhy: z.string().nullable().describe('the same in one Vietnamese line'),
};

/** A year that a plan can be of. */
const PlanYear = z.number().int().min(2000).max(2100);

export const PlanYearsBody = z.object({
  yearFrom: PlanYear,
  yearTo: PlanYear,
  issuedOn: LocalDate.nullish().describe('the date of the document; left out: as it was, null: not known'),
});

export const reopenedRows = z
  .number()
  .int()
  .describe('decisions that do not fit the new years: these rows wait for a person again');

/** What is said of the years with an upload; it counts before what the file says. */
export const saidWithUpload = {
  year: StorableText.max(9).optional().describe('2026 or 2026-2030: the years of the plan'),
  issuedOn: LocalDate.optional().describe('the date of the document'),
};
