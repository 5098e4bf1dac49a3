// The lifecycle's decider: state, input and time in, effects out. It never throws and changes nothing.

import type { AssignmentStatus } from '#contracts/lifecycle.ts';
import type { Instant } from '#contracts/primitives.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import { canAccept } from './can-accept.ts';
import { evolve } from './evolve.ts';
import {
  isFinal,
  type LifecycleCommand,
  type LifecycleEffect,
  type LifecycleEvent,
  type LifecycleInput,
  type LifecycleState,
} from './state.ts';

/** What an input makes of a state at a moment; an input that does not fit has no effect. */
export function decide(state: LifecycleState, input: LifecycleInput, nowMs: number): LifecycleEffect[] {
  switch (input.type) {
    case 'started':
      return state.sequence === 0
        ? [recordOf(state, { ...stamp(state, 'hệ thống', instantOf(nowMs)), type: 'assigned' })]
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

function toEvent(state: LifecycleState, command: LifecycleCommand): LifecycleEvent {
  const base = { ...stamp(state, command.actor, command.occurredAt), commandId: command.commandId };
  switch (command.type) {
    case 'acknowledge':
      return { ...base, type: 'acknowledged' };
    case 'report': {
      const { note, documentNumber, evidenceUrl, reportedOn, steps } = command;
      return { ...base, type: 'reported', note, documentNumber, evidenceUrl, reportedOn, steps };
    }
    case 'verify':
      return { ...base, type: 'verified', note: command.note };
    case 'return':
      return { ...base, type: 'returned', reason: command.reason, steps: command.steps };
    case 'withdraw':
      return { ...base, type: 'withdrawn', reason: command.reason };
  }
}

function stamp(state: LifecycleState, actor: string, occurredAt: Instant) {
  return { sequence: state.sequence + 1, actor, occurredAt };
}

/** Why a reminder is no longer needed, in the words of the ledger. */
const REASONS: Record<AssignmentStatus, string> = {
  assigned: 'chưa cần nhắc',
  'in-progress': 'đã tiếp nhận',
  reported: 'đã báo cáo, chờ xác nhận',
  verified: 'đã hoàn thành và được xác nhận',
  withdrawn: 'việc đã được thu hồi',
};
