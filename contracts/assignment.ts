// An assignment as people see it: list rows, one assignment with its history, and the commands given to it.
import { z } from 'zod';
import { EVIDENCE_FILES_MAX, EvidenceFile } from './evidence.ts';
import { AssignmentStatus } from './lifecycle.ts';
import { GivenDate, Id, Instant, LocalDate, requiredText, Slot, StorableText, WebAddress } from './primitives.ts';

/** How far the calendar binds the assignment. Only `dated` work can be overdue. */
export const AssignmentNature = z.enum(['dated', 'continuous', 'conditional', 'undecided', 'past']);
export type AssignmentNature = z.infer<typeof AssignmentNature>;

/** The official four-way count, plus the work that has no date to be late for. */
export const DueState = z.enum(['done-on-time', 'done-late', 'open-in-time', 'open-overdue', 'undated', 'withdrawn']);
export type DueState = z.infer<typeof DueState>;

/** How a date was read and counted, in Vietnamese: the whole, and step by step. */
export const DateExplanation = z.object({ text: z.string(), steps: z.array(z.string()) });

export const AssignmentRow = z.object({
  id: z.string(),
  key: z.string(),
  planId: z.string(),
  planTitle: z.string(),
  title: z.string(),
  label: z.string().nullable().describe('the part of the time text, when the row has several'),
  agencyId: z.string(),
  agencyName: z.string(),
  fieldCode: z.string().nullable(),
  fieldTitle: z.string().nullable(),
  nature: AssignmentNature,
  opens: LocalDate.nullable(),
  due: LocalDate.nullable(),
  dueWorking: LocalDate.nullable(),
  status: AssignmentStatus,
  dueState: DueState,
  daysLate: z
    .number()
    .int()
    .min(0)
    .describe('calendar days after dueWorking: to the accepted report, or to the data date'),
  acknowledgedAt: Instant.nullable(),
  reportedOn: LocalDate.nullable().describe('date of the latest report; once verified it is the completion date'),
});
export type AssignmentRow = z.infer<typeof AssignmentRow>;

export const TimelineEvent = z.object({
  index: z.number().int().describe('place in the hash chain'),
  type: z.string(),
  words: z.string().describe('Vietnamese, one line'),
  actor: z.string(),
  occurredAt: Instant,
  recordedAt: Instant,
  note: z.string().nullable(),
  hash: z.string(),
});
export type TimelineEvent = z.infer<typeof TimelineEvent>;

export const LedgerStatus = z.enum(['planned', 'staged', 'sending', 'sent', 'superseded', 'deferred', 'refused']);
export type LedgerStatus = z.infer<typeof LedgerStatus>;

export const LedgerRow = z.object({
  id: z.string(),
  rung: z.string(),
  rungWords: z.string(),
  recipientName: z.string(),
  recipientAgency: z.string(),
  channel: z.string(),
  slotAt: Slot,
  status: LedgerStatus,
  reason: z.string().nullable(),
  subject: z.string().nullable(),
  endedAt: Instant.nullable(),
  foreseen: z
    .boolean()
    .optional()
    .describe('true: not in the ledger yet; it follows from the ladder, and is written some slots before its time'),
});
export type LedgerRow = z.infer<typeof LedgerRow>;

export const ReportRow = z.object({
  id: z.string(),
  note: z.string(),
  documentNumber: z.string().nullable(),
  evidenceUrl: z.string().nullable(),
  files: z.array(EvidenceFile),
  reportedOn: LocalDate,
  actor: z.string(),
  outcome: z.enum(['waiting', 'accepted', 'returned']),
});
export type ReportRow = z.infer<typeof ReportRow>;

export const AssignmentDetail = z.object({
  assignment: AssignmentRow,
  row: z.object({
    taskTitle: z.string().nullable(),
    products: z.array(z.string()),
    coordinators: z.array(z.string()),
    deadlineText: z.string().nullable(),
    place: z.string(),
  }),
  explanation: DateExplanation.extend({ edition: z.string() }),
  allowed: z.array(z.enum(['acknowledge', 'report', 'verify', 'return', 'withdraw'])),
  timeline: z.array(TimelineEvent),
  reminders: z.array(LedgerRow),
  reports: z.array(ReportRow),
});
export type AssignmentDetail = z.infer<typeof AssignmentDetail>;

const Backdate = {
  occurredOn: GivenDate.optional().describe('a day in the past, for results that were recorded on paper first'),
};

/** What a person may tell an assignment. `return` and `withdraw` must say why. */
export const AssignmentCommand = z.discriminatedUnion('command', [
  z.object({ command: z.literal('acknowledge'), ...Backdate }),
  z.object({
    command: z.literal('report'),
    note: requiredText(4000),
    documentNumber: StorableText.trim().max(200).nullish(),
    evidenceUrl: WebAddress.nullish(),
    files: z
      .array(Id)
      .max(EVIDENCE_FILES_MAX)
      .optional()
      .describe('ids of files that the same person has uploaded for this assignment'),
    ...Backdate,
    doneBefore: z
      .boolean()
      .optional()
      .describe('true: it is known that the work was done before it was given out; only an officer may say so'),
  }),
  z.object({ command: z.literal('verify'), note: StorableText.trim().max(4000).nullish(), ...Backdate }),
  z.object({ command: z.literal('return'), reason: requiredText(4000), ...Backdate }),
  z.object({ command: z.literal('withdraw'), reason: requiredText(4000), ...Backdate }),
]);
export type AssignmentCommand = z.infer<typeof AssignmentCommand>;
