// One input of a lifecycle: decided, performed in the world, folded into the state; what stands in the database has the last word.
import { ActivityFailure, ApplicationFailure, isCancellation } from '@temporalio/workflow';
import type { AssignmentStatus } from '#contracts/lifecycle.ts';
import { decide } from '#domain/lifecycle/decide.ts';
import { evolve } from '#domain/lifecycle/evolve.ts';
import type {
  LifecycleEffect,
  LifecycleInput,
  LifecycleState,
  Recorded,
  WriteAnswer,
} from '#domain/lifecycle/state.ts';
import { withPlanned } from '#domain/lifecycle/with-planned.ts';
import type { Shell } from './shell.ts';

/** What became of an input, in the words that its sender hears. */
export type Settlement =
  | ({ kind: 'recorded' } & Recorded)
  | { kind: 'does-not-fit'; status: AssignmentStatus }
  | { kind: 'failed'; why: string; permanent: boolean };

export interface CarriedOut {
  state: LifecycleState;
  settlement: Settlement;
  /** Commands that turned out to be recorded already. */
  recorded: ({ commandId: string } & Recorded)[];
}

type Writing = 'recordTransition' | 'reachSteps';

// Each turn goes on from what stands in the database, so a second is rare and a third a fault.
const TURNS_MAX = 4;

/** Never throws but for a cancellation: a write that does not succeed is a settlement. */
export async function carryOut(
  before: LifecycleState,
  input: LifecycleInput,
  { nowMs, activities }: Pick<Shell<Writing>, 'nowMs' | 'activities'>,
): Promise<CarriedOut> {
  let state = before;
  const recorded: CarriedOut['recorded'] = [];
  for (let turn = 0; turn < TURNS_MAX; turn++) {
    const known = recorded.find((one) => input.type === 'command' && one.commandId === input.command.commandId);
    if (known) return { state, recorded, settlement: { ...known, kind: 'recorded' } };
    const effects = decide(state, input, nowMs());
    if (effects.length === 0) return { state, recorded, settlement: { kind: 'does-not-fit', status: state.status } };
    const outcome = await performAll(state, effects, { nowMs, activities });
    state = outcome.state;
    if (outcome.kind === 'failed') return { state, recorded, settlement: outcome };
    if (outcome.kind === 'done') {
      const { status, sequence } = state;
      return { state, recorded, settlement: { kind: 'recorded', status, sequence } };
    }
    recorded.push(...outcome.recorded);
  }
  const why = 'trạng thái trong cơ sở dữ liệu không khớp với nhật ký';
  return { state, recorded, settlement: { kind: 'failed', why, permanent: true } };
}

type Performed = { state: LifecycleState } & (
  | { kind: 'done' }
  | { kind: 'overtaken'; recorded: CarriedOut['recorded'] }
  | { kind: 'failed'; why: string; permanent: boolean }
);

async function performAll(
  before: LifecycleState,
  effects: LifecycleEffect[],
  shell: Pick<Shell<Writing>, 'nowMs' | 'activities'>,
): Promise<Performed> {
  let state = before;
  for (const effect of effects) {
    let answer: WriteAnswer | undefined;
    try {
      answer = await perform(state, effect, shell);
    } catch (error) {
      if (isCancellation(error)) throw error;
      return { kind: 'failed', state, ...failureOf(error) };
    }
    if (answer?.kind === 'overtaken') return { kind: 'overtaken', state: answer.state, recorded: answer.recorded };
    state = withPlanned(evolve(state, effect), answer?.planned);
  }
  return { kind: 'done', state };
}

/** Undefined: recorded by version 0.1, which did not answer. */
async function perform(
  state: LifecycleState,
  effect: LifecycleEffect,
  { nowMs, activities: { recordTransition, reachSteps } }: Pick<Shell<Writing>, 'nowMs' | 'activities'>,
): Promise<WriteAnswer | undefined> {
  const { assignmentId, sequence } = state;
  if (effect.type === 'record') {
    const { event, status, supersede } = effect;
    return recordTransition({ assignmentId, event, status, supersede, nowMs: nowMs() });
  }
  const stage = effect.stage.map(({ id, rung, slotAt }) => ({ id, rung, slotAt }));
  return reachSteps({ assignmentId, sequence, stage, supersede: effect.supersede, nowMs: nowMs() });
}

function failureOf(error: unknown): { why: string; permanent: boolean } {
  const cause = error instanceof ActivityFailure ? error.cause : error;
  const why = cause instanceof Error ? cause.message : String(cause);
  return { why, permanent: cause instanceof ApplicationFailure && cause.nonRetryable === true };
}
