// One assignment on Temporal: commands are updates, the loop is lifecycle-loop.ts.
import {
  ApplicationFailure,
  allHandlersFinished,
  condition,
  continueAsNew,
  setHandler,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow';
import { underRules } from '#domain/lifecycle/rules/under-rules.ts';
import type { LifecycleCommand, LifecycleState } from '#domain/lifecycle/state.ts';
import { noteStanding, reachSteps, recordTransition } from './activity-proxies.ts';
import type { Settlement } from './carry-out.ts';
import { createLife, type LifecycleShell } from './lifecycle-loop.ts';
import { commandUpdate, type LifecycleStart, stateQuery } from './messages.ts';
import { STATE_ATTRIBUTE } from './search-attribute-keys.ts';
import { temporalTime } from './temporal-shell.ts';

/** Runs until the assignment is verified or withdrawn; every input is answered once, in order of arrival. */
export async function assignmentLifecycle(start: LifecycleStart): Promise<void> {
  // Before a handler stands: a worker that does not know the rules fails its task here, answers nobody, and the next one tries again.
  const life = createLife(underRules(start.state, start.rulesVersion), shellOf(start));

  setHandler(stateQuery, life.state);
  setHandler(commandUpdate, async (command) => answerOf(await life.give(command), command), {
    validator: (command) => {
      if (!life.mayBeGiven(command)) throw doesNotFit(command, life.state().status);
    },
  });

  const unfinished = await life.run();
  if (unfinished !== null) await continueAsNew<typeof assignmentLifecycle>(nextRun(start, unfinished));
  await condition(allHandlersFinished);
}

function shellOf({ clockOffsetMs }: LifecycleStart): LifecycleShell {
  return {
    ...temporalTime(clockOffsetMs),
    activities: { recordTransition, reachSteps, noteStanding },
    statusChanged: (status) => upsertSearchAttributes([{ key: STATE_ATTRIBUTE, value: status }]),
    isTooLong: () => workflowInfo().continueAsNewSuggested,
    allAnswered: () => condition(allHandlersFinished),
  };
}

/** The state names its rules: what this run was told to begin under must not overrule what PostgreSQL said since. */
function nextRun({ v, clockOffsetMs }: LifecycleStart, state: LifecycleState): LifecycleStart {
  return { v, state, clockOffsetMs };
}

function answerOf(settlement: Settlement, command: LifecycleCommand) {
  if (settlement.kind === 'recorded') return { status: settlement.status, sequence: settlement.sequence };
  if (settlement.kind === 'does-not-fit') throw doesNotFit(command, settlement.status);
  throw ApplicationFailure.nonRetryable(settlement.why, settlement.permanent ? 'command-not-storable' : 'not-recorded');
}

function doesNotFit(command: LifecycleCommand, status: string): ApplicationFailure {
  return ApplicationFailure.nonRetryable(`${command.type} does not fit ${status}`, 'command-does-not-fit', status);
}
