// The engine without Temporal: the loops of workflows/ over the real activities, in this process and on a clock that the test moves.
import { asyncLocalStorage, type Context } from '@temporalio/activity';
import type { ActivityDependencies } from '#activities/deps.ts';
import { createActivities } from '#activities/index.ts';
import type { Slot } from '#contracts/primitives.ts';
import { underRules } from '#domain/lifecycle/rules/under-rules.ts';
import { isFinal, type LifecycleState } from '#domain/lifecycle/state.ts';
import type { CommandOutcome, EngineClient, LifecycleOrder } from '#engine/engine-client.ts';
import type { Settlement } from '#workflows/carry-out.ts';
import { createLife } from '#workflows/lifecycle-loop.ts';
import { publishUntilReady, recordAll } from '#workflows/publication-loop.ts';
import { deliverUntilDone } from '#workflows/slot-loop.ts';
import type { VirtualTime } from './virtual-time.ts';

export interface InProcessEngine extends EngineClient {
  /** From now on every call fails as when Temporal is not there. What runs already goes on. */
  goAway(): void;
  comeBack(): void;
}

interface Running {
  life: ReturnType<typeof createLife>;
  isOver: boolean;
  /** As Temporal terminates a workflow: nothing more of it happens. */
  isTerminated: boolean;
}

/** What a terminated lifecycle runs into at its next wait. */
class Terminated extends Error {}

/** As strict as the real one about what fits; `deps` are those of a worker, without what the engine is itself. */
export function createInProcessEngine(
  deps: Omit<ActivityDependencies, 'engine' | 'now'>,
  time: VirtualTime,
): InProcessEngine {
  const running = new Map<string, Running>();
  const slots = new Map<Slot, { openings: number }>();
  let isAway = false;

  const requireEngine = () => {
    if (isAway) throw Object.assign(new Error('connection refused'), { name: 'ServiceError' });
  };
  const storedLife = async (assignmentId: string): Promise<LifecycleState> => {
    const [life] = await deps.store.listLifecyclesToStart({ assignmentIds: [assignmentId] });
    if (life === undefined) throw Object.assign(new Error('no such workflow'), { name: 'WorkflowNotFoundError' });
    return life.state;
  };

  const start = ({ state, rulesVersion }: Pick<LifecycleOrder, 'state' | 'rulesVersion'>): Running => {
    const known = running.get(state.assignmentId);
    if (known !== undefined) return known;
    const life = createLife(
      underRules(state, rulesVersion),
      shellOf(() => one.isTerminated),
    );
    const one: Running = { life, isOver: false, isTerminated: false };
    running.set(state.assignmentId, one);
    time.begin(async () => {
      try {
        await one.life.run();
      } catch (error) {
        if (!(error instanceof Terminated)) throw error;
      } finally {
        one.isOver = true;
        if (running.get(state.assignmentId) === one) running.delete(state.assignmentId);
      }
    });
    return one;
  };
  const shellOf = (isTerminated: () => boolean) => {
    const until = async (holds: () => boolean, ms?: number) => {
      await time.until(() => isTerminated() || holds(), ms);
      if (isTerminated()) throw new Terminated();
    };
    return {
      nowMs: time.nowMs,
      until,
      sleep: (ms: number) => until(() => false, ms),
      activities,
      statusChanged: () => undefined,
      isTooLong: () => false,
      allAnswered: async () => undefined,
    };
  };

  /** In life a start answers before the first task; here what it began is done first, so that no test has to wait for it. */
  const startAndSettle = (given: LifecycleOrder) =>
    time.run(async () => {
      const one = start(given);
      await time.until(() => one.isOver || one.life.state().sequence > 0);
    });
  const end = (assignmentId: string) => {
    const one = running.get(assignmentId);
    if (one !== undefined) one.isTerminated = true;
    running.delete(assignmentId);
  };

  const engine: InProcessEngine = {
    goAway: () => {
      isAway = true;
    },
    comeBack: () => {
      isAway = false;
    },
    async openSlot(slotAt) {
      requireEngine();
      const open = slots.get(slotAt);
      if (open !== undefined) {
        open.openings += 1;
        return;
      }
      const slot = { openings: 0 };
      slots.set(slotAt, slot);
      time.begin(async () => {
        await deliverUntilDone({ v: 2, slotAt }, () => slot.openings, { ...time, activities });
        slots.delete(slotAt);
      });
    },
    async startLifecycles(orders, { anew = false, started, failed } = {}) {
      for (const order of orders)
        try {
          requireEngine();
          if (anew) end(order.state.assignmentId);
          await startAndSettle(order);
          started?.(order);
        } catch (error) {
          if (failed === undefined) throw error;
          failed(order, error);
        }
    },
    async endLifecycle(assignmentId) {
      requireEngine();
      end(assignmentId);
    },
    async publish(planId) {
      requireEngine();
      time.begin(async () => {
        await recordAll(planId, { activities });
        await publishUntilReady(planId, { sleep: time.sleep, activities });
      });
      await time.settle();
    },
    async command(assignmentId, command) {
      requireEngine();
      return time.run(async () => {
        // Tests lay a published plan straight into the database: its lifecycles begin with what they are told.
        const one = running.get(assignmentId) ?? startUnlessFinal(await storedLife(assignmentId));
        if (one === null) throw Object.assign(new Error('workflow has ended'), { name: 'WorkflowNotFoundError' });
        await time.until(() => one.isOver || one.life.state().sequence > 0);
        const { life } = one;
        if (!life.mayBeGiven(command)) return { ok: false, why: 'does-not-fit', status: life.state().status };
        return outcomeOf(await life.give(command));
      });
    },
    async runningLifecycles() {
      requireEngine();
      return new Set(running.keys());
    },
    hasDelivered: async () => false,
    async lifecycleState(assignmentId) {
      return running.get(assignmentId)?.life.state() ?? null;
    },
    async isRunning(assignmentId) {
      return running.has(assignmentId);
    },
  };
  const startUnlessFinal = (state: LifecycleState) => (isFinal(state) ? null : start({ state }));
  const activities = inProcess(createActivities({ ...deps, now: () => new Date(time.nowMs()), engine }), time);
  return engine;
}

type Activities = ReturnType<typeof createActivities>;

/** The activities as the loops call them: where Temporal would be beside them, and waiting for their slot on the test's clock. */
function inProcess(activities: Activities, time: VirtualTime): Activities {
  const context = {
    heartbeat: () => undefined,
    cancellationSignal: new AbortController().signal,
  } as unknown as Context;
  const beside = Object.entries(activities).map(([name, activity]) => [
    name,
    (input: never) => asyncLocalStorage.run(context, () => (activity as (input: never) => unknown)(input)),
  ]);
  const all = Object.fromEntries(beside) as Activities;
  return {
    ...all,
    async deliverSlot(input) {
      const waitMs = Date.parse(input.slotAt) - time.nowMs();
      if (waitMs > 0) await time.sleep(waitMs);
      return all.deliverSlot(input);
    },
  };
}

function outcomeOf(settlement: Settlement): CommandOutcome {
  if (settlement.kind === 'recorded') return { ok: true, status: settlement.status, sequence: settlement.sequence };
  if (settlement.kind === 'does-not-fit') return { ok: false, why: 'does-not-fit', status: settlement.status };
  if (settlement.permanent) return { ok: false, why: 'not-storable', detail: settlement.why };
  throw new Error(settlement.why);
}
