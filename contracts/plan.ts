// What `dondoc read-plan` answers: one plan document, read row by row.
import { z } from 'zod';
import { LocalDate, Place, StorableText } from './primitives.ts';

/** In letters, and in items where a cell lists several: what a plan may hold is said once, for the reader and for the store. */
export const PLAN_LIMITS = {
  title: 1_000,
  issuer: 300,
  fieldCode: 100,
  fieldTitle: 2_000,
  number: 500,
  group: 5_000,
  activity: 10_000,
  product: 5_000,
  agency: 2_000,
  items: 300,
  deadline: 2_000,
  funding: 2_000,
  doubt: 600,
  doubts: 12,
  evidence: 500,
  evidenceItems: 40,
};

const text = (letters: number) => StorableText.max(letters);
const list = (letters: number) => z.array(text(letters)).max(PLAN_LIMITS.items);
const Year = z.number().int().min(1900).max(2999).nullable();

/** One thing that speaks for the years of a plan, or that holds a year and does not. */
export const YearEvidence = z.object({
  source: z.enum(['title', 'annex', 'date', 'text', 'person']),
  says: z
    .enum(['years', 'end', 'doubt', 'nothing'])
    .describe(
      'the years of the plan; only when it ends; years of which nobody can tell; years that are none of the plan',
    ),
  words: text(PLAN_LIMITS.evidence).describe('Vietnamese: what says it, or why the year does not count'),
  yearFrom: Year.describe('null = it speaks for no year'),
  yearTo: Year,
});
export type YearEvidence = z.infer<typeof YearEvidence>;

export const PlanHeading = z.object({ code: text(PLAN_LIMITS.fieldCode), title: text(PLAN_LIMITS.fieldTitle) });
export type PlanHeading = z.infer<typeof PlanHeading>;

export const PlanRow = z.object({
  stt: text(PLAN_LIMITS.number).nullable(),
  field: text(PLAN_LIMITS.fieldCode).nullable().describe('code of the field (lĩnh vực) that the row stands under'),
  objective: text(PLAN_LIMITS.group).nullable(),
  task: z.object({ code: text(PLAN_LIMITS.fieldCode).nullable(), title: text(PLAN_LIMITS.group) }).nullable(),
  activity: z.object({
    code: text(PLAN_LIMITS.fieldCode).nullable(),
    no: z.int32().nullable(),
    title: text(PLAN_LIMITS.activity),
  }),
  products: list(PLAN_LIMITS.product),
  leads: list(PLAN_LIMITS.agency),
  coordinators: list(PLAN_LIMITS.agency),
  deadlineText: text(PLAN_LIMITS.deadline).nullable(),
  funding: text(PLAN_LIMITS.funding).nullable(),
  place: Place,
  doubts: z
    .array(text(PLAN_LIMITS.doubt))
    .min(1)
    .max(PLAN_LIMITS.doubts)
    .optional()
    .describe(
      'Vietnamese: why a person must look at the row although its time text may be clear; left out when there is no reason',
    ),
});
export type PlanRow = z.infer<typeof PlanRow>;

/** What can be wrong with a plan, from its file to the people behind it. What a machine asks for; people read the message. */
export const PlanIssueCode = z.enum([
  'file-missing',
  'file-too-large',
  'file-empty',
  'file-unknown',
  'file-ambiguous',
  'file-broken',
  'file-encrypted',
  'file-old-format',
  'file-open-document',
  'file-pdf',
  'file-picture',
  'file-web-page',
  'file-with-doctype',
  'file-unpacks-too-large',
  'file-not-a-plan',
  'csv-not-utf8',
  'reading-too-long',
  'reading-too-large',
  'reading-failed',
  'document-empty',
  'document-without-table',
  'document-of-pictures',
  'document-embedded',
  'old-font-converted',
  'cell-picture',
  'no-plan-table',
  'table-too-large',
  'table-too-long',
  'table-too-wide',
  'column-missing-title',
  'column-missing-lead',
  'column-missing-deadline',
  'start-column-left-out',
  'time-columns-unclear',
  'time-column-replaced',
  'lead-column-left-out',
  'deadline-from-elsewhere',
  'lead-from-elsewhere',
  'plan-years-unsure',
  'plan-without-rows',
  'plan-too-large',
  'plan-not-storable',
  'sheet-hidden',
  'column-hidden',
  'row-hidden',
  'row-struck-out',
  'cell-struck-out',
  'line-left-out',
  'row-twice',
  'table-left-out',
  'row-without-title',
  'row-without-lead',
  'row-without-deadline',
  'roles-not-separated',
  'cell-too-long',
  'cell-cleaned',
  'cell-taken-from-above',
  'text-too-long',
  'deadline-missing',
  'deadline-unsure',
  'due-before-plan',
  'agency-unknown',
  'agency-doubtful',
  'agency-without-contact',
  'agency-unreachable',
  'contact-unreachable',
  'calendar-year-missing',
  'of-another-version',
]);
export type PlanIssueCode = z.infer<typeof PlanIssueCode>;

export const PlanIssue = z.object({
  place: Place.nullable(),
  column: StorableText.nullable().describe(
    'the column as its header reads, or null when the whole row or file is meant',
  ),
  code: PlanIssueCode,
  message: StorableText.describe('Vietnamese, for people: what is wrong and what was expected'),
  suggestion: StorableText.nullable().describe('Vietnamese: what to do about it'),
});
export type PlanIssue = z.infer<typeof PlanIssue>;

/** An issue as it was stored, perhaps by a version whose codes were others: its words are kept. */
export const StoredPlanIssue = PlanIssue.extend({ code: PlanIssueCode.catch('of-another-version') });

export const ParsedPlan = z.object({
  plan: z
    .object({
      title: text(PLAN_LIMITS.title).nullable(),
      issuer: text(PLAN_LIMITS.issuer).nullable(),
      yearFrom: Year.describe('null = nobody can tell: a person must say before anything is dated'),
      yearTo: Year,
      issuedOn: LocalDate.nullish().describe('the date of the document'),
      yearEvidence: z
        .array(YearEvidence)
        .max(PLAN_LIMITS.evidenceItems)
        .nullish()
        .describe('what the years follow from; left out = nothing is known of it'),
    })
    .refine(
      ({ yearFrom, yearTo }) => yearFrom === null || yearTo === null || yearFrom <= yearTo,
      'years run backwards',
    ),
  fields: z
    .array(PlanHeading)
    .refine((fields) => new Set(fields.map(({ code }) => code)).size === fields.length, 'a code stands for two fields'),
  rows: z.array(PlanRow),
  issues: z.array(PlanIssue),
});
export type ParsedPlan = z.infer<typeof ParsedPlan>;
