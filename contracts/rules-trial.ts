// What other rules (days off, rungs) would do to open work that went over to them: shown before they are saved, part of both answers.
import { z } from 'zod';
import { AudienceRole } from './ladder.ts';
import { Instant, LocalDate } from './primitives.ts';

export const ChangedReminder = z.object({
  words: z.string().describe('the rung as people call it'),
  before: Instant.nullable().describe('null = it would come anew'),
  after: Instant.nullable().describe('null = it would fall away'),
  roles: z
    .object({ before: z.array(AudienceRole), after: z.array(AudienceRole) })
    .nullable()
    .describe('who hears it, where that differs'),
});
export type ChangedReminder = z.infer<typeof ChangedReminder>;

export const RulesTrial = z.object({
  works: z.number().int().describe('open assignments that were looked at'),
  touched: z.number().int().describe('of them those of which a date or a reminder would be another'),
  dates: z.number().int().describe('whose last working day would be another'),
  added: z.number().int(),
  dropped: z.number().int(),
  moved: z.number().int(),
  others: z.number().int().describe('reminders that others would hear at the same time'),
  examples: z
    .array(
      z.object({
        id: z.string(),
        title: z.string(),
        agency: z.string(),
        due: LocalDate.nullable(),
        dueWorkingBefore: LocalDate.nullable(),
        dueWorkingAfter: LocalDate.nullable(),
        reminders: z.array(ChangedReminder),
      }),
    )
    .describe('the first of them; when one assignment was asked about, that one alone'),
  drafts: z.number().int().describe('plans that are not given out: they will go by the new rules'),
});
export type RulesTrial = z.infer<typeof RulesTrial>;
