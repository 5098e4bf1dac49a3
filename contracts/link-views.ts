// What the links of a mail show.
import { z } from 'zod';
import { AssignmentDetail, AssignmentRow } from './assignment.ts';
import { EvidenceLimits } from './evidence.ts';
import { Instant, LocalDate } from './primitives.ts';

export const LinkView = z.object({
  action: z.enum(['acknowledge', 'report', 'view']),
  contactName: z.string(),
  expiresAt: Instant,
  usedAt: Instant.nullable(),
  assignment: AssignmentRow,
  products: z.array(z.string()),
  explanation: z.string(),
  allowed: AssignmentDetail.shape.allowed,
  evidence: EvidenceLimits,
  returnReason: z.string().nullable().describe('why the latest report was returned, if it was'),
});
export type LinkView = z.infer<typeof LinkView>;

/** Everything that is open for the holder of a link, most urgent first. */
export const MyWork = z.object({
  contactName: z.string(),
  agencyName: z.string(),
  expiresAt: Instant,
  today: LocalDate,
  total: z.number().int(),
  overdue: z.number().int(),
  items: z.array(
    z.object({
      assignment: AssignmentRow,
      own: z.boolean().describe('led by the agency of the holder'),
      links: z.object({
        acknowledge: z.string().nullable(),
        report: z.string().nullable(),
        view: z.string().describe('addresses of pages of this server, signed for the holder'),
      }),
    }),
  ),
});
export type MyWork = z.infer<typeof MyWork>;
