// What `dondoc read-plan` answers: one plan document, read row by row.
import { z } from 'zod';
import { Place } from './primitives.ts';

export const PlanHeading = z.object({ code: z.string(), title: z.string() });
export type PlanHeading = z.infer<typeof PlanHeading>;

export const PlanRow = z.object({
  stt: z.string().nullable(),
  field: z.string().nullable().describe('code of the field (lĩnh vực) that the row stands under'),
  objective: z.string().nullable(),
  task: z.object({ code: z.string().nullable(), title: z.string() }).nullable(),
  activity: z.object({ code: z.string().nullable(), no: z.number().int().nullable(), title: z.string() }),
  products: z.array(z.string()),
  leads: z.array(z.string()),
  coordinators: z.array(z.string()),
  deadlineText: z.string().nullable(),
  funding: z.string().nullable(),
  place: Place,
});
export type PlanRow = z.infer<typeof PlanRow>;

export const PlanIssue = z.object({
  place: Place.nullable(),
  column: z.string().nullable().describe('the column as its header reads, or null when the whole row or file is meant'),
  code: z.string(),
  message: z.string().describe('Vietnamese, for people: what is wrong and what was expected'),
  suggestion: z.string().nullable().describe('Vietnamese: what to do about it'),
});
export type PlanIssue = z.infer<typeof PlanIssue>;

export const ParsedPlan = z.object({
  plan: z.object({
    title: z.string().nullable(),
    issuer: z.string().nullable(),
    yearFrom: z.number().int().nullable(),
    yearTo: z.number().int().nullable(),
  }),
  fields: z.array(PlanHeading),
  rows: z.array(PlanRow),
  issues: z.array(PlanIssue),
});
export type ParsedPlan = z.infer<typeof ParsedPlan>;
