// Work that another office of the installation gives to this one: seen, handed on to its own agencies, reported up. Part of the route table.
import { z } from 'zod';
import { EVIDENCE_FILES_MAX } from './evidence.ts';
import { AssignmentStatus } from './lifecycle.ts';
import { listFields, Words } from './paging.ts';
import { GivenDate, Id, Instant, LocalDate, requiredText, StorableText, WebAddress } from './primitives.ts';

export const AboveStanding = z.enum(['open', 'handed-on', 'reported', 'returned', 'verified', 'withdrawn']);

const OwnReport = z.object({
  note: z.string(),
  documentNumber: z.string().nullable(),
  evidenceUrl: z.string().nullable(),
  files: z.array(z.object({ id: z.string(), name: z.string(), size: z.number().int() })),
});

export const WorkFromAboveRow = z.object({
  id: z.string(),
  officeName: z.string().describe('the office that gives it'),
  planTitle: z.string().describe('the plan there'),
  title: z.string(),
  products: z.array(z.string()),
  due: LocalDate.nullable().describe('as the giving office counts it; null = it is not dated'),
  givenAt: Instant,
  standing: AboveStanding,
  returnReason: z.string().nullable().describe('why the latest report came back'),
  planId: z.string().nullable().describe('the plan here by which it was handed on'),
  works: z
    .array(
      z.object({
        id: z.string(),
        agencyName: z.string(),
        due: LocalDate.nullable(),
        status: AssignmentStatus,
        report: OwnReport.nullable().describe('the latest report that waits or was accepted'),
      }),
    )
    .describe('what own agencies do of it'),
});
export type WorkFromAboveRow = z.infer<typeof WorkFromAboveRow>;

const params = z.object({ id: Id });

export const workFromAboveRoutes = {
  listWorkFromAbove: {
    method: 'GET',
    path: '/api/work-from-above',
    summary: 'Work that other offices give to this one, a page of it',
    query: z.object({ standing: AboveStanding.optional(), q: Words.optional(), ...listFields('due', '-given') }),
    pages: true,
    response: z.array(WorkFromAboveRow),
  },
  handOnWork: {
    method: 'POST',
    path: '/api/work-from-above/:id/hand-on',
    summary: 'Gives work from above on to agencies of this office, and takes it over there',
    params,
    body: z.object({
      leads: z.array(Id).min(1).max(50).describe('agencies of the roster that lead it'),
      coordinators: z.array(Id).max(50).default([]),
      due: GivenDate.nullable().describe('for the own agencies; null = without a date'),
      later: z.boolean().optional().describe('true: although that is later than it was given for'),
      unheard: z.boolean().optional().describe('true: although nobody hears for some of its leads'),
    }),
    refuses: [
      'not-found',
      'command-does-not-fit',
      'due-later-than-given',
      'plan-has-unheard-leads',
      'plan-has-undecided-dates',
      'roster-missing',
      'engine-unavailable',
    ],
    idempotencyKey: true,
    response: WorkFromAboveRow,
  },
  sendReportUp: {
    method: 'POST',
    path: '/api/work-from-above/:id/report',
    summary: 'Sends the report on work from above to the office that gave it',
    params,
    body: z.object({
      note: requiredText(4000),
      documentNumber: StorableText.trim().max(200).nullish(),
      evidenceUrl: WebAddress.nullish(),
      files: z.array(Id).max(EVIDENCE_FILES_MAX).optional().describe('ids of files of the own agencies’ reports on it'),
    }),
    refuses: ['not-found', 'command-does-not-fit', 'evidence-unknown', 'engine-unavailable'],
    idempotencyKey: true,
    response: WorkFromAboveRow,
  },
} as const;
