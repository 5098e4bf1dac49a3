// Assignments as people see them, on any day: the state comes from the event log up to that day.
import type { AssignmentDetail, AssignmentNature, AssignmentRow, LedgerStatus } from '#contracts/assignment.ts';
import type { LocalDate } from '#contracts/primitives.ts';
import { dueStateOf } from '#domain/audit/due-state.ts';
import { foldEvents } from '#domain/audit/fold-events.ts';
import { reminderStanding } from '#domain/delivery/reminder-standing.ts';
import type { Database } from './database.ts';
import { fromDateColumnOrNull, fromTimestamp } from './local-date.ts';

export interface ViewScope {
  planId?: string;
  assignmentId?: string;
  dataDate: LocalDate;
  /** The first instant after `dataDate`: events from then on do not count. */
  dataEndsAt: Date;
}

/** Assignments of published plans, in the order of the plan. */
export async function viewAssignments(database: Database, scope: ViewScope): Promise<AssignmentRow[]> {
  const rows = await database.assignment.findMany({
    where: {
      ...(scope.planId === undefined ? {} : { planId: scope.planId }),
      ...(scope.assignmentId === undefined ? {} : { id: scope.assignmentId }),
    },
    include: {
      agency: { select: { name: true } },
      plan: { select: { title: true, fields: true } },
      activity: { select: { fieldCode: true, position: true } },
    },
    orderBy: [{ plan: { createdAt: 'asc' } }, { activity: { position: 'asc' } }, { due: 'asc' }, { key: 'asc' }],
  });
  const states = await statesOf(
    database,
    scope,
    rows.map((row) => row.id),
  );
  return rows.map((row) => {
    const nature = row.nature as AssignmentNature;
    const dueWorking = fromDateColumnOrNull(row.dueWorking);
    const state = states.get(row.id) ?? { status: 'assigned' as const, reportedOn: null };
    return {
      id: row.id,
      key: row.key,
      planId: row.planId,
      planTitle: row.plan.title,
      title: row.title,
      label: row.label,
      agencyId: row.agencyId,
      agencyName: row.agency.name,
      fieldCode: row.activity.fieldCode,
      fieldTitle: row.plan.fields.find((field) => field.code === row.activity.fieldCode)?.title ?? null,
      nature,
      opens: fromDateColumnOrNull(row.opens),
      due: fromDateColumnOrNull(row.due),
      dueWorking,
      ...state,
      ...dueStateOf({ nature, dueWorking, ...state }, scope.dataDate),
      acknowledgedAt: row.acknowledgedAt === null ? null : fromTimestamp(row.acknowledgedAt),
    };
  });
}

async function statesOf(database: Database, scope: ViewScope, ids: string[]) {
  const events = await database.auditEvent.findMany({
    where: {
      ...(ids.length <= 50
        ? { subject: { in: ids.map((id) => `assignment/${id}`) } }
        : { subject: { startsWith: 'assignment/' } }),
      occurredAt: { lt: scope.dataEndsAt },
    },
    select: { subject: true, type: true, occurredAt: true, payload: true },
    orderBy: [{ subject: 'asc' }, { sequence: 'asc' }],
  });
  const bySubject = new Map<string, typeof events>();
  for (const event of events) {
    const list = bySubject.get(event.subject);
    if (list) list.push(event);
    else bySubject.set(event.subject, [event]);
  }
  return new Map(
    [...bySubject].map(([subject, list]) => [
      subject.slice('assignment/'.length),
      foldEvents(list.map((event) => ({ ...event, occurredAt: event.occurredAt.toISOString() }))),
    ]),
  );
}

/** What the page of one assignment shows besides its row. */
export async function viewAssignmentHistory(database: Database, assignmentId: string) {
  const assignment = await database.assignment.findUnique({
    where: { id: assignmentId },
    include: {
      activity: true,
      calendarEdition: { select: { name: true, edition: true } },
      reports: { orderBy: { sequence: 'desc' } },
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
    where: { subject: `assignment/${assignmentId}` },
    orderBy: { sequence: 'desc' },
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
      ...(assignment.explanation as { text: string; steps: string[] }),
      edition: `${calendarEdition.name}, bản ${calendarEdition.edition}`,
    },
    events: events.map((event) => ({ ...event, index: Number(event.index) })),
    ledger: assignment.ledger.map((entry) => ({
      id: entry.id,
      rung: entry.rung,
      recipientName: entry.contact.name,
      recipientAgency: entry.contact.agency.name,
      channel: entry.channel,
      slotAt: fromTimestamp(entry.slotAt),
      ...standingOf(entry),
      subject: entry.message?.subject ?? null,
      endedAt: entry.endedAt === null ? null : fromTimestamp(entry.endedAt),
    })),
    reports: assignment.reports.map((report): AssignmentDetail['reports'][number] => ({
      id: report.id,
      note: report.note,
      documentNumber: report.documentNumber,
      evidenceUrl: report.evidenceUrl,
      reportedOn: fromDateColumnOrNull(report.reportedOn) as string,
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
