// Assignments as people see them, on any day: the state comes from the event log up to that day.
import {
  type AssignmentDetail,
  type AssignmentNature,
  type AssignmentRow,
  DateExplanation,
  type LedgerStatus,
} from '#contracts/assignment.ts';
import { type AssignmentFacts, readLoggedEvent } from '#contracts/logged-events.ts';
import type { LocalDate } from '#contracts/primitives.ts';
import { dueStateOf } from '#domain/audit/due-state.ts';
import { type FoldedState, factsOf, foldEvents } from '#domain/audit/fold-events.ts';
import { reminderStanding } from '#domain/delivery/reminder-standing.ts';
import { groupBy } from '#domain/shared/group-by.ts';
import type { Database, Transaction } from './database.ts';
import { Prisma } from './generated/client.ts';
import { fromDateColumn, fromDateColumnOrNull, fromSlotColumn, fromTimestamp } from './local-date.ts';

export interface ViewScope {
  planId?: string;
  assignmentId?: string;
  dataDate: LocalDate;
  /** The first instant after `dataDate`: events from then on do not count. */
  dataEndsAt: Date;
}

/**
 * Assignments of published plans, in the order of the plan. What is due, when, of which nature and whose it is comes from the log:
 * a row that was changed, removed or put in by another hand moves no count.
 */
export async function viewAssignments(database: Database | Transaction, scope: ViewScope): Promise<AssignmentRow[]> {
  const rows = await database.assignment.findMany({
    where: {
      ...(scope.planId === undefined ? {} : { planId: scope.planId }),
      ...(scope.assignmentId === undefined ? {} : { id: scope.assignmentId }),
    },
    include: {
      agency: { select: { name: true } },
      plan: { select: { title: true, status: true } },
      activity: { select: { fieldCode: true, position: true } },
    },
    orderBy: [{ plan: { createdAt: 'asc' } }, { activity: { position: 'asc' } }, { due: 'asc' }, { key: 'asc' }],
  });
  const fields = await database.planField.findMany();
  const fieldTitles = new Map(fields.map(({ planId, code, title }) => [`${planId}\n${code}`, title]));
  const lives = await readLives(database, scope);
  const known = new Set(rows.map(({ id }) => id));
  const listed = rows.flatMap(({ plan, agency, activity, ...row }) => {
    const life = lives.get(row.id);
    // Every assignment of a plan that is published has its event: one without was not given out by the product.
    if (life === undefined && plan.status === 'published') return [];
    const facts = life?.facts ?? {
      ...row,
      ...activity,
      agencyName: agency.name,
      fieldTitle: fieldTitles.get(`${row.planId}\n${activity.fieldCode}`) ?? null,
      nature: row.nature as AssignmentNature,
      opens: fromDateColumnOrNull(row.opens),
      due: fromDateColumnOrNull(row.due),
      dueWorking: fromDateColumnOrNull(row.dueWorking),
    };
    // An agency that the roster has renamed since is shown as it is called now.
    const agencyName = facts.agencyId === row.agencyId ? agency.name : facts.agencyName;
    return [toRow(row.id, { ...facts, agencyName }, plan.title, life?.state ?? foldEvents([]), scope)];
  });
  const gone = [...lives].filter(([id, { facts }]) => !known.has(id) && belongs(facts, scope));
  if (gone.length === 0) return listed;
  const plans = await database.plan.findMany({ select: { id: true, title: true } });
  const titles = new Map(plans.map(({ id, title }) => [id, title]));
  return [
    ...listed,
    ...gone.flatMap(([id, { facts, state }]) =>
      facts === null ? [] : [toRow(id, facts, titles.get(facts.planId) ?? '', state, scope)],
    ),
  ];
}

type ShownFacts = Pick<
  AssignmentFacts,
  | 'key'
  | 'planId'
  | 'title'
  | 'label'
  | 'agencyId'
  | 'agencyName'
  | 'fieldCode'
  | 'fieldTitle'
  | 'nature'
  | 'opens'
  | 'due'
  | 'dueWorking'
>;

function toRow(id: string, facts: ShownFacts, planTitle: string, state: FoldedState, scope: ViewScope): AssignmentRow {
  const { key, planId, title, label, agencyId, agencyName, fieldCode, fieldTitle, nature, opens, due, dueWorking } =
    facts;
  const { acknowledgedAt, ...standing } = state;
  return {
    id,
    key,
    planId,
    planTitle,
    title,
    label,
    agencyId,
    agencyName,
    fieldCode,
    fieldTitle,
    nature,
    opens,
    due,
    dueWorking,
    ...standing,
    ...dueStateOf({ nature, dueWorking, ...standing }, scope.dataDate),
    acknowledgedAt,
  };
}

function belongs(facts: AssignmentFacts | null, { planId, assignmentId }: ViewScope): boolean {
  return facts !== null && assignmentId === undefined && (planId === undefined || facts.planId === planId);
}

interface LifeEvent {
  subject: string;
  type: string;
  occurred_at: Date;
  payload: unknown;
}

/** Facts, whenever they were stated, and the state at the end of the day; only what a count needs leaves the database. */
async function readLives(
  database: Database | Transaction,
  { assignmentId, dataEndsAt }: ViewScope,
): Promise<Map<string, { facts: AssignmentFacts | null; state: FoldedState }>> {
  const which =
    assignmentId === undefined
      ? Prisma.sql`subject LIKE 'assignment/%'`
      : Prisma.sql`subject = ${`assignment/${assignmentId}`}`;
  const events = await database.$queryRaw<LifeEvent[]>`
    SELECT subject, type, occurred_at, payload - 'steps' AS payload
    FROM audit_event WHERE ${which} ORDER BY subject, sequence`;
  const read = events.map(({ type, payload, ...row }) => ({ ...row, event: readLoggedEvent(type, payload) }));
  const bySubject = groupBy(read, ({ subject }) => subject);
  return new Map(
    [...bySubject].map(([subject, life]) => {
      const told = life
        .filter(({ occurred_at }) => occurred_at < dataEndsAt)
        .map(({ event, occurred_at }) => ({ ...event, occurredAt: fromTimestamp(occurred_at) }));
      const facts = factsOf(life.map(({ event }) => event));
      return [subject.slice('assignment/'.length), { facts, state: foldEvents(told) }];
    }),
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
