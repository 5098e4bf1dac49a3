// A person says of which years a draft is: one transaction with the decisions that do not fit any more and the event that tells of both.
import type { LocalDate } from '#contracts/primitives.ts';
import type { PlanYears } from '#domain/assignment/plan-years.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import { spokenSpan } from '#domain/plan/spoken-years.ts';
import { tagsFit } from '#domain/shared/version-tag.ts';
import { appendNextEvents } from './audit-store.ts';
import type { Database } from './database.ts';
import { digestPlans } from './plan-digest.ts';
import { planTag } from './plan-version-store.ts';
import { yearColumns } from './plan-year-columns.ts';

export interface YearsToSet {
  planId: string;
  /** The plan as `reopened` was worked out from. */
  version: number;
  years: PlanYears & { yearFrom: number; yearTo: number };
  before: PlanYears;
  /** Rows whose decision does not fit the new years. */
  reopened: readonly string[];
  actor: string;
  now: Date;
}

/** @returns false when the plan is no draft any more, or was changed since `version`: nothing is changed then. */
export async function recordPlanYears(database: Database, input: YearsToSet): Promise<boolean> {
  const { planId, version, years, before, reopened, actor, now } = input;
  return database.$transaction(async (tx) => {
    const claimed = await tx.plan.updateMany({
      where: { id: planId, status: 'draft', version },
      data: { ...yearColumns(years), version: { increment: 1 } },
    });
    if (claimed.count === 0) return false;
    await tx.planActivity.updateMany({
      where: { planId, id: { in: [...reopened] } },
      data: { decidedText: null, version: { increment: 1 } },
    });
    const rowsDigest = (await digestPlans(tx, planId)).get(planId) as string;
    const { yearFrom, yearTo, issuedOn = null } = years;
    const said: { yearFrom: number; yearTo: number; issuedOn: LocalDate | null } = { yearFrom, yearTo, issuedOn };
    const payload = { ...said, rowsDigest, reopened, planId, planVersion: version + 1, before: spokenSpan(before) };
    const event = { subject: `plan-years/${planId}`, type: 'plan-years-set', actor, payload };
    await appendNextEvents(tx, [{ ...event, occurredAt: instantOf(now) }], instantOf(now));
    return true;
  });
}

/** True when the officer has seen the plan as it is. */
export function hasSeen(seen: readonly string[] | null, planId: string, version: number): boolean {
  return seen === null || tagsFit(seen, [planTag(planId, version)]);
}
