// One assignment for as long as it lives: wait, decide, perform. The rules are in domain/lifecycle.
import {
  ApplicationFailure,
  allHandlersFinished,
  condition,
  continueAsNew,
  setHandler,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow';
import { canAccept } from '#domain/lifecycle/can-accept.ts';
import { nextWakeMs } from '#domain/lifecycle/next-wake.ts';
import { underRules } from '#domain/lifecycle/rules/under-rules.ts';
import { isFinal, type LifecycleCommand, type LifecycleInput, type LifecycleState } from '#domain/lifecycle/state.ts';
import { type CarriedOut, carryOut, type Settlement } from './carry-out.ts';
import { commandUpdate, type LifecycleStart, stateQuery } from './messages.ts';
import { createPatience } from './patience.ts';
import { STATE_ATTRIBUTE } from './search-attribute-keys.ts';

/** Runs until the assignment is verified or withdrawn; every input is answered once, in order of arrival. */
export async function assignmentLifecycle(start: LifecycleStart): Promise<void> {
  // Before a handler stands: a worker that does not know the rules fails its task here, answers nobody, and the next one tries again.
  let state = underRules(start.state, start.rulesVersion);
  const inbox: LifecycleInput[] = [{ type: 'started' }];
  const settled = new Map<string, Settlement>();
  const nowMs = () => Date.now() + start.clockOffsetMs;
  const patience = createPatience(state.assignmentId, nowMs);

  setHandler(stateQuery, () => state);
  setHandler(
    commandUpdate,
    async (command: LifecycleCommand) => {
      if (!settled.has(command.commandId)) inbox.push({ type: 'command', command });
      await condition(() => settled.has(command.commandId));
      return answerOf(settled.get(command.commandId) as Settlement, command);
    },
    {
      validator: (command: LifecycleCommand) => {
        // A command that is recorded already is answered again, whatever the state has become since.
        if (!settled.has(command.commandId) && !canAccept(state.status, command.type))
          throw doesNotFit(command, state.status);
      },
    },
  );

  while (!isFinal(state) || inbox.length > 0) {
    await waitForInput(inbox, () => patience.notBefore(nextWakeMs(state, nowMs())));
    const input: LifecycleInput = inbox.shift() ?? { type: 'woke' };
    // Another input found it recorded: carried out once more it would be a second report.
    if (input.type === 'command' && settled.has(input.command.commandId)) continue;
    const done = await carryOut(state, input, nowMs);
    state = adopt(state, done.state);
    for (const { commandId, ...outcome } of done.recorded) settled.set(commandId, { kind: 'recorded', ...outcome });
    if (input.type === 'command') settled.set(input.command.commandId, done.settlement);
    if (await patience.after(input, done)) inbox.unshift(input);
    if (workflowInfo().continueAsNewSuggested && inbox.length === 0 && !isFinal(state)) {
      await condition(allHandlersFinished);
      if (inbox.length === 0) await continueAsNew<typeof assignmentLifecycle>(nextRun(start, state));
    }
  }
  await condition(allHandlersFinished);
}

/** The state names its rules: what this run was told to begin under must not overrule what PostgreSQL said since. */
function nextRun({ v, clockOffsetMs }: LifecycleStart, state: LifecycleState): LifecycleStart {
  return { v, state, clockOffsetMs };
}

async function waitForInput(inbox: LifecycleInput[], untilWakeMs: () => number | null): Promise<void> {
  if (inbox.length > 0) return;
  const waitMs = untilWakeMs();
  if (waitMs === null) await condition(() => inbox.length > 0);
  else await condition(() => inbox.length > 0, waitMs);
}

function adopt(before: LifecycleState, after: CarriedOut['state']): LifecycleState {
  if (after.status !== before.status) upsertSearchAttributes([{ key: STATE_ATTRIBUTE, value: after.status }]);
  return after;
}

function answerOf(settlement: Settlement, command: LifecycleCommand) {
  if (settlement.kind === 'recorded') return { status: settlement.status, sequence: settlement.sequence };
  if (settlement.kind === 'does-not-fit') throw doesNotFit(command, settlement.status);
  throw ApplicationFailure.nonRetryable(settlement.why, settlement.permanent ? 'command-not-storable' : 'not-recorded');
}

function doesNotFit(command: LifecycleCommand, status: string): ApplicationFailure {
  return ApplicationFailure.nonRetryable(`${command.type} does not fit ${status}`, 'command-does-not-fit', status);
}
