// The overdue audit of the installation on a day.
import type { OverdueReport } from '#contracts/report.ts';
import { buildReport } from '#domain/audit/build-report.ts';
import { type ViewScope, viewAssignments } from './assignment-view-store.ts';
import { loadChainEnd } from './audit-store.ts';
import type { Database, Transaction } from './database.ts';
import { Prisma } from './generated/client.ts';
import { loadOffice } from './roster-store.ts';

/** Of one plan, or of all published ones. */
export async function loadOverdueReport(
  database: Database,
  { planId, ...day }: Pick<ViewScope, 'planId' | 'dataDate' | 'dataEndsAt'>,
): Promise<OverdueReport> {
  return database.$transaction((tx) => countReport(tx, planId, day), SNAPSHOT);
}

// Figures and root of the log are of one moment.
const SNAPSHOT = {
  isolationLevel: Prisma.TransactionIsolationLevel.RepeatableRead,
  timeout: 60_000,
  maxWait: 30_000,
} as const;

async function countReport(
  tx: Transaction,
  planId: string | undefined,
  day: Pick<ViewScope, 'dataDate' | 'dataEndsAt'>,
): Promise<OverdueReport> {
  const plans = await tx.plan.findMany({
    where: { status: { not: 'draft' }, ...(planId === undefined ? {} : { id: planId }) },
    select: { id: true, title: true },
    orderBy: { createdAt: 'asc' },
  });
  const rows = await viewAssignments(tx, { ...(planId === undefined ? {} : { planId }), ...day });
  const office = (await loadOffice(tx)).name;
  return buildReport({ office, dataDate: day.dataDate, plans, rows, audit: await loadChainEnd(tx) });
}
