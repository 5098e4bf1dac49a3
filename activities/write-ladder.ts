// How far the ladder of an assignment is to be written now: computed before the write that needs it, and stored with it.
import type { AssignmentStatus } from '#contracts/lifecycle.ts';
import type { Slot } from '#contracts/primitives.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import { isDated } from '#domain/ladder/build-steps.ts';
import { ladderOf } from '#domain/ladder/ladder-of.ts';
import { resolveAudience } from '#domain/ladder/resolve-audience.ts';
import { planAhead } from '#domain/lifecycle/plan-ahead.ts';
import type { PendingStep } from '#domain/lifecycle/state.ts';
import { newbornFromLedger } from '#domain/lifecycle/state-from-ledger.ts';
import type { PlannedStep, WrittenLadder } from '#store/ladder-store.ts';
import type { LifecycleRow } from '#store/lifecycle-store.ts';
import type { ActivityDependencies } from './deps.ts';

type Needs = Pick<ActivityDependencies, 'store' | 'channels'>;

export interface LadderMoment {
  /** The state that the write leads to. */
  status: AssignmentStatus;
  /** The lifecycle's clock. */
  nowMs: number;
  /** Steps that go out at once. */
  stage: readonly string[];
  /** Where a return lets the ladder go on; left out = no return comes with it. */
  resumedFrom?: Slot | undefined;
}

/** Null when the whole ladder was written at publication, by an earlier version. */
export async function planLadder(
  { store, channels }: Needs,
  row: LifecycleRow,
  { status, nowMs, stage, resumedFrom }: LadderMoment,
): Promise<WrittenLadder | null> {
  const { ladderFrom, next } = row;
  if (ladderFrom === null) return null;
  const around = await store.directory.around(row);
  const { calendar, policy } = around;
  const dates = { ...row, ladderFrom, resumedFrom: resumedFrom ?? row.resumedFrom };
  const dated = new Set(policy.rungs.filter(isDated).map(({ name }) => name));
  const unwritten = {
    from: next?.slotAt ?? null,
    ...(resumedFrom === undefined ? {} : { again: { rungs: dated, from: resumedFrom } }),
  };
  const life = { assignmentId: row.id, rulesVersion: row.rulesVersion, status };
  const ahead = planAhead(ladderOf(dates, policy, calendar), life, unwritten, instantOf(nowMs));
  const who = { ...row, ...around, channels: channels.kinds };
  const rows = ahead.write.flatMap((step) => resolveAudience(step, who));
  return { rows, stage, next: ahead.next, ...(resumedFrom === undefined ? {} : { resumedFrom }) };
}

/** What the ledger plans, as the lifecycle waits for it; nothing to say of a ladder that was written whole. */
export async function plannedSteps(
  { store }: Needs,
  row: LifecycleRow,
  planned: readonly PlannedStep[] | undefined,
): Promise<{ planned?: PendingStep[] }> {
  if (planned === undefined) return {};
  const { rungs } = await store.directory.policy(row.ladderPolicyId);
  const { id: assignmentId, rulesVersion, status, sequence } = row;
  return {
    planned: newbornFromLedger({ assignmentId, rulesVersion, status, sequence, openRows: planned, rungs }).pending,
  };
}
