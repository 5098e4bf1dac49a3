// What a lifecycle writes: state, ledger and audit event of one transition in one transaction.
import { randomUUID } from 'node:crypto';
import type { AssignmentNature } from '#contracts/assignment.ts';
import type { AssignmentStatus } from '#contracts/lifecycle.ts';
import type { Instant, LocalDate } from '#contracts/primitives.ts';
import type { PlannedReminder } from '#domain/ladder/planned-reminder.ts';
import { FINAL_STATUSES, type LifecycleEvent } from '#domain/lifecycle/state.ts';
import { statedFacts } from './assignment-facts.ts';
import { appendAuditEvents } from './audit-store.ts';
import type { Database, Transaction } from './database.ts';
import { fromDateColumnOrNull, fromTimestamp, toDateColumn } from './local-date.ts';
import { ledgerData } from './publication-store.ts';

export interface LifecycleRow {
  id: string;
  planId: string;
  agencyId: string;
  fieldCode: string | null;
  status: AssignmentStatus;
  sequence: number;
  nature: AssignmentNature;
  due: LocalDate | null;
  dueWorking: LocalDate | null;
  /** The last day of the plan. */
  lastDay: LocalDate;
  ladderPolicyId: string;
  calendarEditionId: string;
  publishedAt: Instant;
}

/** What a lifecycle needs to know of its assignment. */
export async function loadLifecycleRow(database: Database, assignmentId: string): Promise<LifecycleRow> {
  const row = await database.assignment.findUniqueOrThrow({
    where: { id: assignmentId },
    include: { activity: { select: { fieldCode: true } }, plan: { select: { yearTo: true } } },
  });
  return {
    ...row,
    fieldCode: row.activity.fieldCode,
    status: row.status as AssignmentStatus,
    nature: row.nature as AssignmentNature,
    due: fromDateColumnOrNull(row.due),
    dueWorking: fromDateColumnOrNull(row.dueWorking),
    lastDay: `${row.plan.yearTo}-12-31`,
    publishedAt: fromTimestamp(row.publishedAt),
  };
}

export interface Transition {
  assignmentId: string;
  event: LifecycleEvent;
  status: AssignmentStatus;
  supersede: { steps: string[]; reason: string };
  /** Ledger rows that the event calls for, e.g. the question to the verifier after a report. */
  add: PlannedReminder[];
}

/** Records a transition exactly once, however often it is called; true when it was new. */
export async function recordTransition(database: Database, transition: Transition, now: Date): Promise<boolean> {
  const { assignmentId, event, status } = transition;
  return database.$transaction(async (tx) => {
    const { sequence, type, actor, occurredAt, ...details } = event;
    const facts = type === 'assigned' ? await statedFacts(tx, assignmentId) : {};
    const payload = { ...details, ...facts, steps: undefined };
    const audit = { subject: `assignment/${assignmentId}`, sequence, type, actor, occurredAt, payload };
    if ((await appendAuditEvents(tx, [audit], now.toISOString())) === 0) return false;
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
    return true;
  });
}

async function recordReport(tx: Transaction, assignmentId: string, event: LifecycleEvent): Promise<void> {
  if (event.type === 'reported') {
    const { sequence, note, documentNumber, evidenceUrl, reportedOn, actor } = event;
    const report = { sequence, note, documentNumber, evidenceUrl, actor, reportedOn: toDateColumn(reportedOn) };
    await tx.report.create({ data: { id: randomUUID(), assignmentId, ...report, outcome: 'waiting' } });
    return;
  }
  const outcomes = { verified: 'accepted', returned: 'returned', withdrawn: 'void' } as const;
  const outcome = event.type in outcomes ? outcomes[event.type as keyof typeof outcomes] : null;
  if (outcome === null) return;
  const outcomeReason = 'reason' in event ? event.reason : null;
  await tx.report.updateMany({ where: { assignmentId, outcome: 'waiting' }, data: { outcome, outcomeReason } });
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
