// The engine without Temporal: the same decider over the same stores, as strict as the real one about what fits.
import type { ActivityDependencies } from '#activities/deps.ts';
import { createRecordTransition } from '#activities/record-transition.ts';
import { createChannelRegistry } from '#channels/registry.ts';
import { decide } from '#domain/lifecycle/decide.ts';
import type { LifecycleCommand, LifecycleState } from '#domain/lifecycle/state.ts';
import type { CommandOutcome, EngineClient } from '#engine/engine-client.ts';
import { createStore } from '#store/create-store.ts';
import type { Database } from '#store/database.ts';
import { finishPublication, lifecyclesToStart } from '#store/publication-progress-store.ts';

export interface FakeEngine extends EngineClient {
  /** From now on every call fails as when Temporal is not there. */
  goAway(): void;
  comeBack(): void;
  openedSlots: string[];
}

/** Carries commands out in the database, one after the other for each assignment. */
export function createFakeEngine(database: Database, now: () => Date): FakeEngine {
  const channels = createChannelRegistry([]);
  const deps = { store: createStore(database), channels, nowMs: () => now().getTime() };
  const record = createRecordTransition(deps as unknown as ActivityDependencies);
  const turns = new Map<string, Promise<unknown>>();
  const answered = new Map<string, CommandOutcome>();
  const openedSlots: string[] = [];
  let away = false;

  const requireEngine = () => {
    if (away) throw Object.assign(new Error('connection refused'), { name: 'ServiceError' });
  };
  const perform = async (state: LifecycleState, input: Parameters<typeof decide>[1]) => {
    const [effect] = decide(state, input, now().getTime());
    if (effect?.type !== 'record') return null;
    const { type: _, ...transition } = effect;
    await record({ assignmentId: state.assignmentId, ...transition });
    return effect;
  };
  const stateOf = async (assignmentId: string): Promise<LifecycleState> => {
    const [life] = await lifecyclesToStart(database, { assignmentIds: [assignmentId] });
    if (life === undefined) throw Object.assign(new Error('no such workflow'), { name: 'WorkflowNotFoundError' });
    return life.state;
  };
  const command = async (assignmentId: string, given: LifecycleCommand): Promise<CommandOutcome> => {
    const known = answered.get(given.commandId);
    if (known) return known;
    const state = await stateOf(assignmentId);
    const effect = await perform(state, { type: 'command', command: given });
    const outcome: CommandOutcome = effect
      ? { ok: true, status: effect.status, sequence: effect.event.sequence }
      : { ok: false, why: 'does-not-fit', status: state.status };
    if (effect) answered.set(given.commandId, outcome);
    return outcome;
  };

  return {
    openedSlots,
    goAway: () => {
      away = true;
    },
    comeBack: () => {
      away = false;
    },
    async openSlot(slotAt) {
      requireEngine();
      openedSlots.push(slotAt);
    },
    async startLifecycle(start) {
      requireEngine();
      await perform(start.state, { type: 'started' });
    },
    async publish(planId) {
      requireEngine();
      for (const { state } of await lifecyclesToStart(database, { planId, limit: 100_000 }))
        await perform(state, { type: 'started' });
      await finishPublication(database, planId);
    },
    async command(assignmentId, given) {
      requireEngine();
      const turn = (turns.get(assignmentId) ?? Promise.resolve()).then(() => command(assignmentId, given));
      turns.set(
        assignmentId,
        turn.catch(() => undefined),
      );
      return turn;
    },
    async restartLifecycle(start) {
      requireEngine();
      await perform(start.state, { type: 'started' });
    },
    async endLifecycle() {
      requireEngine();
    },
    async runningLifecycles() {
      requireEngine();
      const open = { status: { notIn: ['verified', 'withdrawn'] } };
      return new Set((await database.assignment.findMany({ where: open, select: { id: true } })).map(({ id }) => id));
    },
    lifecycleState: stateOf,
    async isRunning(assignmentId) {
      return !['verified', 'withdrawn'].includes((await stateOf(assignmentId)).status);
    },
  };
}
