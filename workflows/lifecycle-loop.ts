// One assignment for as long as it lives: wait, decide, perform. The rules are in domain/lifecycle.
import type { AssignmentStatus } from '#contracts/lifecycle.ts';
import { canAccept } from '#domain/lifecycle/can-accept.ts';
import { nextWakeMs } from '#domain/lifecycle/next-wake.ts';
import { isFinal, type LifecycleCommand, type LifecycleInput, type LifecycleState } from '#domain/lifecycle/state.ts';
import { carryOut, type Settlement } from './carry-out.ts';
import { createPatience } from './patience.ts';
import type { Shell } from './shell.ts';

export interface LifecycleShell extends Shell<'recordTransition' | 'reachSteps' | 'noteStanding'> {
  /** Told of each new status. */
  statusChanged(status: AssignmentStatus): void;
  /** Whether the run has become so long that another one should go on from its state. */
  isTooLong(): boolean;
  /** Returns when everybody who gave a command has the answer. */
  allAnswered(): Promise<void>;
}

/** The life that begins with `beginning`; nothing happens in it before `run`. */
export function createLife(beginning: LifecycleState, shell: LifecycleShell) {
  let state = beginning;
  const inbox: LifecycleInput[] = [{ type: 'started' }];
  const settled = new Map<string, Settlement>();
  const patience = createPatience(state.assignmentId, shell);

  const adopt = (after: LifecycleState) => {
    if (after.status !== state.status) shell.statusChanged(after.status);
    state = after;
  };
  const waitForInput = async () => {
    if (inbox.length > 0) return;
    const waitMs = patience.notBefore(nextWakeMs(state, shell.nowMs()));
    if (waitMs === null) await shell.until(() => inbox.length > 0);
    else await shell.until(() => inbox.length > 0, waitMs);
  };

  return {
    state: () => state,

    /** A command that is recorded already is answered again, whatever the state has become since. */
    mayBeGiven: (command: LifecycleCommand) => settled.has(command.commandId) || canAccept(state.status, command.type),

    /** Answers once the command is recorded or refused; given twice it is carried out once. */
    async give(command: LifecycleCommand): Promise<Settlement> {
      if (!settled.has(command.commandId)) inbox.push({ type: 'command', command });
      await shell.until(() => settled.has(command.commandId));
      return settled.get(command.commandId) as Settlement;
    },

    /**
     * Runs until the assignment is verified or withdrawn, answering every input once, in order of arrival: null. Or until the run is too
     * long: the state from which another must go on.
     */
    async run(): Promise<LifecycleState | null> {
      while (!isFinal(state) || inbox.length > 0) {
        await waitForInput();
        const input: LifecycleInput = inbox.shift() ?? { type: 'woke' };
        // Another input found it recorded: carried out once more it would be a second report.
        if (input.type === 'command' && settled.has(input.command.commandId)) continue;
        const done = await carryOut(state, input, shell);
        adopt(done.state);
        for (const { commandId, ...outcome } of done.recorded) settled.set(commandId, { kind: 'recorded', ...outcome });
        if (input.type === 'command') settled.set(input.command.commandId, done.settlement);
        if (await patience.after(input, done)) inbox.unshift(input);
        if (shell.isTooLong() && inbox.length === 0 && !isFinal(state)) {
          await shell.allAnswered();
          if (inbox.length === 0) return state;
        }
      }
      return null;
    },
  };
}
