// Starting workflows and talking to them: the one place that knows their ids, queues and attributes.
// Used by worker/ (activities get it injected), api/ and cli/.

import { type Client, WorkflowUpdateFailedError, WorkflowUpdateRPCTimeoutOrCancelledError } from '@temporalio/client';
import { ApplicationFailure, defaultPayloadConverter, TypedSearchAttributes } from '@temporalio/common';
import { type Clock, wallClock } from '#contracts/clock.ts';
import type { Slot } from '#contracts/primitives.ts';
import type { LifecycleCommand, LifecycleState } from '#domain/lifecycle/state.ts';
import type { assignmentLifecycle, deliverySlot, planPublication } from '#workflows/index.ts';
import type { CommandResult, LifecycleStart } from '#workflows/messages.ts';
import { assignmentOfLifecycle, ENGINE_QUEUE, officeOfWorkflow, workflowNames } from '#workflows/names.ts';
import { AGENCY_ATTRIBUTE, DUE_ATTRIBUTE, PLAN_ATTRIBUTE, STATE_ATTRIBUTE } from '#workflows/search-attribute-keys.ts';
import { startPaced } from './paced-starts.ts';

/** A lifecycle that is to run: where it stands, by PostgreSQL, and by what it can be found. */
export interface LifecycleOrder {
  state: LifecycleState;
  planId: string;
  agencyId: string;
  dueDate: string | null;
  /** The rules that this run goes on under; left out = those that the state names. */
  rulesVersion?: number;
}

export interface EngineClock {
  now?: Clock;
  /** Of what is started: the way to the time of a rehearsal or a test; left out in life. */
  clockOffsetMs?: () => number;
  /** Whose workflows; left out = the first office's. */
  office?: number;
}

export interface ManyStarts {
  /** In place of lifecycles that run, which are ended whatever they do. */
  anew?: boolean;
  /** Told of each that was started. */
  started?: (order: LifecycleOrder) => void;
  /** Told of each that could not be started; left out: the first failure ends it all. */
  failed?: (order: LifecycleOrder, error: unknown) => void;
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

const START_ANEW = {
  workflowIdConflictPolicy: 'TERMINATE_EXISTING',
  workflowIdReusePolicy: 'ALLOW_DUPLICATE',
} as const;
const USE_EXISTING = { workflowIdConflictPolicy: 'USE_EXISTING', workflowIdReusePolicy: 'ALLOW_DUPLICATE' } as const;

/** The product's verbs over a Temporal client, for one office. */
export function createEngineClient(client: Client, { now = wallClock, clockOffsetMs, office = 1 }: EngineClock = {}) {
  const waiting = new Set<Slot>();
  const startOne = lifecycleStarter(client, { now, clockOffsetMs, office });
  const names = workflowNames(office);
  const behind = () => countWaitingTasks(client);
  return {
    /** Makes sure that a delivery runs for the slot and looks at it again after this call. */
    async openSlot(slotAt: Slot): Promise<void> {
      const early = Date.parse(slotAt) - now().getTime() > EARLY_MS;
      if (early && waiting.has(slotAt)) return;
      const args: Parameters<typeof deliverySlot> = [{ v: 2, slotAt, clockOffsetMs: clockOffsetMs?.() ?? 0 }];
      const options = { workflowId: names.delivery(slotAt), taskQueue: ENGINE_QUEUE, args };
      if (early) {
        await client.workflow.start<typeof deliverySlot>('deliverySlot', { ...options, ...USE_EXISTING });
        waiting.add(slotAt);
      } else {
        waiting.delete(slotAt);
        const signal = { signal: 'slot-reopened', signalArgs: [] as [] };
        await client.workflow.signalWithStart<typeof deliverySlot, []>('deliverySlot', { ...options, ...signal });
      }
    },

    /** Starts lifecycles, as many at once and as fast as their first tasks keep up with; those that run already are left alone. */
    async startLifecycles(orders: readonly LifecycleOrder[], how: ManyStarts = {}): Promise<void> {
      const { anew = false, started = () => undefined, failed } = how;
      const policy = anew ? START_ANEW : USE_EXISTING;
      const start = async (order: LifecycleOrder) => {
        try {
          await startOne(order, policy);
        } catch (error) {
          if (failed === undefined) throw error;
          failed(order, error);
          return;
        }
        started(order);
      };
      await startPaced(orders, start, behind);
    },

    /** Ends a lifecycle that runs on although its assignment has ended. */
    async endLifecycle(assignmentId: string, reason: string): Promise<void> {
      await client.workflow.getHandle(names.lifecycle(assignmentId)).terminate(reason);
    },

    /** Ids of the assignments whose lifecycle is running, as Temporal's visibility shows it: it may be a moment behind. */
    async runningLifecycles(): Promise<Set<string>> {
      const query = `WorkflowType = 'assignmentLifecycle' AND ExecutionStatus = 'Running'`;
      const running = new Set<string>();
      for await (const { workflowId } of client.workflow.list({ query, pageSize: 1_000 }))
        if (officeOfWorkflow(workflowId) === office) running.add(assignmentOfLifecycle(workflowId));
      return running;
    },

    /** The lifecycle as it stands in the workflow; null when it gives no answer. */
    async lifecycleState(assignmentId: string): Promise<LifecycleState | null> {
      const handle = client.workflow.getHandle(names.lifecycle(assignmentId));
      const within = <T>(ask: () => Promise<T>) => client.withDeadline(wallClock().getTime() + STATE_WITHIN_MS, ask);
      try {
        return await within(() => handle.query<LifecycleState>('state'));
      } catch {
        // One that rests since its start has no task that could be asked.
        return within(() => stateAtRest(client, names.lifecycle(assignmentId))).catch(() => null);
      }
    },

    /** Whether Temporal remembers that everything which was staged for the slot found its end. */
    async hasDelivered(slotAt: Slot): Promise<boolean> {
      return (await statusOf(client, names.delivery(slotAt))) === 'COMPLETED';
    },

    /** Starts or resumes the publication of a plan. */
    async publish(planId: string): Promise<void> {
      const args: Parameters<typeof planPublication> = [{ v: 2, planId }];
      const options = { workflowId: names.publication(planId), taskQueue: ENGINE_QUEUE, args, ...USE_EXISTING };
      await client.workflow.start<typeof planPublication>('planPublication', options);
    },

    /**
     * Gives a command and waits until it is recorded; the same `commandId` is carried out once.
     * @throws EngineUnavailable when no answer comes in time.
     */
    async command(assignmentId: string, command: LifecycleCommand): Promise<CommandOutcome> {
      const handle = client.workflow.getHandle(names.lifecycle(assignmentId));
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
      return (await statusOf(client, names.lifecycle(assignmentId))) === 'RUNNING';
    },
  };
}

/** Null: Temporal knows no such workflow, or not any more. */
async function statusOf(client: Client, workflowId: string): Promise<string | null> {
  try {
    return (await client.workflow.getHandle(workflowId).describe()).status.name;
  } catch (error) {
    if (error instanceof Error && error.name === 'WorkflowNotFoundError') return null;
    throw error;
  }
}

// TASK_QUEUE_TYPE_WORKFLOW of Temporal's API.
const WORKFLOW_TASKS = 1;

/** Workflow tasks that no worker has taken yet; null when the server can not say. */
async function countWaitingTasks(client: Client): Promise<number | null> {
  try {
    const { stats } = await client.workflowService.describeTaskQueue({
      namespace: client.options.namespace,
      taskQueue: { name: ENGINE_QUEUE },
      taskQueueType: WORKFLOW_TASKS,
      reportStats: true,
    });
    return Number(stats?.approximateBacklogCount ?? 0);
  } catch {
    return null;
  }
}

// A shorter rest is not worth a timer.
const REST_MS_MIN = 10_000;
// Work without a reminder waits for people alone.
const REST_MS_MAX = 365 * 24 * 3_600_000;

/**
 * How long a lifecycle has nothing to do of itself: its first event is recorded, and the next step is not due. The server holds the wake, and
 * no worker has to look at it before; a command wakes it at once.
 */
function restMs({ sequence, pending }: LifecycleState, nowMs: number): number {
  const untilMs = Math.min(REST_MS_MAX, (pending[0]?.wakeAtMs ?? Number.POSITIVE_INFINITY) - nowMs);
  return sequence === 0 || untilMs < REST_MS_MIN ? 0 : untilMs;
}

function lifecycleStarter(
  client: Client,
  { now, clockOffsetMs, office }: { now: Clock; clockOffsetMs: (() => number) | undefined; office: number },
) {
  const names = workflowNames(office);
  return async ({ state, planId, agencyId, dueDate, rulesVersion }: LifecycleOrder, policy: ConflictPolicy) => {
    const rules = rulesVersion === undefined ? {} : { rulesVersion };
    const start: LifecycleStart = { v: 1, state, clockOffsetMs: clockOffsetMs?.() ?? 0, ...rules };
    // What a rehearsal skips are the workflow's own timers.
    const startDelay = clockOffsetMs === undefined ? restMs(state, now().getTime()) : 0;
    await client.workflow.start<typeof assignmentLifecycle>('assignmentLifecycle', {
      workflowId: names.lifecycle(state.assignmentId),
      taskQueue: ENGINE_QUEUE,
      args: [start],
      typedSearchAttributes: new TypedSearchAttributes([
        { key: PLAN_ATTRIBUTE, value: planId },
        { key: AGENCY_ATTRIBUTE, value: agencyId },
        { key: STATE_ATTRIBUTE, value: state.status },
        ...(dueDate === null ? [] : [{ key: DUE_ATTRIBUTE, value: new Date(`${dueDate}T00:00:00Z`) }]),
      ]),
      ...(startDelay === 0 ? {} : { startDelay }),
      ...policy,
    });
  };
}

/** The state that a lifecycle was started with; null when it has run a task since, or gives no answer. */
async function stateAtRest(client: Client, workflowId: string): Promise<LifecycleState | null> {
  const { events } = await client.workflow.getHandle(workflowId).fetchHistory();
  const [first, ...others] = events ?? [];
  const payloads = first?.workflowExecutionStartedEventAttributes?.input?.payloads;
  if (others.length > 0 || !payloads?.[0]) return null;
  const { state, rulesVersion } = defaultPayloadConverter.fromPayload<LifecycleStart>(payloads[0]);
  return rulesVersion === undefined ? state : { ...state, rulesVersion };
}
