// Plans in one line each, with how far their publication has come.
import type { PlanSummary } from '#contracts/routes.ts';
import type { ReadRow } from '#domain/assignment/build-assignments.ts';
import { CALENDAR_NAME, loadCurrentCalendar } from './calendar-store.ts';
import type { Database } from './database.ts';
import { countPlanRows, countUnsureRows, findPlanHead } from './draft-store.ts';
import type { StoredPlan } from './plan-store.ts';
import { planTag } from './plan-version-store.ts';
import { loadProgress } from './publication-progress-store.ts';

/** Every plan, the newest first. */
export async function listPlanSummaries(database: Database): Promise<PlanSummary[]> {
  const plans = await database.plan.findMany({ orderBy: { createdAt: 'desc' }, select: { id: true } });
  const summaries: PlanSummary[] = [];
  // One after the other: all rows of all plans at once would fill the memory.
  for (const { id } of plans) {
    const summary = await findPlanSummary(database, id);
    if (summary !== null) summaries.push(summary);
  }
  return summaries;
}

/** One plan, or null. */
export async function findPlanSummary(database: Database, planId: string): Promise<PlanSummary | null> {
  const plan = await findPlanHead(database, planId);
  if (plan === null) return null;
  const { id, title, issuer, yearFrom, yearTo, sample, status, version } = plan;
  const calendar = await loadCurrentCalendar(database, CALENDAR_NAME);
  const [rows, undecided, publication] = await Promise.all([
    countPlanRows(database, plan),
    countUnsureRows(database, plan, calendar),
    status === 'draft' ? null : loadProgress(database, id),
  ]);
  const facts = { id, title, issuer, yearFrom, yearTo, sample, status };
  return { ...facts, rows, etag: planTag(id, version), undecided, publication };
}

/** A plan that is already loaded and read. */
export async function loadPlanSummary(
  database: Database,
  plan: StoredPlan,
  rows: readonly ReadRow[],
): Promise<PlanSummary> {
  const { title, issuer, yearFrom, yearTo } = plan.parsed.plan;
  return {
    id: plan.id,
    title: title ?? '',
    issuer,
    yearFrom: yearFrom as number,
    yearTo: yearTo as number,
    sample: plan.sample,
    status: plan.status,
    rows: plan.parsed.rows.length,
    etag: planTag(plan.id, plan.version),
    // Rows whose date a person must still look at.
    undecided: rows.filter((read) => !read.decided && !read.reading.sure).length,
    publication: plan.status === 'draft' ? null : await loadProgress(database, plan.id),
  };
}
