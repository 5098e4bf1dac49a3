// The ladder of reminders as policy data: who hears what, how long before or after which day.
import { z } from 'zod';
import { AssignmentStatus } from './lifecycle.ts';

export const AudienceRole = z.enum([
  'lead',
  'lead-head',
  'field-lead',
  'standing-agency',
  'chairman-office',
  'chairman',
  'verifier',
]);
export type AudienceRole = z.infer<typeof AudienceRole>;

export const RungAnchor = z.enum(['publication', 'due', 'overdue', 'report', 'return', 'quarter-end']);

export const Rung = z.object({
  name: z.string(),
  anchor: RungAnchor.describe(
    'due = the last working day on or before the written date; overdue = the working day that the date shifts to',
  ),
  offsetWorkingDays: z.number().int(),
  repeat: z
    .object({ everyWorkingDays: z.number().int().min(1), times: z.number().int().min(1) })
    .nullable()
    .default(null),
  while: z.array(AssignmentStatus).min(1).describe('the states in which the rung still has something to say'),
  audience: z.array(z.object({ role: AudienceRole, when: z.enum(['slot', 'weekly']).default('slot') })).min(1),
});
export type Rung = z.infer<typeof Rung>;

export const LadderPolicy = z.object({
  name: z.string(),
  version: z.number().int().min(1),
  anyHour: z.boolean().default(false).describe('sample installations only: slots at any minute of any day'),
  regularSlot: z.string().regex(/^\d\d:\d\d$/),
  dueDaySlots: z.array(z.string().regex(/^\d\d:\d\d$/)).min(1),
  workingHours: z.object({ from: z.string(), to: z.string() }),
  rungs: z.array(Rung).min(1),
});
export type LadderPolicy = z.infer<typeof LadderPolicy>;
