// How far the lifecycles of a plan have come, and what each needs to start, or to start again.
import { LadderPolicy } from '#contracts/ladder.ts';
import type { AssignmentStatus } from '#contracts/lifecycle.ts';
import type { LifecycleState } from '#domain/lifecycle/state.ts';
import { stateFromLedger } from '#domain/lifecycle/state-from-ledger.ts';
import type { Database, Transaction } from './database.ts';
import { fromDateColumnOrNull, fromSlotColumn } from './local-date.ts';

export interface LifecycleToStart {
  state: LifecycleState;
  planId: string;
  agencyId: string;
  dueDate: string | null;
}

/** States rebuilt from PostgreSQL: of a plan's assignments that have not run yet, or of the given ones whatever happened. */
export async function listLifecyclesToStart(
  database: Database | Transaction,
  which: { planId: string; limit: number } | { assignmentIds: string[] },
): Promise<LifecycleToStart[]> {
  const rows = await database.assignment.findMany({
    where:
      'planId' in which
        ? { planId: which.planId, lifecycleReadyAt: null, status: { notIn: ['verified', 'withdrawn'] } }
        : { id: { in: which.assignmentIds } },
    include: {
      ladderPolicy: { select: { policy: true } },
      ledger: { where: { status: { in: ['planned', 'staged'] } }, distinct: ['step'], orderBy: { slotAt: 'asc' } },
    },
    orderBy: { key: 'asc' },
    ...('planId' in which ? { take: which.limit } : {}),
  });
  return rows.map((row) => ({
    planId: row.planId,
    agencyId: row.agencyId,
    dueDate: fromDateColumnOrNull(row.due),
    state: stateFromLedger({
      assignmentId: row.id,
      rulesVersion: row.rulesVersion,
      status: row.status as AssignmentStatus,
      sequence: row.sequence,
      openRows: row.ledger.map((entry) => ({ ...entry, slotAt: fromSlotColumn(entry.slotAt) })),
      rungs: LadderPolicy.parse(row.ladderPolicy.policy).rungs,
    }),
  }));
}

/** The lifecycle of one assignment as PostgreSQL has it. */
export async function loadLifecycleState(
  database: Database | Transaction,
  assignmentId: string,
): Promise<LifecycleState> {
  const [life] = await listLifecyclesToStart(database, { assignmentIds: [assignmentId] });
  if (life === undefined) throw new Error(`there is no assignment ${assignmentId}`);
  return life.state;
}

/** Assignments of a plan, or of all of them. */
export function countAssignments(database: Database, planId?: string): Promise<number> {
  return database.assignment.count({ where: planId === undefined ? {} : { planId } });
}

/** Assignments of all plans by the state of their row. */
export async function countAssignmentsByStatus(database: Database): Promise<Map<string, number>> {
  const groups = await database.assignment.groupBy({ by: ['status'], _count: { _all: true } });
  return new Map(groups.map(({ status, _count }) => [status, _count._all]));
}

/** Assignments of a plan whose lifecycle has not run its first task. */
export function countNotReady(database: Database, planId: string): Promise<number> {
  return database.assignment.count({ where: { planId, lifecycleReadyAt: null } });
}

export async function finishPublication(database: Database, planId: string): Promise<void> {
  await database.plan.updateMany({ where: { id: planId, status: 'publishing' }, data: { status: 'published' } });
}
