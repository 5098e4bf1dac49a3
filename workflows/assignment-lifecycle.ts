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
import { decide } from '#domain/lifecycle/decide.ts';
import { evolve } from '#domain/lifecycle/evolve.ts';
import { nextWakeMs } from '#domain/lifecycle/next-wake.ts';
import { isFinal, type LifecycleCommand, type LifecycleEffect, type LifecycleInput } from '#domain/lifecycle/state.ts';
import { reachSteps, recordTransition } from './activity-proxies.ts';
import { commandUpdate, type LifecycleStart } from './messages.ts';
import { STATE_ATTRIBUTE } from './search-attribute-keys.ts';

/** Runs until the assignment is verified or withdrawn; every input is answered once, in order of arrival. */
export async function assignmentLifecycle(start: LifecycleStart): Promise<void> {
  let state = start.state;
  const inbox: LifecycleInput[] = [{ type: 'started' }];
  const settled = new Map<string, boolean>();
  const nowMs = () => Date.now() + start.clockOffsetMs;

  setHandler(
    commandUpdate,
    async (command: LifecycleCommand) => {
      inbox.push({ type: 'command', command });
      await condition(() => settled.has(command.commandId));
      if (!settled.get(command.commandId)) throw doesNotFit(command, state.status);
      return { status: state.status, sequence: state.sequence };
    },
    {
      validator: (command: LifecycleCommand) => {
        if (!canAccept(state.status, command.type)) throw doesNotFit(command, state.status);
      },
    },
  );

  while (!isFinal(state) || inbox.length > 0) {
    await waitForInput(inbox, () => nextWakeMs(state, nowMs()));
    const input: LifecycleInput = inbox.shift() ?? { type: 'woke' };
    const effects = decide(state, input, nowMs());
    for (const effect of effects) {
      await perform(state.assignmentId, effect);
      const before = state.status;
      state = evolve(state, effect);
      if (state.status !== before) upsertSearchAttributes([{ key: STATE_ATTRIBUTE, value: state.status }]);
    }
    if (input.type === 'command') settled.set(input.command.commandId, effects.length > 0);
    if (workflowInfo().continueAsNewSuggested && inbox.length === 0 && !isFinal(state)) {
      await condition(allHandlersFinished);
      if (inbox.length === 0) await continueAsNew<typeof assignmentLifecycle>({ ...start, state });
    }
  }
  await condition(allHandlersFinished);
}

async function waitForInput(inbox: LifecycleInput[], untilWakeMs: () => number | null): Promise<void> {
  if (inbox.length > 0) return;
  const waitMs = untilWakeMs();
  if (waitMs === null) await condition(() => inbox.length > 0);
  else await condition(() => inbox.length > 0, waitMs);
}

async function perform(assignmentId: string, effect: LifecycleEffect): Promise<void> {
  if (effect.type === 'record') {
    const { event, status, supersede } = effect;
    await recordTransition({ assignmentId, event, status, supersede });
  } else {
    const stage = effect.stage.map(({ id, rung, slotAt }) => ({ id, rung, slotAt }));
    await reachSteps({ assignmentId, stage, supersede: effect.supersede });
  }
}

function doesNotFit(command: LifecycleCommand, status: string): ApplicationFailure {
  return ApplicationFailure.nonRetryable(`${command.type} does not fit ${status}`, 'command-does-not-fit', status);
}
