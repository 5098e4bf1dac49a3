// The overdue audit of the installation on a day.
import type { OverdueReport } from '#contracts/report.ts';
import { buildReport } from '#domain/audit/build-report.ts';
import { listCountedGroups } from './assignment-count-store.ts';
import { listShown } from './assignment-list-store.ts';
import { loadChainEnd } from './audit-store.ts';
import type { Database, Transaction } from './database.ts';
import { Prisma } from './generated/client.ts';
import { loadReportHead } from './letterhead-store.ts';
import { isInState, loadListedSource, type ViewDay } from './listed-source.ts';
import { loadOffice } from './roster-store.ts';
import { createSharedRunsOf } from './share-runs.ts';

/** By database: who asks for one report while it is being counted shares the next count. */
const runsOf = createSharedRunsOf<Database, OverdueReport>();

/** Of one plan, or of all published ones. Nobody may change what is answered: others may hold it too. */
export async function loadOverdueReport(
  database: Database,
  { planId, ...day }: ViewDay & { planId?: string },
): Promise<OverdueReport> {
  const key = JSON.stringify([planId, day.dataDate, day.dataEndsAt.getTime(), day.within]);
  return runsOf(database)(key, () => database.$transaction((tx) => countReport(tx, planId, day), SNAPSHOT));
}

// Figures and root of the log are of one moment.
const SNAPSHOT = {
  isolationLevel: Prisma.TransactionIsolationLevel.RepeatableRead,
  timeout: 60_000,
  maxWait: 30_000,
} as const;

async function countReport(tx: Transaction, planId: string | undefined, day: ViewDay): Promise<OverdueReport> {
  const plans = await tx.plan.findMany({
    where: { status: { not: 'draft' }, ...(planId === undefined ? {} : { id: planId }) },
    select: { id: true, title: true },
    orderBy: { createdAt: 'asc' },
  });
  const source = await loadListedSource(tx, day);
  const ofPlan = planId === undefined ? Prisma.sql`true` : Prisma.sql`plan_id = ${planId}`;
  const groups = await listCountedGroups(tx, source, ofPlan);
  const isLate = Prisma.sql`${ofPlan} AND ${isInState(['open-overdue', 'done-late'], day.dataDate)}`;
  const late = await listShown(tx, source, isLate, { by: 'plan' });
  const office = (await loadOffice(tx)).name;
  const head = await loadReportHead(tx);
  const counted = buildReport({ office, dataDate: day.dataDate, plans, groups, late, audit: await loadChainEnd(tx) });
  return { ...counted, head };
}
