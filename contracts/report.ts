// The overdue audit: the four-way count per agency and field, and the list with days late.
import { z } from 'zod';
import { AssignmentRow } from './assignment.ts';
import { ReportHead } from './letterhead.ts';
import { GivenDate, Id, LocalDate } from './primitives.ts';

export const FourWayCount = z.object({
  doneOnTime: z.number().int(),
  doneLate: z.number().int(),
  openInTime: z.number().int(),
  openOverdue: z.number().int(),
  undated: z.number().int().describe('continuous, conditional and undecided work: counted apart, never overdue'),
});
export type FourWayCount = z.infer<typeof FourWayCount>;

export const OverdueReport = z.object({
  office: z.string(),
  head: ReportHead.describe('how the office heads and signs it'),
  dataDate: LocalDate.describe('the day up to which the events count ("dữ liệu tính đến ngày")'),
  plans: z.array(z.object({ id: z.string(), title: z.string() })),
  total: FourWayCount,
  overdueRatePercent: z.number().describe('late and overdue over all that fell due, one decimal'),
  byAgency: z.array(z.object({ agencyId: z.string(), agencyName: z.string(), count: FourWayCount })),
  byField: z.array(z.object({ fieldCode: z.string().nullable(), fieldTitle: z.string(), count: FourWayCount })),
  overdue: z.array(AssignmentRow).describe('open and overdue, the latest first'),
  doneLate: z.array(AssignmentRow),
  audit: z
    .object({ root: z.string(), events: z.number().int() })
    .describe(
      'hash of the last audit event and how many there were when this was counted; see `audit verify --against`',
    ),
});
export type OverdueReport = z.infer<typeof OverdueReport>;

/** Which report: of one plan that was given out, or of all of them, up to a day. */
export const ReportQuery = z.object({
  plan: Id.optional(),
  dataDate: GivenDate.optional().describe('the last day that counts; today when it is left out'),
});
export type ReportQuery = z.infer<typeof ReportQuery>;

export const ReportFileQuery = ReportQuery.extend({ format: z.enum(['docx', 'xlsx']) });
