// The overdue audit of the installation on a day.
import type { OverdueReport } from '#contracts/report.ts';
import { buildReport } from '#domain/audit/build-report.ts';
import { type ViewScope, viewAssignments } from './assignment-view-store.ts';
import type { Database } from './database.ts';
import { loadOffice } from './roster-store.ts';

/** Of one plan, or of all published ones. */
export async function overdueReport(
  database: Database,
  { planId, ...day }: Pick<ViewScope, 'planId' | 'dataDate' | 'dataEndsAt'>,
): Promise<OverdueReport> {
  const plans = await database.plan.findMany({
    where: { status: { not: 'draft' }, ...(planId === undefined ? {} : { id: planId }) },
    select: { id: true, title: true },
    orderBy: { createdAt: 'asc' },
  });
  const rows = await viewAssignments(database, { ...(planId === undefined ? {} : { planId }), ...day });
  return buildReport({ office: (await loadOffice(database)).name, dataDate: day.dataDate, plans, rows });
}
