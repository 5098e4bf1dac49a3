// What an event of the audit log holds, by its type, as far as the product reads it again. The log lives for years: a field that an earlier version
// did not write is left out, one that a later version adds is passed over, and one of another form is refused rather than believed.
import { z } from 'zod';
import { AssignmentNature } from './assignment.ts';
import { EvidenceFile } from './evidence.ts';
import { AssignmentStatus } from './lifecycle.ts';
import { Instant, LocalDate, Slot } from './primitives.ts';

/** What an assignment obliges to, as it is stated once: what reports count by, and what no later hand may change in silence. */
export const AssignmentFacts = z.object({
  key: z.string(),
  planId: z.string(),
  /** The row of the plan table that the work comes from. */
  activityId: z.string(),
  fieldCode: z.string().nullable(),
  fieldTitle: z.string().nullable(),
  agencyId: z.string(),
  /** As the roster called it then; a renamed agency is the same agency. */
  agencyName: z.string(),
  title: z.string(),
  label: z.string().nullable(),
  nature: AssignmentNature,
  opens: LocalDate.nullable(),
  due: LocalDate.nullable(),
  dueWorking: LocalDate.nullable(),
  /** Hash of how the date was explained. */
  explanation: z.string(),
  ladderPolicyId: z.string(),
  calendarEditionId: z.string(),
  publishedAt: Instant,
  /** The slot that its ladder is counted from; left out where an earlier version wrote the whole ladder at publication. */
  ladderFrom: Slot.optional(),
});
export type AssignmentFacts = z.infer<typeof AssignmentFacts>;

const Webhook = z.object({
  url: z.string(),
  filter: z.string(),
  active: z.boolean(),
  /** Of the sealed secret: tells that it was changed, never what it is. */
  secretFingerprint: z.string(),
});
export type LoggedWebhook = z.infer<typeof Webhook>;

/** How work that another office gives stands there. */
const Above = z.object({
  officeName: z.string(),
  title: z.string(),
  due: LocalDate.nullable(),
  status: AssignmentStatus,
});

const byId = <Value extends z.ZodType>(value: Value) => z.record(z.string(), value);
const facts = AssignmentFacts.optional();
const reason = z.string().optional();
const digest = z.string();
/** Hash of a plan's table, and of the facts of all its assignments as they were given out. */
const planDigests = { rowsDigest: digest.optional(), assignmentsDigest: digest.optional() };

const PAYLOADS = {
  assigned: z.object({ facts, rulesVersion: z.number().int().min(1).optional() }),
  acknowledged: z.object({}),
  reported: z.object({
    note: z.string(),
    documentNumber: z.string().nullable().default(null),
    evidenceUrl: z.string().nullable().default(null),
    /** Left out by a report without files, and by versions before 0.4. */
    files: z.array(EvidenceFile).default([]),
    reportedOn: LocalDate,
  }),
  verified: z.object({ note: z.string().nullish() }),
  /** `resumedFrom`: the slot from which the ladder of the date goes on, where it is written step by step. */
  returned: z.object({ reason, resumedFrom: Slot.optional() }),
  withdrawn: z.object({ reason }),
  /** What an earlier version had not stated: of an assignment, or of a plan. */
  'facts-stated': z.object({ facts, ...planDigests }),
  'plan-imported': z.object({ title: z.string().nullish(), ...planDigests }),
  /** A draft that an officer took back, and the rows of it with a decided text. */
  'draft-deleted': z.object({ title: z.string().nullish(), decidedRows: z.array(z.string()).default([]) }),
  /** The press of the button; what was given out tells `plan-published`, when all of it is recorded. */
  'publication-begun': z.object({ planVersion: z.number().int().optional(), operationId: z.string().optional() }),
  /** `operationId`: of before the press had an event of its own. */
  'plan-published': z.object({
    ...planDigests,
    planVersion: z.number().int().optional(),
    operationId: z.string().optional(),
  }),
  /** Open work goes over to another agency; its facts stay what was given out. */
  'lead-moved': z.object({ agencyId: z.string(), agencyName: z.string() }),
  'deadline-decided': z.object({
    text: z.string(),
    before: z.string().nullish(),
    planVersion: z.number().int().optional(),
  }),
  /** A person said of which years a draft is: its table has another hash then, and the decisions on these rows do not stand any more. */
  'plan-years-set': z.object({
    yearFrom: z.number().int(),
    yearTo: z.number().int(),
    issuedOn: LocalDate.nullable(),
    rowsDigest: digest,
    reopened: z.array(z.string()),
    planVersion: z.number().int().optional(),
    planId: z.string().optional(),
    before: z.string().nullish(),
  }),
  'above-given': Above,
  'above-changed': Above,
  'above-reported': Above,
  'above-returned': Above,
  'above-verified': Above,
  'above-withdrawn': Above,
  'above-handed-on': z.object({ planId: z.string() }),
  /** [kind, id, hash] of each message and ledger row that has ended. */
  'deliveries-sealed': z.object({ items: z.array(z.tuple([z.string(), z.string(), z.string()])) }),
  'settings-stated': z.object({
    rosterDigest: digest.nullable(),
    zalo: byId(z.string()),
    webhooks: byId(Webhook),
    resolved: byId(Instant),
    ladders: byId(digest),
    calendars: byId(digest),
  }),
  /** `version`, `lines`: which version it made, and what was different, in words; left out by earlier versions. */
  'roster-imported': z.object({
    digest: digest.nullable(),
    zalo: byId(z.string()).optional(),
    version: z.number().int().optional(),
    lines: z.array(z.string()).optional(),
  }),
  'roster-extended': z.object({ digest: digest.nullable() }),
  'zalo-linked': z.object({ zaloUserId: z.string() }),
  'zalo-unlinked': z.object({}),
  'matter-resolved': z.object({}),
  /** Whoever ticked it off took that back. */
  'matter-reopened': z.object({}),
  'ladder-set': z.object({ digest }),
  'calendar-set': z.object({ digest }),
  'webhook-added': Webhook,
  'webhook-changed': Webhook,
  'webhook-secret-rotated': Webhook,
  'webhook-removed': z.object({}),
};

type Payloads = { [Type in keyof typeof PAYLOADS]: z.infer<(typeof PAYLOADS)[Type]> };
export type LoggedPayload<Type extends keyof Payloads> = Payloads[Type];

/** The types that nothing is read of (a code was made), and those of a later version. */
export interface UnreadEvent {
  type: null;
  payload: null;
}

/** Type and payload of an event, held together. */
export type LoggedEvent = { [Type in keyof Payloads]: { type: Type; payload: Payloads[Type] } }[keyof Payloads];

/**
 * An event as the database gives it, with what it holds checked.
 * @throws ZodError when a type that the product knows holds what the product never wrote
 */
export function readLoggedEvent(type: string, payload: unknown): LoggedEvent | UnreadEvent {
  if (!Object.hasOwn(PAYLOADS, type)) return { type: null, payload: null };
  const known = type as keyof Payloads;
  return { type: known, payload: PAYLOADS[known].parse(payload ?? {}) } as LoggedEvent;
}

/** The same for a query that asks for one type only. */
export function readLoggedPayload<Type extends keyof Payloads>(type: Type, payload: unknown): Payloads[Type] {
  return PAYLOADS[type].parse(payload ?? {}) as Payloads[Type];
}
