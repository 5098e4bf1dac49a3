// The work of whoever is signed in for a lead agency.
import { z } from 'zod';
import { AssignmentDetail, AssignmentRow } from './assignment.ts';
import { LocalDate } from './primitives.ts';

/** In the order in which people look at them. */
export const WorkGroup = z.enum(['overdue', 'returned', 'today', 'week', 'unacknowledged', 'later', 'reported']);
export type WorkGroup = z.infer<typeof WorkGroup>;

export const OwnWork = z.object({
  agencies: z.array(z.string()).describe('whose work it is'),
  today: LocalDate,
  total: z.number().int(),
  overdue: z.number().int(),
  items: z.array(
    z.object({
      assignment: AssignmentRow,
      group: WorkGroup,
      products: z.array(z.string()),
      allowed: AssignmentDetail.shape.allowed.describe('what whoever asks may do to it now'),
      returnReason: z.string().nullable().describe('why the latest report was returned, if it was'),
    }),
  ),
});
export type OwnWork = z.infer<typeof OwnWork>;

export const ownWorkRoutes = {
  getOwnWork: {
    method: 'GET',
    path: '/api/my-work',
    summary: 'Open work of the agencies that whoever asks acts for, most urgent first, a page of it',
    query: z.object({
      page: z.coerce.number().int().min(1).max(1_000_000).default(1),
      pageSize: z.coerce.number().int().min(1).max(100).default(50),
    }),
    refuses: ['not-found'],
    response: OwnWork,
  },
} as const;
