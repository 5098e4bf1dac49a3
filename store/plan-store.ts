// Plans, their revisions and rows, before and after publication.
import { createHash, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { ParsedPlan, StoredPlanIssue } from '#contracts/plan.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import { planContentText } from '#domain/plan/plan-content.ts';
import { tagsFit } from '#domain/shared/version-tag.ts';
import { appendAuditEvents } from './audit-store.ts';
import { type Database, inTransaction, type Transaction } from './database.ts';
import { digestPlans } from './plan-digest.ts';
import { insertPlanRows, toPlanRow } from './plan-rows.ts';
import { type ForeignChange, listRowChanges, planTag, rowTag } from './plan-version-store.ts';
import { storedYears, yearColumns } from './plan-year-columns.ts';

export interface StoredPlan {
  id: string;
  revisionId: string;
  status: 'draft' | 'publishing' | 'published';
  sample: boolean;
  /** Counted up by every change of an officer. */
  version: number;
  fileSha256: string;
  parsed: ParsedPlan;
  /** Ids of the rows, by position. */
  rowIds: string[];
  /** Counted up by every decision about a row, by position. */
  rowVersions: number[];
  /** By position of the row: the time text that a person decided on. */
  decided: Map<number, string>;
}

export interface NewDraft {
  parsed: ParsedPlan;
  fileName: string;
  fileSha256: string;
  sample: boolean;
  actor: string;
  now: Date;
}

/**
 * Stores a parsed plan as a draft with its first revision: all of it or nothing. Throws before it writes what the
 * database would refuse.
 * @param contentKey what no other plan may have (store/plan-import-store.ts); null = it may stand beside another of the same content.
 */
export async function addDraftPlan(
  database: Database | Transaction,
  input: NewDraft,
  contentKey: string | null = null,
): Promise<string> {
  const { now } = input;
  const parsed = ParsedPlan.parse(input.parsed);
  const planId = randomUUID();
  const revisionId = randomUUID();
  const title = parsed.plan.title ?? input.fileName;
  const store = async (tx: Transaction) => {
    await tx.plan.create({
      data: {
        id: planId,
        title,
        issuer: parsed.plan.issuer,
        ...yearColumns(parsed.plan),
        status: 'draft',
        sample: input.sample,
        contentKey,
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
    await appendAuditEvents(tx, [{ ...event, occurredAt: instantOf(now) }], instantOf(now));
  };
  await inTransaction(database, store, LONG_TRANSACTION);
  return planId;
}

/** Thousands of rows take a second; several at once wait for a connection and for the chain's lock. */
const LONG_TRANSACTION = { maxWait: 60_000, timeout: 60_000 };

/** Hash of what a draft says, the same before it is stored and after it was loaded again. */
export function contentHash({ parsed }: Pick<NewDraft, 'parsed'>): string {
  const { yearFrom, yearTo } = yearColumns(parsed.plan);
  const text = planContentText({ ...parsed, plan: { ...parsed.plan, yearFrom, yearTo } });
  return createHash('sha256').update(text).digest('hex');
}

/** A plan as it was parsed, or null. */
export async function findPlan(database: Database | Transaction, planId: string): Promise<StoredPlan | null> {
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
    version: plan.version,
    fileSha256: revision.fileSha256,
    rowIds: rows.map((row) => row.id),
    rowVersions: rows.map((row) => row.version),
    decided,
    parsed: {
      plan: { title: plan.title, issuer: plan.issuer, ...storedYears(plan) },
      fields: plan.fields.map(({ code, title }) => ({ code, title })),
      rows: rows.map(toPlanRow),
      issues: z.array(StoredPlanIssue).parse(revision.issues),
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

export interface RowDecision {
  planId: string;
  rowId: string;
  text: string;
  actor: string;
  now: Date;
  /** The row or the plan as the officer saw it (If-Match); left out = whatever it is now. */
  seen?: readonly string[] | null;
}

export type RowDecided =
  | { ok: true }
  | { ok: false; why: 'no-row' | 'not-draft' }
  | { ok: false; why: 'changed'; tag: string; text: string | null; changes: ForeignChange[] };

/** Records the time text that a person decided on for a row of a draft; of several who saw the same version, one. */
export async function decideRow(database: Database, input: RowDecision): Promise<RowDecided> {
  const { planId, rowId, text, seen = null } = input;
  return database.$transaction(async (tx) => {
    // Decisions of one plan and its publication go one after the other: each is made on what the one before has left.
    const [plan] = await tx.$queryRaw<{ status: string; version: number }[]>`
      SELECT status, version FROM plan WHERE id = ${planId} FOR UPDATE`;
    const row = await tx.planActivity.findFirst({ where: { id: rowId, planId } });
    if (plan === undefined || row === null) return { ok: false, why: 'no-row' };
    if (plan.status !== 'draft') return { ok: false, why: 'not-draft' };
    const before = row.decidedText ?? row.deadlineText;
    const tag = rowTag(rowId, row.version);
    // Who names the version of the whole plan has seen this row too.
    if (seen !== null && !tagsFit(seen, [tag, planTag(planId, plan.version)]))
      return { ok: false, why: 'changed', tag, text: before, changes: await listRowChanges(tx, rowId) };
    await tx.planActivity.update({ where: { id: rowId }, data: { decidedText: text, version: { increment: 1 } } });
    await tx.plan.update({ where: { id: planId }, data: { version: { increment: 1 } } });
    const subject = `plan-row/${rowId}`;
    const sequence = (await tx.auditEvent.count({ where: { subject } })) + 1;
    const payload = { text, before, planId, planVersion: plan.version + 1 };
    const event = { subject, sequence, type: 'deadline-decided', actor: input.actor, payload };
    await appendAuditEvents(tx, [{ ...event, occurredAt: instantOf(input.now) }], instantOf(input.now));
    return { ok: true };
  });
}
