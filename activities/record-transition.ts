// A transition of a lifecycle: state, ledger and audit event, written once.
import type { PlannedReminder } from '#domain/ladder/planned-reminder.ts';
import { resolveAudience } from '#domain/ladder/resolve-audience.ts';
import type { BroughtStep, WriteAnswer } from '#domain/lifecycle/state.ts';
import type { RecordTransitionInput } from '#workflows/activities.ts';
import type { ActivityDependencies } from './deps.ts';

/** Idempotent on the command: repeated it changes nothing, and what another command recorded in its place is given back. */
export function createRecordTransition(deps: ActivityDependencies) {
  const { store, now } = deps;
  return async function recordTransition(input: RecordTransitionInput): Promise<WriteAnswer> {
    const add = 'steps' in input.event ? await broughtReminders(deps, input, input.event.steps) : [];
    const { isNew: _, ...answer } = await store.recordTransition({ ...input, add }, now());
    return answer;
  };
}

/** The steps that a command brought, with their people. */
async function broughtReminders(
  { store, channels }: ActivityDependencies,
  { assignmentId }: RecordTransitionInput,
  steps: BroughtStep[],
): Promise<PlannedReminder[]> {
  const row = await store.loadLifecycleRow(assignmentId);
  const [roster, calendar, policy] = await Promise.all([
    store.directory.roster(),
    store.directory.calendar(row.calendarEditionId),
    store.directory.policy(row.ladderPolicyId),
  ]);
  const who = { ...row, roster, calendar, policy, channels: channels.kinds };
  return steps.flatMap(({ turn = 1, ...step }) => resolveAudience({ ...step, turn }, who));
}
