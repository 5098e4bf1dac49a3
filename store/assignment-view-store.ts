// Assignments as people see them, on any day: the state comes from the event log up to that day.
import {
  type AssignmentDetail,
  type AssignmentRow,
  DateExplanation,
  type LedgerStatus,
} from '#contracts/assignment.ts';
import { readLoggedEvent } from '#contracts/logged-events.ts';
import { reminderStanding } from '#domain/delivery/reminder-standing.ts';
import { listShown } from './assignment-list-store.ts';
import type { Database, Transaction } from './database.ts';
import { fileOf } from './evidence-store.ts';
import { Prisma } from './generated/client.ts';
import { loadListedSource, type ViewDay } from './listed-source.ts';
import { fromDateColumn, fromSlotColumn, fromTimestamp } from './local-date.ts';

export interface ViewScope extends ViewDay {
  planId?: string;
  assignmentId?: string;
}

/** Assignments that were given out, in the order of the plans. */
export async function viewAssignments(
  database: Database | Transaction,
  { planId, assignmentId, ...day }: ViewScope,
): Promise<AssignmentRow[]> {
  const conditions = [
    ...(planId === undefined ? [] : [Prisma.sql`plan_id = ${planId}`]),
    ...(assignmentId === undefined ? [] : [Prisma.sql`id = ${assignmentId}`]),
  ];
  const where = conditions.length === 0 ? Prisma.sql`true` : Prisma.join(conditions, ' AND ');
  return listShown(database, await loadListedSource(database, day), where, { by: 'plan' });
}

/** What the page of one assignment shows besides its row. */
export async function viewAssignmentHistory(database: Database, assignmentId: string) {
  const assignment = await database.assignment.findUnique({
    where: { id: assignmentId },
    include: {
      activity: true,
      calendarEdition: { select: { name: true, edition: true } },
      reports: { orderBy: { sequence: 'desc' }, include: { files: { orderBy: { position: 'asc' } } } },
      ledger: {
        include: {
          contact: { include: { agency: { select: { name: true } } } },
          message: { select: { subject: true, status: true, reason: true } },
        },
        orderBy: [{ slotAt: 'asc' }, { step: 'asc' }],
      },
    },
  });
  if (assignment === null) return null;
  const events = await database.auditEvent.findMany({
    where: { subject: { in: [`assignment/${assignmentId}`, `lead/${assignmentId}`] } },
    orderBy: [{ index: 'desc' }],
  });
  const { activity, calendarEdition } = assignment;
  return {
    row: {
      taskTitle: activity.taskTitle,
      products: activity.products,
      coordinators: activity.coordinators,
      deadlineText: activity.decidedText ?? activity.deadlineText,
      place: `bảng ${activity.tableNumber}, dòng ${activity.rowNumber}`,
    },
    explanation: {
      ...DateExplanation.parse(assignment.explanation),
      edition: `${calendarEdition.name}, bản ${calendarEdition.edition}`,
    },
    events: events.map(({ index, payload, ...event }) => ({
      ...event,
      index: Number(index),
      told: readLoggedEvent(event.type, payload),
    })),
    ledger: assignment.ledger.map((entry) => ({
      id: entry.id,
      rung: entry.rung,
      turn: entry.turn,
      recipientName: entry.contact.name,
      recipientAgency: entry.contact.agency.name,
      channel: entry.channel,
      slotAt: fromSlotColumn(entry.slotAt),
      ...standingOf(entry),
      subject: entry.message?.subject ?? null,
      endedAt: entry.endedAt === null ? null : fromTimestamp(entry.endedAt),
    })),
    reports: assignment.reports.map((report): AssignmentDetail['reports'][number] => ({
      id: report.id,
      note: report.note,
      documentNumber: report.documentNumber,
      evidenceUrl: report.evidenceUrl,
      files: report.files.map(fileOf),
      reportedOn: fromDateColumn(report.reportedOn),
      actor: report.actor,
      outcome: (report.outcome === 'void'
        ? 'returned'
        : report.outcome) as AssignmentDetail['reports'][number]['outcome'],
    })),
  };
}

function standingOf(entry: {
  status: string;
  reason: string | null;
  message: { status: string; reason: string | null } | null;
}): { status: LedgerStatus; reason: string | null } {
  const { message } = entry;
  const status = reminderStanding(entry.status as LedgerStatus, message?.status ?? null);
  if (status === 'sent' || status === 'sending') return { status, reason: null };
  return { status, reason: message?.reason ?? entry.reason };
}
