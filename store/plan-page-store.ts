// A plan row by row, whole or a page of it, with the reading of each date.
import { z } from 'zod';
import type { DeadlineReading } from '#contracts/deadline.ts';
import { StoredPlanIssue } from '#contracts/plan.ts';
import type { LocalDate } from '#contracts/primitives.ts';
import type { PlanDetail } from '#contracts/routes.ts';
import { doubtReading } from '#domain/assignment/doubt-reading.ts';
import { yearsOfTexts } from '#domain/assignment/plan-years.ts';
import { missingYearsIssues } from '#domain/calendar/missing-years.ts';
import type { KnownChannel } from '#domain/delivery/known-channel.ts';
import { wordsOf } from './assignment-list-store.ts';
import type { Database } from './database.ts';
import { type Draft, listUndecidedTexts } from './draft-store.ts';
import { Prisma } from './generated/client.ts';
import { all, type CursorValues, cursorOf, given, hasWords, type Keyset } from './keyset.ts';
import { listLeadIssues } from './lead-review-store.ts';
import { findPlanSummary } from './plan-summary-store.ts';
import { rowTag } from './plan-version-store.ts';
import { loadReadings, type Readings } from './read-stored-rows.ts';
import { createSharedRunsOf } from './share-runs.ts';

/** A page (with `waiting` of the rows whose date a person must still look at), or one row. */
export type PlanRowsWanted = PlanRowsPage | { rowId: string };

export interface PlanRowsPage {
  limit: number;
  offset: number;
  /** Behind which row the page begins; null = `offset` says how many rows are passed over. */
  after: CursorValues | null;
  waiting: boolean;
  fieldCode?: string | undefined;
  words?: string | undefined;
}

const POSITION = { columns: [{ sql: Prisma.sql`position`, type: 'int' }] } as const satisfies Keyset;
/** Rows stand in the order of the plan. */
export const PLAN_ROW_CURSOR = cursorOf(POSITION);

/** How the leads of a draft are looked at: on which day, and by which channels people can be reached. */
export type LeadsLook = { date: LocalDate; channels: readonly KnownChannel[] };

type Detail = z.infer<typeof PlanDetail> & { next: CursorValues | null };

const runsOf = createSharedRunsOf<Database, Detail | null>();

/**
 * The plan with these rows (null = all of them), or null when there is no such plan. Nobody may change what is answered: others who asked
 * meanwhile hold it too.
 */
export async function findPlanDetail(
  database: Database,
  planId: string,
  wanted: PlanRowsWanted | null,
  look: LeadsLook,
): Promise<Detail | null> {
  const key = JSON.stringify([planId, wanted, look.date]);
  return runsOf(database)(key, () => loadDetail(database, planId, wanted, look));
}

async function loadDetail(
  database: Database,
  planId: string,
  wanted: PlanRowsWanted | null,
  look: LeadsLook,
): Promise<Detail | null> {
  const plan = await findPlanSummary(database, planId);
  const revision = await database.planRevision.findFirst({
    where: { planId },
    orderBy: { number: 'desc' },
    select: { id: true, issues: true },
  });
  if (plan === null || revision === null) return null;
  const known = await loadReadings(database);
  const draft = { revisionId: revision.id, years: plan };
  // Of what was given out the officer's list tells.
  const leads = plan.status === 'draft' ? await listLeadIssues(database, draft, look) : [];
  const only = await conditionOf(wanted, () => waitingRows(database, known, draft));
  const { rows, next } = await listRows(database, revision.id, only, wanted);
  const readings = await known.readAll(rows.map(textOf), yearsOfTexts(plan));
  return {
    plan,
    next,
    alreadyImportedAt: null,
    issues: [
      ...missingYearsIssues(plan.status === 'draft' ? await known.missingYears(yearsOf(plan)) : []),
      ...z.array(StoredPlanIssue).parse(revision.issues),
      ...leads,
    ],
    rows: rows.map((row) => ({
      id: row.id,
      place: `bảng ${row.tableNumber}, dòng ${row.rowNumber}`,
      fieldCode: row.fieldCode,
      fieldTitle: row.fieldTitle,
      title: row.title,
      leads: row.leads,
      deadlineText: row.decidedText ?? row.deadlineText,
      reading: doubtReading(readings.get(textOf(row)) as DeadlineReading, row.decidedText === null ? row.doubts : []),
      decided: row.decidedText !== null,
      etag: rowTag(row.id, row.version),
    })),
  };
}

function yearsOf({ yearFrom, yearTo }: Detail['plan']): number[] {
  if (yearFrom === null) return [];
  return Array.from({ length: (yearTo ?? yearFrom) - yearFrom + 1 }, (_, n) => yearFrom + n);
}

async function conditionOf(wanted: PlanRowsWanted | null, waiting: () => Promise<Prisma.Sql>): Promise<Prisma.Sql> {
  if (wanted === null) return Prisma.sql`true`;
  if ('rowId' in wanted) return Prisma.sql`id = ${wanted.rowId}`;
  return all([
    ...(wanted.waiting ? [await waiting()] : []),
    ...given(wanted.fieldCode, (code) => Prisma.sql`field_code = ${code}`),
    ...hasWords(Prisma.sql`title`, wordsOf(wanted.words)),
  ]);
}

interface PageRow {
  id: string;
  position: number;
  tableNumber: number;
  rowNumber: number;
  fieldCode: string | null;
  fieldTitle: string | null;
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
): Promise<{ rows: PageRow[]; next: CursorValues | null }> {
  const paged = wanted === null || 'rowId' in wanted ? null : wanted;
  const after = paged?.after ?? null;
  const behind = after === null ? Prisma.sql`true` : Prisma.sql`position > ${after[0]}::int`;
  // One more than is shown: it tells whether there is a next page.
  const page =
    paged === null ? Prisma.empty : Prisma.sql`LIMIT ${paged.limit + 1} OFFSET ${after === null ? paged.offset : 0}`;
  // One value: thousands of rows taken apart cell by cell hold up the loop.
  const [found] = await database.$queryRaw<{ rows: PageRow[] }[]>`
    SELECT coalesce(json_agg(json_build_object(
      'id', id, 'position', position, 'tableNumber', table_number, 'rowNumber', row_number, 'fieldCode', field_code, 'fieldTitle', field_title, 'title', title, 'leads', leads,
      'deadlineText', deadline_text, 'decidedText', decided_text, 'doubts', doubts, 'version', version) ORDER BY position), '[]') AS rows
    FROM (
      SELECT row.*, (SELECT f.title FROM plan_field f WHERE f.plan_id = row.plan_id AND f.code = row.field_code) AS field_title
      FROM (SELECT * FROM plan_activity WHERE revision_id = ${revisionId} AND ${only} AND ${behind} ORDER BY position ${page}) row
    ) row`;
  const rows = found?.rows ?? [];
  if (paged === null || rows.length <= paged.limit) return { rows, next: null };
  const shown = rows.slice(0, paged.limit);
  return { rows: shown, next: [shown.at(-1)?.position ?? 0] };
}

/** Rows with a text that is not sure, or that is doubted, and that nobody has decided. */
async function waitingRows(database: Database, readings: Readings, draft: Draft): Promise<Prisma.Sql> {
  const texts = (await listUndecidedTexts(database, readings, draft))
    .filter((one) => !one.isDoubted)
    .map(({ text }) => text);
  return Prisma.sql`decided_text IS NULL AND (cardinality(doubts) > 0 OR coalesce(deadline_text, '') = ANY(${texts}))`;
}
