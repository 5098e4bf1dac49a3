// Starting workflows and talking to them: the one place that knows their ids, queues and attributes.
// Used by worker/ (activities get it injected), api/ and cli/.

import { type Client, WorkflowUpdateFailedError, WorkflowUpdateRPCTimeoutOrCancelledError } from '@temporalio/client';
import { ApplicationFailure, TypedSearchAttributes } from '@temporalio/common';
import { type Clock, wallClock } from '#contracts/clock.ts';
import type { Slot } from '#contracts/primitives.ts';
import type { LifecycleCommand, LifecycleState } from '#domain/lifecycle/state.ts';
import type { assignmentLifecycle, deliverySlot, planPublication } from '#workflows/index.ts';
import type { CommandResult, LifecycleStart } from '#workflows/messages.ts';
import { assignmentOfLifecycle, deliveryId, ENGINE_QUEUE, lifecycleId, publicationId } from '#workflows/names.ts';
import { AGENCY_ATTRIBUTE, DUE_ATTRIBUTE, PLAN_ATTRIBUTE, STATE_ATTRIBUTE } from '#workflows/search-attribute-keys.ts';

export interface LifecycleAttributes {
  planId: string;
  agencyId: string;
  dueDate: string | null;
}

export type CommandOutcome =
  | ({ ok: true } & CommandResult)
  | { ok: false; why: 'does-not-fit'; status: string }
  | { ok: false; why: 'not-storable'; detail: string };

/** Nobody knows yet whether the command is recorded: given again under the same id it is carried out once. */
export class EngineUnavailable extends Error {
  override readonly name = 'EngineUnavailable';
}

export type EngineClient = ReturnType<typeof createEngineClient>;

// A delivery that waits for its slot sees whatever is staged until then; only a late staging has to wake it.
const EARLY_MS = 30_000;
// A person waits no longer; a burst of fifty commands on one assignment is through in a few seconds.
const ANSWER_WITHIN_MS = 30_000;
const STATE_WITHIN_MS = 5_000;
interface ConflictPolicy {
  workflowIdConflictPolicy: 'USE_EXISTING' | 'TERMINATE_EXISTING';
  workflowIdReusePolicy: 'ALLOW_DUPLICATE';
}

const USE_EXISTING = { workflowIdConflictPolicy: 'USE_EXISTING', workflowIdReusePolicy: 'ALLOW_DUPLICATE' } as const;

/** The product's verbs over a Temporal client. */
export function createEngineClient(client: Client, now: Clock = wallClock) {
  const waiting = new Set<Slot>();
  const startLifecycle = async (start: LifecycleStart, attributes: LifecycleAttributes, policy: ConflictPolicy) => {
    await client.workflow.start<typeof assignmentLifecycle>('assignmentLifecycle', {
      workflowId: lifecycleId(start.state.assignmentId),
      taskQueue: ENGINE_QUEUE,
      args: [start],
      typedSearchAttributes: new TypedSearchAttributes([
        { key: PLAN_ATTRIBUTE, value: attributes.planId },
        { key: AGENCY_ATTRIBUTE, value: attributes.agencyId },
        { key: STATE_ATTRIBUTE, value: start.state.status },
        ...(attributes.dueDate === null
          ? []
          : [{ key: DUE_ATTRIBUTE, value: new Date(`${attributes.dueDate}T00:00:00Z`) }]),
      ]),
      ...policy,
    });
  };
  return {
    /** Makes sure that a delivery runs for the slot and looks at it again after this call. */
    async openSlot(slotAt: Slot): Promise<void> {
      const early = Date.parse(slotAt) - now().getTime() > EARLY_MS;
      if (early && waiting.has(slotAt)) return;
      const args: Parameters<typeof deliverySlot> = [{ v: 2, slotAt, clockOffsetMs: 0 }];
      const options = { workflowId: deliveryId(slotAt), taskQueue: ENGINE_QUEUE, args };
      if (early) {
        await client.workflow.start<typeof deliverySlot>('deliverySlot', { ...options, ...USE_EXISTING });
        waiting.add(slotAt);
      } else {
        waiting.delete(slotAt);
        const signal = { signal: 'slot-reopened', signalArgs: [] as [] };
        await client.workflow.signalWithStart<typeof deliverySlot, []>('deliverySlot', { ...options, ...signal });
      }
    },

    /** Starts a lifecycle; one that runs already is left alone. */
    async startLifecycle(start: LifecycleStart, attributes: LifecycleAttributes): Promise<void> {
      await startLifecycle(start, attributes, USE_EXISTING);
    },

    /** Starts a lifecycle in place of the one that runs, which is ended whatever it does. */
    async restartLifecycle(start: LifecycleStart, attributes: LifecycleAttributes): Promise<void> {
      await startLifecycle(start, attributes, { ...USE_EXISTING, workflowIdConflictPolicy: 'TERMINATE_EXISTING' });
    },

    /** Ends a lifecycle that runs on although its assignment has ended. */
    async endLifecycle(assignmentId: string, reason: string): Promise<void> {
      await client.workflow.getHandle(lifecycleId(assignmentId)).terminate(reason);
    },

    /** Ids of the assignments whose lifecycle is running, as Temporal's visibility shows it: it may be a moment behind. */
    async runningLifecycles(): Promise<Set<string>> {
      const query = `WorkflowType = 'assignmentLifecycle' AND ExecutionStatus = 'Running'`;
      const running = new Set<string>();
      for await (const { workflowId } of client.workflow.list({ query, pageSize: 1_000 }))
        running.add(assignmentOfLifecycle(workflowId));
      return running;
    },

    /** The lifecycle as it stands in the workflow; null when it gives no answer. */
    async lifecycleState(assignmentId: string): Promise<LifecycleState | null> {
      const handle = client.workflow.getHandle(lifecycleId(assignmentId));
      try {
        return await client.withDeadline(wallClock().getTime() + STATE_WITHIN_MS, () =>
          handle.query<LifecycleState>('state'),
        );
      } catch {
        return null;
      }
    },

    /** Starts or resumes the publication of a plan. */
    async publish(planId: string): Promise<void> {
      const args: Parameters<typeof planPublication> = [{ v: 1, planId }];
      const options = { workflowId: publicationId(planId), taskQueue: ENGINE_QUEUE, args, ...USE_EXISTING };
      await client.workflow.start<typeof planPublication>('planPublication', options);
    },

    /**
     * Gives a command and waits until it is recorded; the same `commandId` is carried out once.
     * @throws EngineUnavailable when no answer comes in time.
     */
    async command(assignmentId: string, command: LifecycleCommand): Promise<CommandOutcome> {
      const handle = client.workflow.getHandle(lifecycleId(assignmentId));
      const options = { args: [command] as [LifecycleCommand], updateId: command.commandId };
      try {
        const result = await client.withDeadline(wallClock().getTime() + ANSWER_WITHIN_MS, () =>
          handle.executeUpdate<CommandResult, [LifecycleCommand]>('command', options),
        );
        return { ok: true, ...result };
      } catch (error) {
        if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError) throw new EngineUnavailable(error.message);
        if (!(error instanceof WorkflowUpdateFailedError)) throw error;
        const refusal = error.cause;
        // Temporal's own refusal: the task that ended the workflow, or was lost, did not look at the command.
        if (!(refusal instanceof ApplicationFailure)) throw new EngineUnavailable(error.message);
        if (refusal.type === 'command-does-not-fit')
          return { ok: false, why: 'does-not-fit', status: String(refusal.details?.[0] ?? '') };
        if (refusal.type === 'command-not-storable') return { ok: false, why: 'not-storable', detail: refusal.message };
        throw new EngineUnavailable(refusal.message);
      }
    },

    /** True when the assignment's lifecycle is running. */
    async isRunning(assignmentId: string): Promise<boolean> {
      try {
        const description = await client.workflow.getHandle(lifecycleId(assignmentId)).describe();
        return description.status.name === 'RUNNING';
      } catch (error) {
        if (error instanceof Error && error.name === 'WorkflowNotFoundError') return false;
        throw error;
      }
    },
  };
}
