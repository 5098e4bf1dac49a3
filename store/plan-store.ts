// Plans, their revisions and rows, before and after publication.
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { ParsedPlan, PlanIssue } from '#contracts/plan.ts';
import { appendAuditEvents } from './audit-store.ts';
import type { Database, Transaction } from './database.ts';
import { digestPlans } from './plan-digest.ts';
import { insertPlanRows, toPlanRow } from './plan-rows.ts';

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

/** Stores a parsed plan as a draft with its first revision: all of it or nothing. Throws before it writes what the database would refuse. */
export async function addDraftPlan(
  database: Database,
  input: { parsed: ParsedPlan; fileName: string; fileSha256: string; sample: boolean; actor: string; now: Date },
): Promise<string> {
  const { now } = input;
  const parsed = ParsedPlan.parse(input.parsed);
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
    await insertPlanRows(tx, parsed.rows, { planId, revisionId });
    const rowsDigest = (await digestPlans(tx, planId)).get(planId);
    const { fileName, fileSha256 } = input;
    const payload = { title, fileName, fileSha256, rows: parsed.rows.length, rowsDigest };
    const event = { subject: `plan/${planId}`, sequence: 1, type: 'plan-imported', actor: input.actor, payload };
    await appendAuditEvents(tx, [{ ...event, occurredAt: now.toISOString() }], now.toISOString());
  }, LONG_TRANSACTION);
  return planId;
}

/** Thousands of rows take a second; several at once wait for a connection and for the chain's lock. */
const LONG_TRANSACTION = { maxWait: 60_000, timeout: 60_000 };

/** A plan as it was parsed, or null. */
export async function loadPlan(database: Database | Transaction, planId: string): Promise<StoredPlan | null> {
  const plan = await database.plan.findUnique({
    where: { id: planId },
    include: {
      fields: { orderBy: { place: 'asc' } },
      revisions: { orderBy: { number: 'desc' }, take: 1 },
    },
  });
  const revision = plan?.revisions[0];
  if (!plan || !revision) return null;
  const rows = await loadRows(database, revision.id);
  const decided = new Map<number, string>();
  for (const row of rows) if (row.decidedText !== null) decided.set(row.position, row.decidedText);
  return {
    id: plan.id,
    revisionId: revision.id,
    status: plan.status as StoredPlan['status'],
    sample: plan.sample,
    rowIds: rows.map((row) => row.id),
    decided,
    parsed: {
      plan: { title: plan.title, issuer: plan.issuer, yearFrom: plan.yearFrom, yearTo: plan.yearTo },
      fields: plan.fields.map(({ code, title }) => ({ code, title })),
      rows: rows.map(toPlanRow),
      issues: z.array(PlanIssue).parse(revision.issues),
    },
  };
}

/** In order, some hundreds at a time: thousands in one answer hold up the loop while they are taken apart. */
async function loadRows(database: Database | Transaction, revisionId: string) {
  const load = (position: { gte: number; lt: number }) =>
    database.planActivity.findMany({ where: { revisionId, position }, orderBy: { position: 'asc' } });
  const rows: Awaited<ReturnType<typeof load>> = [];
  for (let from = 0; from === rows.length; from += ROWS_AT_ONCE)
    rows.push(...(await load({ gte: from, lt: from + ROWS_AT_ONCE })));
  return rows;
}

const ROWS_AT_ONCE = 500;

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
