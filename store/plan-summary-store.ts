// Plans in one line each, with how far their publication has come.
import type { PlanSummary } from '#contracts/routes.ts';
import { planPeriod } from '#domain/assignment/plan-years.ts';
import type { WorkCalendar } from '#domain/deadline/work-calendar.ts';
import { readRows } from '#domain/journey.ts';
import { currentCalendar } from './calendar-store.ts';
import type { Database } from './database.ts';
import { CALENDAR_NAME } from './ensure-defaults.ts';
import { loadPlan, type StoredPlan } from './plan-store.ts';

/** Every plan, the newest first. */
export async function summarisePlans(database: Database): Promise<PlanSummary[]> {
  const plans = await database.plan.findMany({ orderBy: { createdAt: 'desc' }, select: { id: true } });
  const summaries = await Promise.all(plans.map(({ id }) => summarisePlan(database, id)));
  return summaries.filter((summary) => summary !== null);
}

/** One plan, or null. */
export async function summarisePlan(database: Database, planId: string): Promise<PlanSummary | null> {
  const plan = await loadPlan(database, planId);
  if (plan === null) return null;
  const [total, ready] = await Promise.all([
    database.assignment.count({ where: { planId } }),
    database.assignment.count({ where: { planId, lifecycleReadyAt: { not: null } } }),
  ]);
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
    undecided: countUndecided(plan, await currentCalendar(database, CALENDAR_NAME)),
    publication: plan.status === 'draft' ? null : { total, started: ready, ready },
  };
}

/** Rows whose date a person must still look at. */
export function countUndecided(plan: StoredPlan, calendar: WorkCalendar): number {
  const { planYear } = planPeriod(plan.parsed.plan, '1970-01-01');
  return readRows({ plan: plan.parsed, decided: plan.decided, planYear, calendar }).filter(
    (read) => !read.decided && !read.reading.sure,
  ).length;
}
