// How far the lifecycles of a plan have come, and what each needs to start, or to start again.
import { LadderPolicy } from '#contracts/ladder.ts';
import type { AssignmentStatus } from '#contracts/lifecycle.ts';
import type { Slot } from '#contracts/primitives.ts';
import { FINAL_STATUSES, type LifecycleState } from '#domain/lifecycle/state.ts';
import { newbornFromLedger, stateFromLedger } from '#domain/lifecycle/state-from-ledger.ts';
import { groupBy } from '#domain/shared/group-by.ts';
import type { Database, Transaction } from './database.ts';
import { fromDateColumnOrNull, fromSlotColumn } from './local-date.ts';

export interface LifecycleToStart {
  state: LifecycleState;
  planId: string;
  agencyId: string;
  dueDate: string | null;
  /** Its place in the order of the plan: what comes behind it has a larger one. */
  key: string;
}

/** What of a plan is meant: the first `limit` that have not run yet, behind one that is known. */
export interface WaitingPart {
  planId: string;
  limit: number;
  after?: string;
}

/** States rebuilt from PostgreSQL: of a plan's assignments that have not run yet, in order, or of the given ones whatever happened. */
export async function listLifecyclesToStart(
  database: Database | Transaction,
  which: WaitingPart | { assignmentIds: string[] },
): Promise<LifecycleToStart[]> {
  const rows = await database.assignment.findMany({
    where:
      'planId' in which
        ? {
            planId: which.planId,
            key: { gt: which.after ?? '' },
            lifecycleReadyAt: null,
            status: { notIn: [...FINAL_STATUSES] },
          }
        : { id: { in: which.assignmentIds } },
    select: TO_START,
    orderBy: { key: 'asc' },
    ...('planId' in which ? { take: which.limit } : {}),
  });
  const waiting = await listOpenSteps(
    database,
    rows.map(({ id }) => id),
  );
  const rungsOf = await loadRungs(database, new Set(rows.map(({ ladderPolicyId }) => ladderPolicyId)));
  return rows.map((row) => {
    const written = {
      assignmentId: row.id,
      rulesVersion: row.rulesVersion,
      status: row.status as AssignmentStatus,
      sequence: row.sequence,
      openRows: waiting.get(row.id) ?? [],
      rungs: rungsOf.get(row.ladderPolicyId) ?? [],
    };
    // An earlier version left the first event to the lifecycle, and staged nothing for it.
    const isNewborn = 'planId' in which && row.sequence === 1;
    return {
      planId: row.planId,
      agencyId: row.agencyId,
      dueDate: fromDateColumnOrNull(row.due),
      key: row.key,
      state: isNewborn ? newbornFromLedger(written) : stateFromLedger(written),
    };
  });
}

const TO_START = {
  id: true,
  key: true,
  planId: true,
  agencyId: true,
  due: true,
  status: true,
  sequence: true,
  rulesVersion: true,
  ladderPolicyId: true,
} as const;

interface OpenStep {
  assignmentId: string;
  step: string;
  rung: string;
  status: string;
  slotAt: Date;
}

/** The open steps of assignments, planned and staged ones apart, each with its earliest slot. */
async function listOpenSteps(database: Database | Transaction, assignmentIds: string[]) {
  const rows = await database.$queryRaw<OpenStep[]>`
    SELECT DISTINCT ON (assignment_id, step, status) assignment_id AS "assignmentId", step, rung, status, slot_at AS "slotAt"
    FROM ledger_entry WHERE assignment_id = ANY(${assignmentIds}) AND status IN ('planned', 'staged')
    ORDER BY assignment_id, step, status, slot_at`;
  const steps = rows.map(({ slotAt, ...row }) => ({ ...row, slotAt: fromSlotColumn(slotAt) }));
  return groupBy(steps, ({ assignmentId }) => assignmentId);
}

async function loadRungs(database: Database | Transaction, policyIds: ReadonlySet<string>) {
  const policies = await database.ladderPolicy.findMany({ where: { id: { in: [...policyIds] } } });
  return new Map(policies.map(({ id, policy }) => [id, LadderPolicy.parse(policy).rungs]));
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

/** Assignments of all plans that have not ended. */
export function countOpenAssignments(database: Database): Promise<number> {
  return database.assignment.count({ where: { status: { notIn: [...FINAL_STATUSES] } } });
}

/** Assignments of all plans by the state of their row. */
export async function countAssignmentsByStatus(database: Database): Promise<Map<string, number>> {
  const groups = await database.assignment.groupBy({ by: ['status'], _count: { _all: true } });
  return new Map(groups.map(({ status, _count }) => [status, _count._all]));
}

/** How far a publication has come: counted, recorded, and with a lifecycle that runs. */
export interface PublicationProgress {
  /** 0 before they are counted. */
  total: number;
  recorded: number;
  started: number;
  ready: number;
}

/** By plan; a plan of an earlier version was counted and recorded at once. */
export async function loadProgress(
  database: Database,
  planIds: readonly string[],
): Promise<Map<string, PublicationProgress>> {
  const rows = await database.$queryRaw<(Omit<PublicationProgress, 'started'> & { planId: string })[]>`
    SELECT p.id AS "planId", count(a.id)::int AS recorded, count(a.lifecycle_ready_at)::int AS ready,
      CASE WHEN asked.plan_id IS NULL THEN count(a.id) ELSE coalesce(asked.total, 0) END::int AS total
    FROM plan p LEFT JOIN publication asked ON asked.plan_id = p.id LEFT JOIN assignment a ON a.plan_id = p.id
    WHERE p.id = ANY(${[...planIds]}) GROUP BY p.id, asked.plan_id, asked.total`;
  return new Map(
    rows.map(({ planId, total, recorded, ready }) => [planId, { total, recorded, started: ready, ready }]),
  );
}

/** Whether every assignment of a plan that was given out is recorded. */
export async function isRecorded(database: Database, planId: string): Promise<boolean> {
  const asked = await database.publication.findUnique({ where: { planId }, select: { recordedAt: true } });
  // Of an earlier version: recorded at the press of the button.
  if (asked === null) return (await database.plan.count({ where: { id: planId, status: { not: 'draft' } } })) > 0;
  return asked.recordedAt !== null;
}

/** Assignments of a plan whose lifecycle has not run its first task. */
export function countNotReady(database: Database, planId: string): Promise<number> {
  return database.assignment.count({ where: { planId, lifecycleReadyAt: null } });
}

/** Notes that lifecycles run whose first event was recorded before them; the others note it with that event. */
export async function noteLifecyclesReady(database: Database, assignmentIds: string[], now: Date): Promise<void> {
  await database.$executeRaw`
    UPDATE assignment SET lifecycle_ready_at = ${now}
    WHERE id = ANY(${assignmentIds}) AND lifecycle_ready_at IS NULL AND sequence > 0`;
}

/** The slots for which publication has staged something. */
export async function listStagedSlots(database: Database, planId: string): Promise<Slot[]> {
  const rows = await database.ledgerEntry.findMany({
    where: { assignment: { planId }, status: 'staged' },
    distinct: ['slotAt'],
    select: { slotAt: true },
  });
  return rows.map(({ slotAt }) => fromSlotColumn(slotAt));
}

export async function finishPublication(database: Database, planId: string): Promise<void> {
  await database.plan.updateMany({ where: { id: planId, status: 'publishing' }, data: { status: 'published' } });
}
