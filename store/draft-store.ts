// A draft as the press of the button needs it: without its rows, of which a province has thousands.
import { isUndecided } from '#domain/assignment/build-assignments.ts';
import { type PlanYears, yearsOfTexts } from '#domain/assignment/plan-years.ts';
import type { Database } from './database.ts';
import type { StoredPlan } from './plan-store.ts';
import { storedYears } from './plan-year-columns.ts';
import type { Readings } from './read-stored-rows.ts';

/** A plan without its table. */
export type PlanHead = Pick<StoredPlan, 'id' | 'revisionId' | 'status' | 'sample' | 'version' | 'fileSha256'> & {
  years: PlanYears;
  contentKey: string | null;
};

export async function findPlanHead(database: Database, planId: string): Promise<PlanHead | null> {
  const plan = await database.plan.findUnique({
    where: { id: planId },
    include: { revisions: { orderBy: { number: 'desc' }, take: 1, select: { id: true, fileSha256: true } } },
  });
  const revision = plan?.revisions[0];
  if (!plan || !revision) return null;
  const { id, sample, version, contentKey } = plan;
  const { id: revisionId, fileSha256 } = revision;
  const status = plan.status as StoredPlan['status'];
  return { id, revisionId, status, sample, version, fileSha256, years: storedYears(plan), contentKey };
}

/** How many rows its table has. */
export function countPlanRows(database: Database, { revisionId }: PlanHead): Promise<number> {
  return database.planActivity.count({ where: { revisionId } });
}

/** What decides how the texts of a draft are read. */
export type Draft = Pick<PlanHead, 'revisionId' | 'years'>;

/**
 * The time texts of a draft that a person must look at before anything is given out, each with how many rows have it; `isDoubted`: the
 * text is clear, but the table that these rows stand in is not.
 */
export async function listUndecidedTexts(
  database: Database,
  { readAll }: Readings,
  plan: Draft,
): Promise<{ text: string; isDoubted: boolean; rows: number }[]> {
  // Thousands of rows have some dozens of texts.
  const texts = await database.$queryRaw<{ text: string; isDoubted: boolean; rows: number }[]>`
    SELECT coalesce(deadline_text, '') AS text, cardinality(doubts) > 0 AS "isDoubted", count(*)::int AS rows FROM plan_activity
    WHERE revision_id = ${plan.revisionId} AND decided_text IS NULL GROUP BY 1, 2`;
  const readings = await readAll(
    texts.map(({ text }) => text),
    yearsOfTexts(plan.years),
  );
  return texts.filter(({ text, isDoubted }) => {
    if (isDoubted) return true;
    const reading = readings.get(text);
    return reading === undefined || isUndecided({ reading, decided: false });
  });
}

/** How many rows they are. */
export async function countUndecidedRows(database: Database, readings: Readings, plan: Draft): Promise<number> {
  const texts = await listUndecidedTexts(database, readings, plan);
  return texts.reduce((sum, { rows }) => sum + rows, 0);
}
