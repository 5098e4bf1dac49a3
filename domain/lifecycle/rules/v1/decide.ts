// Rules 1: what an input makes of a state.
import { instantOf } from '#domain/calendar/instant.ts';
import { canAccept } from '../../can-accept.ts';
import {
  isFinal,
  type LifecycleEffect,
  type LifecycleEvent,
  type LifecycleInput,
  type LifecycleState,
} from '../../state.ts';
import { stampOf, toEvent } from '../../to-event.ts';
import { evolve } from './evolve.ts';
import { REASONS } from './reasons.ts';

export function decide(state: LifecycleState, input: LifecycleInput, nowMs: number): LifecycleEffect[] {
  switch (input.type) {
    case 'started':
      return state.sequence === 0
        ? [recordOf(state, { ...stampOf(state, 'hệ thống', instantOf(nowMs)), type: 'assigned' })]
        : [];
    case 'woke':
      return reachSteps(state, nowMs);
    case 'command':
      return canAccept(state.status, input.command.type) ? [recordOf(state, toEvent(state, input.command))] : [];
  }
}

function reachSteps(state: LifecycleState, nowMs: number): LifecycleEffect[] {
  if (isFinal(state)) return [];
  const reached = state.pending.filter((step) => step.wakeAtMs <= nowMs);
  if (reached.length === 0) return [];
  const stage = reached.filter((step) => step.while.includes(state.status));
  const steps = reached.filter((step) => !step.while.includes(state.status)).map((step) => step.id);
  return [{ type: 'reach-steps', stage, supersede: { steps, reason: REASONS[state.status] } }];
}

/** The event with everything that it makes unnecessary: steps that no later state of this assignment can want. */
function recordOf(state: LifecycleState, event: LifecycleEvent): LifecycleEffect {
  const after = evolve(state, { type: 'record', event });
  const kept = new Set(after.pending.map((step) => step.id));
  const dropped = state.pending.filter((step) => !kept.has(step.id));
  const takenBack = state.staged.filter((step) => !step.while.includes(after.status));
  const steps = [...dropped, ...takenBack].map((step) => step.id);
  return { type: 'record', event, status: after.status, supersede: { steps, reason: REASONS[after.status] } };
}
