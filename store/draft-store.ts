// A draft as the press of the button needs it: without its rows, of which a province has thousands.
import { setImmediate as others } from 'node:timers/promises';
import type { DeadlineReading } from '#contracts/deadline.ts';
import { isUndecided } from '#domain/assignment/build-assignments.ts';
import { yearOfTexts } from '#domain/assignment/plan-years.ts';
import type { WorkCalendar } from '#domain/calendar/work-calendar.ts';
import { readDeadline } from '#domain/deadline/read-deadline.ts';
import type { Database } from './database.ts';
import type { StoredPlan } from './plan-store.ts';

/** A plan without its table. */
export type PlanHead = Pick<StoredPlan, 'id' | 'revisionId' | 'status' | 'sample' | 'version' | 'fileSha256'> & {
  title: string;
  issuer: string | null;
  yearFrom: number;
  yearTo: number;
  contentKey: string | null;
};

export async function findPlanHead(database: Database, planId: string): Promise<PlanHead | null> {
  const plan = await database.plan.findUnique({
    where: { id: planId },
    include: { revisions: { orderBy: { number: 'desc' }, take: 1, select: { id: true, fileSha256: true } } },
  });
  const revision = plan?.revisions[0];
  if (!plan || !revision) return null;
  const { id, title, issuer, sample, version, yearFrom, yearTo, contentKey } = plan;
  const { id: revisionId, fileSha256 } = revision;
  const status = plan.status as StoredPlan['status'];
  return { id, revisionId, status, sample, version, fileSha256, title, issuer, yearFrom, yearTo, contentKey };
}

/** How many rows of a draft a person must look at before anything is given out. */
export function countUndecidedRows(database: Database, plan: PlanHead, calendar: WorkCalendar): Promise<number> {
  return countOpenRows(database, plan, calendar, (reading) => isUndecided({ reading, decided: false }));
}

/** How many rows have a date that nobody has looked at and the engine is not sure of. */
export function countUnsureRows(database: Database, plan: PlanHead, calendar: WorkCalendar): Promise<number> {
  return countOpenRows(database, plan, calendar, ({ sure }) => !sure);
}

export function countPlanRows(database: Database, { revisionId }: PlanHead): Promise<number> {
  return database.planActivity.count({ where: { revisionId } });
}

async function countOpenRows(
  database: Database,
  plan: PlanHead,
  calendar: WorkCalendar,
  isOpen: (reading: DeadlineReading) => boolean,
): Promise<number> {
  // Thousands of rows have some dozens of texts.
  const texts = await database.$queryRaw<{ text: string; rows: number }[]>`
    SELECT coalesce(deadline_text, '') AS text, count(*)::int AS rows FROM plan_activity
    WHERE revision_id = ${plan.revisionId} AND decided_text IS NULL GROUP BY 1`;
  const planYear = yearOfTexts(plan);
  let open = 0;
  for (const [index, { text, rows }] of texts.entries()) {
    if (index % TEXTS_AT_ONCE === TEXTS_AT_ONCE - 1) await others();
    if (isOpen(readDeadline({ text, planYear, calendar }))) open += rows;
  }
  return open;
}

const TEXTS_AT_ONCE = 50;
