import type { z } from 'zod';
import type { ApiContext } from '#api/context.ts';
import type { Handler } from '#api/handler.ts';
import { ApiProblem } from '#api/problem.ts';
import type { PlanDetail } from '#contracts/routes.ts';
import { CALENDAR_NAME, loadCurrentCalendar } from '#store/calendar-store.ts';
import { findPlan } from '#store/plan-store.ts';
import { loadPlanSummary } from '#store/plan-summary-store.ts';
import { rowTag } from '#store/plan-version-store.ts';
import { readStoredRows } from '#store/read-stored-rows.ts';

export const getPlan: Handler<'getPlan'> = async (context, { params }) => planDetail(context, params.id);

/** A plan row by row with the reading of each date, or a not-found problem. */
export async function planDetail({ database }: ApiContext, planId: string): Promise<z.infer<typeof PlanDetail>> {
  const plan = await findPlan(database, planId);
  if (plan === null) throw new ApiProblem('not-found', 'Không có kế hoạch này.');
  const rows = await readStoredRows(plan, await loadCurrentCalendar(database, CALENDAR_NAME));
  return {
    plan: await loadPlanSummary(database, plan, rows),
    alreadyImportedAt: null,
    issues: plan.parsed.issues,
    rows: rows.map(({ row, reading, decided }, position) => ({
      id: plan.rowIds[position] as string,
      place: `bảng ${row.place.table}, dòng ${row.place.row}`,
      fieldCode: row.field,
      title: row.activity.title,
      leads: row.leads,
      deadlineText: plan.decided.get(position) ?? row.deadlineText,
      reading,
      decided,
      etag: rowTag(plan.rowIds[position] as string, plan.rowVersions[position] as number),
    })),
  };
}
