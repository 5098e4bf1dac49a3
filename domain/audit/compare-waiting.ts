// What a lifecycle waits for, held against what the ledger plans for its assignment.
import type { LedgerStatus } from '#contracts/assignment.ts';
import type { Slot } from '#contracts/primitives.ts';
import { compareInstants } from '#domain/calendar/instant.ts';
import { toPendingStep } from '#domain/lifecycle/staging.ts';
import type { LifecycleState } from '#domain/lifecycle/state.ts';

/** One row of the ledger, whoever hears it. */
export interface LedgerStanding {
  step: string;
  rung: string;
  slotAt: Slot;
  status: LedgerStatus;
}

export interface WaitingDifference {
  step: string;
  /** The ledger plans it and nobody waits; the lifecycle will wake after its slot; the lifecycle waits for what has ended. */
  kind: 'not-waited-for' | 'waited-for-too-late' | 'waits-in-vain';
  slotAt: Slot;
}

/** The steps on which both sides differ so that somebody is not reminded, or a change of state does not reach a reminder. */
export function compareWaiting(
  state: Pick<LifecycleState, 'assignmentId' | 'pending' | 'staged'>,
  ledger: readonly LedgerStanding[],
): WaitingDifference[] {
  const steps = [...new Set(ledger.map(({ step }) => step))];
  const differences = steps.flatMap((step) =>
    compareStep(
      state,
      ledger.filter((row) => row.step === step),
    ),
  );
  return differences.sort((a, b) => compareInstants(a.slotAt, b.slotAt));
}

type Side = Parameters<typeof compareWaiting>[0];

function compareStep({ assignmentId, pending, staged }: Side, rows: LedgerStanding[]): WaitingDifference[] {
  const [planned, open] = [earliest(rows, ['planned']), earliest(rows, ['planned', 'staged'])];
  const { step } = rows[0] as LedgerStanding;
  const waiting = pending.find(({ id }) => id === step);
  if (open === null) {
    // Rows that were refused when they were written, for want of an address, leave a step that has nobody to tell: that is no difference.
    const vain = waiting !== undefined && rows.some(({ status }) => status !== 'refused');
    return vain ? [{ step, kind: 'waits-in-vain', slotAt: waiting.slotAt }] : [];
  }
  const { slotAt } = open;
  const known = waiting !== undefined || (planned === null && staged.some(({ id }) => id === step));
  if (!known) return [{ step, kind: 'not-waited-for', slotAt }];
  if (waiting === undefined || planned === null) return [];
  // Earlier is fine: the rows of a step may be for later slots, after a leave or with the weekly summary.
  const { wakeAtMs } = toPendingStep({ id: step, rung: planned.rung, slotAt: planned.slotAt, while: [] }, assignmentId);
  return waiting.wakeAtMs > wakeAtMs ? [{ step, kind: 'waited-for-too-late', slotAt }] : [];
}

function earliest(rows: LedgerStanding[], statuses: LedgerStatus[]): LedgerStanding | null {
  const [first] = rows
    .filter(({ status }) => statuses.includes(status))
    .sort((a, b) => compareInstants(a.slotAt, b.slotAt));
  return first ?? null;
}
