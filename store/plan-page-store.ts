// A plan row by row, whole or a page of it, with the reading of each date.
import { z } from 'zod';
import type { DeadlineReading } from '#contracts/deadline.ts';
import { StoredPlanIssue } from '#contracts/plan.ts';
import type { PlanDetail } from '#contracts/routes.ts';
import { doubtReading } from '#domain/assignment/doubt-reading.ts';
import { yearsOfTexts } from '#domain/assignment/plan-years.ts';
import type { Database } from './database.ts';
import { type Draft, listUndecidedTexts } from './draft-store.ts';
import { Prisma } from './generated/client.ts';
import { findPlanSummary } from './plan-summary-store.ts';
import { rowTag } from './plan-version-store.ts';
import { loadReadings, type Readings } from './read-stored-rows.ts';
import { createSharedRunsOf } from './share-runs.ts';

/** A page (with `waiting` of the rows whose date a person must still look at), or one row. */
export type PlanRowsWanted = { offset: number; limit: number; waiting: boolean } | { rowId: string };

type Detail = z.infer<typeof PlanDetail>;

const runsOf = createSharedRunsOf<Database, Detail | null>();

/**
 * The plan with these rows (null = all of them), or null when there is no such plan. Nobody may change what is answered: others who asked
 * meanwhile hold it too.
 */
export async function findPlanDetail(
  database: Database,
  planId: string,
  wanted: PlanRowsWanted | null,
): Promise<Detail | null> {
  return runsOf(database)(JSON.stringify([planId, wanted]), () => loadDetail(database, planId, wanted));
}

async function loadDetail(database: Database, planId: string, wanted: PlanRowsWanted | null): Promise<Detail | null> {
  const plan = await findPlanSummary(database, planId);
  const revision = await database.planRevision.findFirst({
    where: { planId },
    orderBy: { number: 'desc' },
    select: { id: true, issues: true },
  });
  if (plan === null || revision === null) return null;
  const known = await loadReadings(database);
  const draft = { revisionId: revision.id, years: plan };
  const only = await conditionOf(wanted, () => waitingRows(database, known, draft));
  const rows = await listRows(database, revision.id, only, wanted);
  const readings = await known.readAll(rows.map(textOf), yearsOfTexts(plan));
  return {
    plan,
    alreadyImportedAt: null,
    issues: z.array(StoredPlanIssue).parse(revision.issues),
    rows: rows.map((row) => ({
      id: row.id,
      place: `bảng ${row.tableNumber}, dòng ${row.rowNumber}`,
      fieldCode: row.fieldCode,
      title: row.title,
      leads: row.leads,
      deadlineText: row.decidedText ?? row.deadlineText,
      reading: doubtReading(readings.get(textOf(row)) as DeadlineReading, row.decidedText === null ? row.doubts : []),
      decided: row.decidedText !== null,
      etag: rowTag(row.id, row.version),
    })),
  };
}

async function conditionOf(wanted: PlanRowsWanted | null, waiting: () => Promise<Prisma.Sql>): Promise<Prisma.Sql> {
  if (wanted === null) return Prisma.sql`true`;
  if ('rowId' in wanted) return Prisma.sql`id = ${wanted.rowId}`;
  return wanted.waiting ? waiting() : Prisma.sql`true`;
}

interface PageRow {
  id: string;
  tableNumber: number;
  rowNumber: number;
  fieldCode: string | null;
  title: string;
  leads: string[];
  deadlineText: string | null;
  decidedText: string | null;
  doubts: string[];
  version: number;
}

function textOf({ decidedText, deadlineText }: PageRow): string {
  return decidedText ?? deadlineText ?? '';
}

async function listRows(
  database: Database,
  revisionId: string,
  only: Prisma.Sql,
  wanted: PlanRowsWanted | null,
): Promise<PageRow[]> {
  const page =
    wanted === null || 'rowId' in wanted ? Prisma.empty : Prisma.sql`LIMIT ${wanted.limit} OFFSET ${wanted.offset}`;
  // One value: thousands of rows taken apart cell by cell hold up the loop.
  const [found] = await database.$queryRaw<{ rows: PageRow[] }[]>`
    SELECT coalesce(json_agg(json_build_object(
      'id', id, 'tableNumber', table_number, 'rowNumber', row_number, 'fieldCode', field_code, 'title', title, 'leads', leads,
      'deadlineText', deadline_text, 'decidedText', decided_text, 'doubts', doubts, 'version', version) ORDER BY position), '[]') AS rows
    FROM (SELECT * FROM plan_activity WHERE revision_id = ${revisionId} AND ${only} ORDER BY position ${page}) row`;
  return found?.rows ?? [];
}

/** Rows with a text that is not sure, or that is doubted, and that nobody has decided. */
async function waitingRows(database: Database, readings: Readings, draft: Draft): Promise<Prisma.Sql> {
  const texts = (await listUndecidedTexts(database, readings, draft))
    .filter((one) => !one.isDoubted)
    .map(({ text }) => text);
  return Prisma.sql`decided_text IS NULL AND (cardinality(doubts) > 0 OR coalesce(deadline_text, '') = ANY(${texts}))`;
}
