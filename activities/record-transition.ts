// A transition of a lifecycle: state, ledger and audit event, written once.
import type { PlannedReminder } from '#domain/ladder/planned-reminder.ts';
import { resolveAudience } from '#domain/ladder/resolve-audience.ts';
import type { BroughtStep, WriteAnswer } from '#domain/lifecycle/state.ts';
import type { LifecycleRow } from '#store/lifecycle-store.ts';
import type { RecordTransitionInput } from '#workflows/activities.ts';
import type { ActivityDependencies } from './deps.ts';
import { planLadder, plannedSteps } from './write-ladder.ts';

/** Idempotent on the command: repeated it changes nothing, and what another command recorded in its place is given back. */
export function createRecordTransition(deps: ActivityDependencies) {
  const { store, now } = deps;
  return async function recordTransition({ nowMs, ...input }: RecordTransitionInput): Promise<WriteAnswer> {
    const { event, status } = input;
    const row = await store.loadLifecycleRow(input.assignmentId);
    const add = 'steps' in event ? await broughtReminders(deps, row, event.steps) : [];
    const resumedFrom = event.type === 'returned' ? event.resumedFrom : undefined;
    const moment = { status, nowMs: nowMs ?? now().getTime(), stage: [], resumedFrom };
    const ladder = await planLadder(deps, row, moment);
    const answer = await store.recordTransition({ ...input, add, ladder }, now());
    if (answer.kind === 'overtaken') return { kind: answer.kind, state: answer.state, recorded: answer.recorded };
    return { kind: 'written', ...(await plannedSteps(deps, row, answer.planned)) };
  };
}

/** The steps that a command brought, with their people. */
async function broughtReminders(
  { store, channels }: ActivityDependencies,
  row: LifecycleRow,
  steps: BroughtStep[],
): Promise<PlannedReminder[]> {
  const around = await store.directory.around(row);
  const who = { ...row, ...around, channels: channels.kinds };
  return steps.flatMap(({ turn = 1, ...step }) => resolveAudience({ ...step, turn }, who));
}
