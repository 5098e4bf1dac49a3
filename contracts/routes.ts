// The route table: what the API offers, as data. api/ binds handlers to it, OpenAPI is printed from it.
import { z } from 'zod';
import { accountRoutes } from './accounts.ts';
import { administrationRoutes } from './administration.ts';
import { AssignmentCommand, AssignmentDetail, AssignmentNature, AssignmentRow, DueState } from './assignment.ts';
import { auditRoutes } from './audit.ts';
import { calendarRoutes } from './calendar-edit.ts';
import { DeadlineReading } from './deadline.ts';
import type { ErrorCode } from './error-codes.ts';
import { EvidenceLimits } from './evidence.ts';
import { evidenceRoutes } from './evidence-routes.ts';
import { ladderRoutes } from './ladder-edit.ts';
import { letterheadRoutes } from './letterhead.ts';
import { AssignmentStatus } from './lifecycle.ts';
import { linkRoutes } from './link-routes.ts';
import { matterRoutes } from './matters.ts';
import { Overview } from './overview.ts';
import { ownWorkRoutes } from './own-work.ts';
import { Cursor, LIMIT_MAX, listFields, PAGE_MAX, Words, YesNo } from './paging.ts';
import { passkeyRoutes } from './passkeys.ts';
import { PlanIssue } from './plan.ts';
import { PlanYearsBody, planYearFields, reopenedRows, saidWithUpload } from './plan-years.ts';
import { GivenDate, Instant, LocalDate, StorableText, Id as StoredId } from './primitives.ts';
import { OverdueReport, ReportQuery } from './report.ts';
import { rosterRoutes } from './roster-edit.ts';
import { signInRoutes } from './sign-in.ts';
import { undeliveredRoutes } from './undelivered.ts';
import { webhookRoutes } from './webhooks.ts';
import { workFromAboveRoutes } from './work-from-above.ts';

export const Meta = z.object({
  office: z.string(),
  zone: z.string(),
  embedded: z.boolean().describe('true: the local mailbox is at /dev/mailbox'),
  sample: z.boolean().describe('true: what is shown is the sample plan'),
  today: LocalDate,
  agencies: z.array(z.object({ id: z.string(), name: z.string() })),
  fields: z.array(z.object({ code: z.string(), title: z.string() })),
  statusWords: z.record(z.string(), z.string()).describe('for other systems; the pages have the words at hand'),
  dueStateWords: z.record(z.string(), z.string()),
  evidence: EvidenceLimits,
  channelWords: z.record(z.string(), z.string()).describe('every channel of the product by its name'),
});

export const AssignmentQuery = z.object({
  plan: StoredId.optional(),
  agency: StoredId.optional(),
  field: StoredId.optional(),
  status: AssignmentStatus.optional(),
  dueState: DueState.optional(),
  nature: AssignmentNature.optional(),
  dueFrom: GivenDate.optional().describe('due (its working day) on this day or later'),
  dueTo: GivenDate.optional().describe('due (its working day) on this day or earlier'),
  overdue: YesNo.optional().describe('1: only open work whose date has passed; 0: all but that'),
  q: Words.optional().describe('words of the title or the agency, case and diacritics do not matter'),
  sort: z.enum(['due', '-due', 'agency', 'daysLate']).default('due'),
  page: z.coerce.number().int().min(1).max(PAGE_MAX).default(1),
  cursor: Cursor.optional().describe(
    '`next` of the page before, with the same filters and the same sort: the page behind it, whatever `page` says',
  ),
  pageSize: z.coerce.number().int().min(1).max(LIMIT_MAX).default(20),
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(LIMIT_MAX)
    .optional()
    .describe('`pageSize` by the name that all lists know'),
});

export const PlanStatus = z.enum(['draft', 'publishing', 'published']);

export const PlanQuery = z.object({
  status: PlanStatus.optional(),
  year: z.coerce.number().int().min(2000).max(2100).optional().describe('plans that cover this year'),
  agency: StoredId.optional().describe('plans with work of this agency that was given out'),
  field: StoredId.optional(),
  overdue: YesNo.optional().describe('1: only plans with open work whose date has passed; 0: all but those'),
  q: Words.optional().describe('words of the title or the issuer, case and diacritics do not matter'),
  ...listFields('-created', 'created', 'title'),
});

export const PlanRowsQuery = z.object({
  page: z.coerce.number().int().min(1).max(PAGE_MAX).optional().describe('left out, like `pageSize`: all rows'),
  pageSize: z.coerce.number().int().min(1).max(LIMIT_MAX).optional().describe('50 when only `page` is given'),
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(LIMIT_MAX)
    .optional()
    .describe('`pageSize` by the name that all lists know'),
  cursor: Cursor.optional().describe('out of the Link header (rel="next") of the page before, whatever `page` says'),
  field: StoredId.optional().describe('only rows of this field'),
  q: Words.optional().describe('only rows with these words in their title'),
  waiting: YesNo.optional().describe('1: only rows whose date a person must still look at, in pages'),
});

export const PlanSummary = z.object({
  id: z.string(),
  title: z.string(),
  issuer: z.string().nullable(),
  ...planYearFields,
  sample: z.boolean(),
  status: PlanStatus,
  rows: z.number().int(),
  undecided: z.number().int().describe('rows whose date a person must look at before publication'),
  etag: z.string().describe('the version of the plan, for If-Match'),
  publication: z
    .object({
      total: z.number().int().describe('0 while they are still being counted'),
      recorded: z.number().int().describe('written down with all their reminders'),
      started: z.number().int(),
      ready: z.number().int().describe('reminding from now on'),
    })
    .nullable(),
});
export type PlanSummary = z.infer<typeof PlanSummary>;

export const PlanDetail = z.object({
  plan: PlanSummary,
  alreadyImportedAt: Instant.nullable()
    .default(null)
    .describe('set in the answer to an upload when a draft of the same content was there since then'),
  issues: z.array(PlanIssue),
  rows: z.array(
    z.object({
      id: z.string(),
      place: z.string(),
      fieldCode: z.string().nullable(),
      fieldTitle: z.string().nullable(),
      title: z.string(),
      leads: z.array(z.string()),
      deadlineText: z.string().nullable(),
      reading: DeadlineReading,
      decided: z.boolean(),
      etag: z.string().describe('the version of the row, for If-Match'),
    }),
  ),
});

/** How a way to people, or back from them, is set up here. */
export const ChannelSetup = z.object({
  name: z.string().describe('a channel, or incoming-mail'),
  label: z.string().describe('as people call it, Vietnamese'),
  state: z.enum(['ready', 'trial', 'off']).describe('trial: nothing leaves this machine'),
  words: z.string(),
});
export type ChannelSetup = z.infer<typeof ChannelSetup>;

/** Somebody with an address that failed for good, or with none at all. */
export const HardToReach = z.object({
  contactId: z.string(),
  name: z.string(),
  agency: z.string(),
  needsPerson: z.string().nullable().describe('why no channel is left; null = another channel still reaches them'),
  failed: z.array(z.object({ channel: z.string(), address: z.string(), reason: z.string(), at: Instant })),
});
export type HardToReach = z.infer<typeof HardToReach>;

const Id = z.object({ id: StoredId });

export interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  path: string;
  summary: string;
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType;
  /** what this operation refuses beside what every one does (`refusalsOf`) */
  refuses?: readonly ErrorCode[];
  /** name of the multipart field of an upload, in place of a JSON body */
  upload?: string;
  /** takes If-Match: a change of what somebody else has changed meanwhile is refused with 412 */
  ifMatch?: true;
  /** takes Idempotency-Key: the same request with the same key is carried out once and answered alike */
  idempotencyKey?: true;
  /** asks somebody who has signed in long ago to show first that it is still they (`POST /api/auth/prove`) */
  proof?: true;
  /** answers with the ETag of what it shows or changed */
  etag?: true;
  /** a list in pages: a Link header leads to the next one */
  pages?: true;
  /** needs no account: what a letter's link carries is its authority */
  everybody?: true;
  response: z.ZodType;
}

/** One entry per operation, by operation id. */
export const routes = {
  getMeta: { method: 'GET', path: '/api/meta', summary: 'Office, words and lists for filters', response: Meta },
  getOverview: {
    method: 'GET',
    path: '/api/overview',
    summary: 'The four-way count and what needs attention',
    response: Overview,
  },
  listAssignments: {
    method: 'GET',
    path: '/api/assignments',
    summary: 'Assignments by filter, one page',
    query: AssignmentQuery,
    refuses: ['not-found'],
    pages: true,
    response: z.object({
      total: z.number().int(),
      items: z.array(AssignmentRow),
      next: z.string().nullable().describe('the `cursor` of the next page; null = this is the last one'),
    }),
  },
  getAssignment: {
    method: 'GET',
    path: '/api/assignments/:id',
    summary: 'One assignment with its timeline, reminders and the explanation of its date',
    params: Id,
    refuses: ['not-found'],
    response: AssignmentDetail,
  },
  commandAssignment: {
    method: 'POST',
    path: '/api/assignments/:id/commands',
    summary: 'Acknowledge, report, verify, return or withdraw',
    params: Id,
    body: AssignmentCommand,
    refuses: [
      'not-found',
      'command-does-not-fit',
      'evidence-unknown',
      'date-in-future',
      'date-before-assignment',
      'engine-unavailable',
    ],
    idempotencyKey: true,
    response: AssignmentRow,
  },
  ...evidenceRoutes,
  listPlans: {
    method: 'GET',
    path: '/api/plans',
    summary: 'Plans with their progress, a page of them',
    query: PlanQuery,
    refuses: ['not-found'],
    pages: true,
    response: z.array(PlanSummary),
  },
  getPlan: {
    method: 'GET',
    path: '/api/plans/:id',
    summary: 'A plan row by row, as it was read: all of it, or a page of its rows',
    params: Id,
    query: PlanRowsQuery,
    refuses: ['not-found'],
    etag: true,
    pages: true,
    response: PlanDetail,
  },
  importPlan: {
    method: 'POST',
    path: '/api/plans',
    summary:
      'Reads a plan file (multipart field `file`) into a draft; the same content gives back the draft that is there',
    query: z.object({
      ...saidWithUpload,
      again: z.enum(['0', '1']).optional().describe('1: a new draft although the same content was given out before'),
    }),
    upload: 'file',
    refuses: ['plan-file-refused', 'plan-published-before', 'plan-years-impossible', 'uploads-busy', 'upload-stalled'],
    idempotencyKey: true,
    etag: true,
    response: PlanDetail,
  },
  deleteDraft: {
    method: 'DELETE',
    path: '/api/plans/:id',
    summary: 'Deletes a draft with its rows; a plan that was given out stays',
    params: Id,
    refuses: ['not-found', 'plan-not-draft'],
    ifMatch: true,
    response: z.object({ rows: z.number().int().describe('rows that went with it') }),
  },
  decideDeadline: {
    method: 'PUT',
    path: '/api/plans/:id/rows/:rowId/deadline',
    summary: 'A person accepts the reading of a row, or gives another time text in the same language',
    params: z.object({ id: StoredId, rowId: StoredId }),
    query: z.object({ rows: z.enum(['all', 'decided']).optional().describe('decided: answers with that row alone') }),
    body: z.object({
      text: StorableText.max(2000).describe('the time text to read instead; the same text accepts the reading'),
    }),
    refuses: ['not-found', 'plan-not-draft', 'deadline-unreadable'],
    ifMatch: true,
    etag: true,
    response: PlanDetail,
  },
  setPlanYears: {
    method: 'PUT',
    path: '/api/plans/:id/years',
    summary:
      'A person says of which years a draft is; every date follows anew, and what was decided row by row stays where it still fits',
    params: Id,
    body: PlanYearsBody,
    refuses: ['not-found', 'plan-not-draft', 'plan-years-impossible'],
    ifMatch: true,
    etag: true,
    response: z.object({ plan: PlanSummary, reopened: reopenedRows }),
  },
  readDeadlineText: {
    method: 'GET',
    path: '/api/plans/:id/deadline-reading',
    summary: 'How a time text would be read in this plan; changes nothing',
    params: Id,
    query: z.object({ text: StorableText.max(2000) }),
    refuses: ['not-found'],
    response: DeadlineReading,
  },
  publishPlan: {
    method: 'POST',
    path: '/api/plans/:id/publish',
    summary: 'Gives out every assignment of the plan; progress is in GET /api/plans',
    params: Id,
    refuses: [
      'not-found',
      'plan-not-draft',
      'plan-has-undecided-dates',
      'plan-has-unheard-leads',
      'plan-published-before',
      'plan-rows-doubled',
      'roster-missing',
      'engine-unavailable',
    ],
    query: z.object({
      again: z
        .enum(['0', '1'])
        .optional()
        .describe('1: although a plan of the same content was given out before, or rows stand twice'),
      unheard: z.enum(['0', '1']).optional().describe('1: although nobody hears for some of its leads'),
    }),
    ifMatch: true,
    idempotencyKey: true,
    etag: true,
    response: PlanSummary,
  },
  getOverdueReport: {
    method: 'GET',
    path: '/api/reports/overdue',
    summary: 'The overdue audit',
    query: ReportQuery,
    refuses: ['not-found'],
    response: OverdueReport,
  },
  ...workFromAboveRoutes,
  ...linkRoutes,
  ...ownWorkRoutes,
  getChannels: {
    method: 'GET',
    path: '/api/channels',
    summary: 'Which channels are set up here, and who is hard to reach',
    response: z.object({ channels: z.array(ChannelSetup), people: z.array(HardToReach) }),
  },
  ...webhookRoutes,
  ...undeliveredRoutes,
  ...matterRoutes,
  ...rosterRoutes,
  ...calendarRoutes,
  ...ladderRoutes,
  ...letterheadRoutes,
  ...signInRoutes,
  ...passkeyRoutes,
  ...accountRoutes,
  ...auditRoutes,
  ...administrationRoutes,
} as const satisfies Record<string, Route>;
