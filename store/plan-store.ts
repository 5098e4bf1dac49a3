// Plans, their revisions and rows, before and after publication.
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type ParsedPlan, PlanIssue } from '#contracts/plan.ts';
import { appendAuditEvents } from './audit-store.ts';
import type { Database, Transaction } from './database.ts';
import { digestPlans } from './plan-digest.ts';

export interface StoredPlan {
  id: string;
  revisionId: string;
  status: 'draft' | 'publishing' | 'published';
  sample: boolean;
  parsed: ParsedPlan;
  /** Ids of the rows, by position. */
  rowIds: string[];
  /** By position of the row: the time text that a person decided on. */
  decided: Map<number, string>;
}

/** Stores a parsed plan as a draft with its first revision: all of it or nothing. */
export async function addDraftPlan(
  database: Database,
  input: { parsed: ParsedPlan; fileName: string; fileSha256: string; sample: boolean; actor: string; now: Date },
): Promise<string> {
  const { parsed, now } = input;
  const planId = randomUUID();
  const revisionId = randomUUID();
  const yearFrom = parsed.plan.yearFrom ?? parsed.plan.yearTo ?? now.getUTCFullYear();
  const title = parsed.plan.title ?? input.fileName;
  await database.$transaction(async (tx) => {
    await tx.plan.create({
      data: {
        id: planId,
        title,
        issuer: parsed.plan.issuer,
        yearFrom,
        yearTo: parsed.plan.yearTo ?? yearFrom,
        status: 'draft',
        sample: input.sample,
        createdAt: now,
      },
    });
    await tx.planRevision.create({
      data: {
        id: revisionId,
        planId,
        number: 1,
        fileName: input.fileName,
        fileSha256: input.fileSha256,
        issues: parsed.issues,
        importedAt: now,
      },
    });
    await tx.planField.createMany({ data: parsed.fields.map((field, place) => ({ planId, place, ...field })) });
    await tx.planActivity.createMany({
      data: parsed.rows.map((row, position) => rowData(row, position, planId, revisionId)),
    });
    const rowsDigest = (await digestPlans(tx, planId)).get(planId);
    const { fileName, fileSha256 } = input;
    const payload = { title, fileName, fileSha256, rows: parsed.rows.length, rowsDigest };
    const event = { subject: `plan/${planId}`, sequence: 1, type: 'plan-imported', actor: input.actor, payload };
    await appendAuditEvents(tx, [{ ...event, occurredAt: now.toISOString() }], now.toISOString());
  });
  return planId;
}

/** A plan as it was parsed, or null. */
export async function loadPlan(database: Database | Transaction, planId: string): Promise<StoredPlan | null> {
  const plan = await database.plan.findUnique({
    where: { id: planId },
    include: {
      fields: { orderBy: { place: 'asc' } },
      revisions: { orderBy: { number: 'desc' }, take: 1, include: { rows: { orderBy: { position: 'asc' } } } },
    },
  });
  const revision = plan?.revisions[0];
  if (!plan || !revision) return null;
  const decided = new Map<number, string>();
  for (const row of revision.rows) if (row.decidedText !== null) decided.set(row.position, row.decidedText);
  return {
    id: plan.id,
    revisionId: revision.id,
    status: plan.status as StoredPlan['status'],
    sample: plan.sample,
    rowIds: revision.rows.map((row) => row.id),
    decided,
    parsed: {
      plan: { title: plan.title, issuer: plan.issuer, yearFrom: plan.yearFrom, yearTo: plan.yearTo },
      fields: plan.fields.map(({ code, title }) => ({ code, title })),
      rows: revision.rows.map(toParsedRow),
      issues: z.array(PlanIssue).parse(revision.issues),
    },
  };
}

/** Records the time text that a person decided on for a row of a draft; false when there is no such row in a draft. */
export async function decideRowText(
  database: Database,
  input: { planId: string; rowId: string; text: string; actor: string; now: Date },
): Promise<boolean> {
  return database.$transaction(async (tx) => {
    const changed = await tx.planActivity.updateMany({
      where: { id: input.rowId, planId: input.planId, plan: { status: 'draft' } },
      data: { decidedText: input.text },
    });
    if (changed.count === 0) return false;
    const subject = `plan-row/${input.rowId}`;
    const sequence = (await tx.auditEvent.count({ where: { subject } })) + 1;
    const event = { subject, sequence, type: 'deadline-decided', actor: input.actor, payload: { text: input.text } };
    await appendAuditEvents(tx, [{ ...event, occurredAt: input.now.toISOString() }], input.now.toISOString());
    return true;
  });
}

function rowData(row: ParsedPlan['rows'][number], position: number, planId: string, revisionId: string) {
  return {
    id: randomUUID(),
    planId,
    revisionId,
    position,
    tableNumber: row.place.table,
    rowNumber: row.place.row,
    stt: row.stt,
    fieldCode: row.field,
    objective: row.objective,
    taskCode: row.task?.code ?? null,
    taskTitle: row.task?.title ?? null,
    code: row.activity.code,
    number: row.activity.no,
    title: row.activity.title,
    products: row.products,
    leads: row.leads,
    coordinators: row.coordinators,
    deadlineText: row.deadlineText,
    funding: row.funding,
  };
}

type RowRecord = Omit<ReturnType<typeof rowData>, 'id' | 'planId' | 'revisionId' | 'position'>;

function toParsedRow(row: RowRecord): ParsedPlan['rows'][number] {
  return {
    stt: row.stt,
    field: row.fieldCode,
    objective: row.objective,
    task: row.taskTitle === null ? null : { code: row.taskCode, title: row.taskTitle },
    activity: { code: row.code, no: row.number, title: row.title },
    products: row.products,
    leads: row.leads,
    coordinators: row.coordinators,
    deadlineText: row.deadlineText,
    funding: row.funding,
    place: { table: row.tableNumber, row: row.rowNumber },
  };
}
