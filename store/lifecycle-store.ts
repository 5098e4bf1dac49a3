// What a lifecycle writes: state, ledger and audit event of one transition in one transaction.
import { randomUUID } from 'node:crypto';
import type { AssignmentNature } from '#contracts/assignment.ts';
import type { AssignmentStatus } from '#contracts/lifecycle.ts';
import type { Instant, LocalDate, Slot } from '#contracts/primitives.ts';
import { planPeriod } from '#domain/assignment/plan-years.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import { localDateOf } from '#domain/calendar/local-date.ts';
import { toLocalDate } from '#domain/calendar/local-time.ts';
import type { PlannedReminder } from '#domain/ladder/planned-reminder.ts';
import type { NextStep } from '#domain/lifecycle/plan-ahead.ts';
import { FINAL_STATUSES, type LifecycleEvent, type WriteAnswer } from '#domain/lifecycle/state.ts';
import { STATUS_AFTER } from '#domain/lifecycle/status-after.ts';
import { loadStatedFacts } from './assignment-facts.ts';
import { appendAuditEvents } from './audit-store.ts';
import type { Database, Transaction } from './database.ts';
import { recordReportFiles } from './evidence-store.ts';
import type { Prisma } from './generated/client.ts';
import { listPlannedSteps, type PlannedStep, recordLadder, toNextStep, type WrittenLadder } from './ladder-store.ts';
import { fromDateColumnOrNull, fromSlotColumn, fromTimestamp, toDateColumn } from './local-date.ts';
import { storedYears } from './plan-year-columns.ts';
import { loadLifecycleState } from './publication-progress-store.ts';
import { ledgerData } from './publication-store.ts';

export interface LifecycleRow {
  id: string;
  planId: string;
  agencyId: string;
  title: string;
  fieldCode: string | null;
  status: AssignmentStatus;
  sequence: number;
  rulesVersion: number;
  nature: AssignmentNature;
  due: LocalDate | null;
  dueWorking: LocalDate | null;
  /** The first and the last day of the plan. */
  firstDay: LocalDate;
  lastDay: LocalDate;
  ladderPolicyId: string;
  calendarEditionId: string;
  publishedAt: Instant;
  /** The slot that its ladder is counted from; null = all of it was written at publication, by an earlier version. */
  ladderFrom: Slot | null;
  /** The slot from which the latest return lets the ladder go on. */
  resumedFrom: Slot | null;
  /** The first step that is not written; null = none is left. */
  next: NextStep | null;
}

/** What a lifecycle needs to know of its assignment. */
export async function loadLifecycleRow(database: Database, assignmentId: string): Promise<LifecycleRow> {
  return toLifecycleRow(
    await database.assignment.findUniqueOrThrow({
      where: { id: assignmentId },
      include: { activity: { select: { fieldCode: true } }, plan: true },
    }),
  );
}

type AssignmentRow = Prisma.AssignmentGetPayload<{
  include: { activity: { select: { fieldCode: true } }; plan: true };
}>;

export function toLifecycleRow(row: AssignmentRow): LifecycleRow {
  const publishedAt = fromTimestamp(row.publishedAt);
  // A rehearsal gives out a plan of unknown years too: its work is undecided, and held to the year in which it was given.
  const { firstDay, lastDay } = planPeriod(storedYears(row.plan), localDateOf(publishedAt.slice(0, 10)));
  const days = { firstDay, lastDay };
  return {
    ...row,
    fieldCode: row.activity.fieldCode,
    status: row.status as AssignmentStatus,
    nature: row.nature as AssignmentNature,
    due: fromDateColumnOrNull(row.due),
    dueWorking: fromDateColumnOrNull(row.dueWorking),
    ...days,
    publishedAt,
    ladderFrom: row.ladderFrom === null ? null : fromSlotColumn(row.ladderFrom),
    resumedFrom: row.ladderResumedFrom === null ? null : fromSlotColumn(row.ladderResumedFrom),
    next: toNextStep(row),
  };
}

export interface Transition {
  assignmentId: string;
  event: LifecycleEvent;
  status: AssignmentStatus;
  supersede: { steps: string[]; reason: string };
  /** Ledger rows that the event calls for, e.g. the question to the verifier after a report. */
  add: PlannedReminder[];
  /** How far the ladder is to be written with it; null or left out = it was written whole. */
  ladder?: WrittenLadder | null;
}

/** `planned`: the steps that wait for their time now; left out = the ladder was written whole. */
type RecordAnswer = { isNew: boolean } & (
  | { kind: 'written'; planned?: PlannedStep[] }
  | Extract<WriteAnswer, { kind: 'overtaken' }>
);

/**
 * Records a transition exactly once, however often and in whatever order it is told; what another command has recorded in its place is
 * never passed off as it, but given back.
 * @throws LogAndRowParted
 */
export async function recordTransition(database: Database, transition: Transition, now: Date): Promise<RecordAnswer> {
  const { assignmentId, event } = transition;
  return database.$transaction(async (tx) => {
    const recorded = await lockAndLoadEvents(tx, assignmentId);
    const stands = recorded.events.some((known) => isSameEvent(known, event));
    const planned = async () => (transition.ladder ? { planned: await listPlannedSteps(tx, assignmentId) } : {});
    if (stands && recorded.sequence === event.sequence) return { kind: 'written', isNew: false, ...(await planned()) };
    if (stands || recorded.sequence !== event.sequence - 1)
      return { ...(await whatStands(tx, assignmentId, recorded.events)), isNew: false };
    await writeTransition(tx, transition, now);
    return { kind: 'written', isNew: true, ...(await planned()) };
  });
}

async function writeTransition(tx: Transaction, transition: Transition, now: Date): Promise<void> {
  const { assignmentId, event, status } = transition;
  const { sequence, type, actor, occurredAt, ...details } = event;
  const facts = type === 'assigned' ? await loadStatedFacts(tx, assignmentId) : {};
  const payload = { ...details, ...facts, steps: undefined };
  const audit = { subject: `assignment/${assignmentId}`, sequence, type, actor, occurredAt, payload };
  if ((await appendAuditEvents(tx, [audit], instantOf(now))) === 0) throw new LogAndRowParted(assignmentId, sequence);
  await tx.assignment.update({
    where: { id: assignmentId },
    data: {
      status,
      sequence,
      ...(type === 'assigned' ? { lifecycleReadyAt: now } : {}),
      ...(type === 'acknowledged' ? { acknowledgedAt: new Date(occurredAt) } : {}),
      ...(event.type === 'reported' ? { reportedOn: toDateColumn(event.reportedOn) } : {}),
      ...(FINAL_STATUSES.includes(status) ? { endedAt: new Date(occurredAt) } : {}),
    },
  });
  await recordReport(tx, assignmentId, event);
  await supersedeSteps(tx, assignmentId, transition.supersede, now);
  const data = transition.add.map((reminder) => ledgerData(assignmentId, reminder, now));
  await tx.ledgerEntry.createMany({ data, skipDuplicates: true });
  if (transition.ladder) await recordLadder(tx, assignmentId, transition.ladder, now);
}

/** The log holds an event that the assignment's row does not know: no repetition mends that, only `dondoc reconcile --fix`. */
export class LogAndRowParted extends Error {
  constructor(assignmentId: string, sequence: number) {
    super(`the log of assignment ${assignmentId} holds an event ${sequence} that its row does not know`);
  }
}

type Overtaken = Extract<WriteAnswer, { kind: 'overtaken' }>;

/** Null while the lifecycle and PostgreSQL agree on the last event; held until the transaction ends. */
export async function lockUnlessOvertaken(
  tx: Transaction,
  { assignmentId, sequence }: { assignmentId: string; sequence: number },
): Promise<Overtaken | null> {
  const recorded = await lockAndLoadEvents(tx, assignmentId);
  return recorded.sequence === sequence ? null : whatStands(tx, assignmentId, recorded.events);
}

interface KnownEvent {
  sequence: number;
  type: string;
  actor: string;
  occurredAt: Date;
  commandId: string | null;
}

/** Holds the assignment until the transaction ends: a worker that was given up may still be writing. */
async function lockAndLoadEvents(tx: Transaction, assignmentId: string) {
  const [row] = await tx.$queryRaw<{ sequence: number }[]>`
    SELECT sequence FROM assignment WHERE id = ${assignmentId} FOR NO KEY UPDATE`;
  if (row === undefined) throw new Error(`there is no assignment ${assignmentId}`);
  const events = await tx.$queryRaw<KnownEvent[]>`
    SELECT sequence, type, actor, occurred_at AS "occurredAt", payload->>'commandId' AS "commandId"
    FROM audit_event WHERE subject = ${`assignment/${assignmentId}`} ORDER BY sequence`;
  return { sequence: row.sequence, events: events.filter(({ sequence }) => sequence <= row.sequence) };
}

function isSameEvent(known: KnownEvent, event: LifecycleEvent): boolean {
  if (known.commandId !== null && event.commandId !== undefined) return known.commandId === event.commandId;
  // The start, or recorded before commands had ids in the log: told again, the same command has the same moment and actor.
  if (known.sequence !== event.sequence || known.type !== event.type) return false;
  const sameMoment = known.actor === event.actor && known.occurredAt.getTime() === Date.parse(event.occurredAt);
  return event.type === 'assigned' || sameMoment;
}

async function whatStands(tx: Transaction, assignmentId: string, events: KnownEvent[]): Promise<Overtaken> {
  return {
    kind: 'overtaken',
    state: await loadLifecycleState(tx, assignmentId),
    recorded: events.flatMap(({ commandId, sequence, type }) =>
      commandId === null ? [] : [{ commandId, sequence, status: STATUS_AFTER[type as LifecycleEvent['type']] }],
    ),
  };
}

async function recordReport(tx: Transaction, assignmentId: string, event: LifecycleEvent): Promise<void> {
  if (event.type === 'reported') {
    const { sequence, note, documentNumber, evidenceUrl, reportedOn, actor } = event;
    const report = { sequence, note, documentNumber, evidenceUrl, actor, reportedOn: toDateColumn(reportedOn) };
    const id = randomUUID();
    await tx.report.create({ data: { id, assignmentId, ...report, outcome: 'waiting' } });
    await recordReportFiles(tx, id, event.files ?? []);
    return;
  }
  const outcomes = { verified: 'accepted', returned: 'returned', withdrawn: 'void' } as const;
  const outcome = event.type in outcomes ? outcomes[event.type as keyof typeof outcomes] : null;
  if (outcome === null) return;
  const outcomeReason = 'reason' in event ? event.reason : null;
  await tx.report.updateMany({ where: { assignmentId, outcome: 'waiting' }, data: { outcome, outcomeReason } });
}

/** The latest report or return with the day that it is dated, in `zone`; null before the first. */
export async function findLatestReportOrReturn(
  database: Database,
  assignmentId: string,
  zone: string,
): Promise<{ type: 'reported' | 'returned'; on: LocalDate } | null> {
  const event = await database.auditEvent.findFirst({
    where: { subject: `assignment/${assignmentId}`, type: { in: ['reported', 'returned'] } },
    orderBy: { sequence: 'desc' },
    select: { type: true, occurredAt: true },
  });
  if (event === null) return null;
  return { type: event.type as 'reported' | 'returned', on: toLocalDate(instantOf(event.occurredAt), zone) };
}

/** Ends what is planned or staged; what is being sent or was sent stays as it is. */
export async function supersedeSteps(
  tx: Transaction | Database,
  assignmentId: string,
  { steps, reason }: { steps: string[]; reason: string },
  now: Date,
): Promise<void> {
  if (steps.length === 0) return;
  await tx.ledgerEntry.updateMany({
    where: { assignmentId, step: { in: steps }, status: { in: ['planned', 'staged'] } },
    data: { status: 'superseded', reason, endedAt: now },
  });
}
