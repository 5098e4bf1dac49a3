// Starting workflows and talking to them: the one place that knows their ids, queues and attributes.
// Used by worker/ (activities get it injected), api/ and cli/.
import { type Client, WorkflowUpdateFailedError } from '@temporalio/client';
import { ApplicationFailure, TypedSearchAttributes } from '@temporalio/common';
import type { Instant } from '#contracts/primitives.ts';
import type { LifecycleCommand } from '#domain/lifecycle/state.ts';
import type { assignmentLifecycle, deliverySlot, planPublication } from '#workflows/index.ts';
import type { CommandResult, LifecycleStart } from '#workflows/messages.ts';
import { deliveryId, ENGINE_QUEUE, lifecycleId, publicationId } from '#workflows/names.ts';
import { AGENCY_ATTRIBUTE, DUE_ATTRIBUTE, PLAN_ATTRIBUTE, STATE_ATTRIBUTE } from '#workflows/search-attribute-keys.ts';

export interface LifecycleAttributes {
  planId: string;
  agencyId: string;
  dueDate: string | null;
}

export type CommandOutcome = ({ ok: true } & CommandResult) | { ok: false; status: string };

export type EngineClient = ReturnType<typeof createEngineClient>;

// A delivery that waits for its slot sees whatever is staged until then; only a late staging has to wake it.
const EARLY_MS = 30_000;
const USE_EXISTING = { workflowIdConflictPolicy: 'USE_EXISTING', workflowIdReusePolicy: 'ALLOW_DUPLICATE' } as const;

/** The product's verbs over a Temporal client. */
export function createEngineClient(client: Client, nowMs: () => number = Date.now) {
  const waiting = new Set<Instant>();
  return {
    /** Makes sure that a delivery runs for the slot and looks at it again after this call. */
    async openSlot(slotAt: Instant): Promise<void> {
      const early = Date.parse(slotAt) - nowMs() > EARLY_MS;
      if (early && waiting.has(slotAt)) return;
      const args: Parameters<typeof deliverySlot> = [{ v: 1, slotAt, clockOffsetMs: 0 }];
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
        ...USE_EXISTING,
      });
    },

    /** Starts or resumes the publication of a plan. */
    async publish(planId: string): Promise<void> {
      const args: Parameters<typeof planPublication> = [{ v: 1, planId }];
      const options = { workflowId: publicationId(planId), taskQueue: ENGINE_QUEUE, args, ...USE_EXISTING };
      await client.workflow.start<typeof planPublication>('planPublication', options);
    },

    /** Gives a command and waits until it is recorded; the same `commandId` is carried out once. */
    async command(assignmentId: string, command: LifecycleCommand): Promise<CommandOutcome> {
      const handle = client.workflow.getHandle(lifecycleId(assignmentId));
      const options = { args: [command] as [LifecycleCommand], updateId: command.commandId };
      try {
        const result = await handle.executeUpdate<CommandResult, [LifecycleCommand]>('command', options);
        return { ok: true, ...result };
      } catch (error) {
        const refusal = error instanceof WorkflowUpdateFailedError ? error.cause : null;
        if (refusal instanceof ApplicationFailure && refusal.type === 'command-does-not-fit')
          return { ok: false, status: String(refusal.details?.[0] ?? '') };
        throw error;
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
