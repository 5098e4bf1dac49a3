// What an officer sees first.
import { z } from 'zod';
import { AssignmentRow } from './assignment.ts';
import { LocalDate, Slot } from './primitives.ts';
import { FourWayCount } from './report.ts';

export const Overview = z.object({
  dataDate: LocalDate,
  total: FourWayCount,
  overdueByAgency: z.array(
    z.object({
      agencyId: z.string(),
      agencyName: z.string(),
      overdue: z.number().int(),
      maxDaysLate: z.number().int(),
    }),
  ),
  dueNext: z.array(AssignmentRow).describe('the next 10 open dates'),
  waitingForVerification: z.array(AssignmentRow).describe('the first 100 reports that nobody has verified yet'),
  waitingCount: z.number().int().describe('how many such reports there are'),
  needsPerson: z
    .array(
      z.object({
        what: z.string(),
        where: z.string(),
        href: z.string().nullable(),
        id: z.string().optional().describe('a matter that an officer can tick off with resolveMatter'),
        etag: z.string().optional().describe('the version of the matter, for If-Match'),
      }),
    )
    .describe('undecided dates, agencies without a contact, messages that nobody could receive'),
  recentMessages: z.array(
    z.object({ id: z.string(), subject: z.string(), to: z.string(), slotAt: Slot, status: z.string() }),
  ),
});
export type Overview = z.infer<typeof Overview>;
