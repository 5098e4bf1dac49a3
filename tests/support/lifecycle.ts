// given-when-then for the lifecycle: commands in, effects and the next state out.
import type { AssignmentStatus } from '#contracts/lifecycle.ts';
import type { CommandType } from '#domain/lifecycle/can-accept.ts';
import { decide } from '#domain/lifecycle/decide.ts';
import { evolve } from '#domain/lifecycle/evolve.ts';
import type {
  BroughtStep,
  LifecycleCommand,
  LifecycleEffect,
  LifecycleEvent,
  LifecycleInput,
  LifecycleState,
  PendingStep,
} from '#domain/lifecycle/state.ts';
import { at, day, slot } from './moments.ts';

export const DAY_MS = 86_400_000;
export const START_MS = Date.parse('2026-01-05T02:00:00Z');
/** Every version that some assignment may live by. */
export const RULES = [1, 2];
export const OPEN: AssignmentStatus[] = ['assigned', 'in-progress'];

/** A step that wakes some days after the start. */
export function aStep(id: string, afterDays: number, while_: AssignmentStatus[] = OPEN): PendingStep {
  const slotMs = START_MS + afterDays * DAY_MS;
  const slotAt = slot(new Date(slotMs).toISOString());
  return { id, rung: id.replace(/#.*/, ''), slotAt, wakeAtMs: slotMs - 300_000, while: while_ };
}

export function aBroughtStep(id: string, afterDays: number, while_: AssignmentStatus[]): BroughtStep {
  const step = aStep(id, afterDays, while_);
  return { ...step, audience: [{ role: 'lead', slotAt: step.slotAt }] };
}

export function aState(state: Partial<LifecycleState> = {}): LifecycleState {
  return { assignmentId: 'viec-1', status: 'assigned', sequence: 1, pending: [], staged: [], ...state };
}

/** The same, of an assignment that lives by these rules. */
export const aStateUnder =
  (rulesVersion: number) =>
  (state: Partial<LifecycleState> = {}): LifecycleState =>
    aState({ rulesVersion, ...state });

export function aCommand(type: CommandType, steps: BroughtStep[] = []): LifecycleCommand {
  const base = { commandId: `c-${type}`, actor: 'Nguyễn Thị Hạnh', occurredAt: at('2026-03-02T03:00:00Z') };
  switch (type) {
    case 'acknowledge':
      return { ...base, type };
    case 'report':
      return {
        ...base,
        type,
        note: 'Đã xong',
        documentNumber: '12/BC-PNV',
        evidenceUrl: null,
        reportedOn: day('2026-03-02'),
        steps,
      };
    case 'verify':
      return { ...base, type, note: null };
    case 'return':
      return { ...base, type, reason: 'Thiếu phụ lục', steps };
    case 'withdraw':
      return { ...base, type, reason: 'Kế hoạch thay đổi' };
  }
}

/** Plays inputs as the workflow does: decide, perform, evolve. */
export function play(start: LifecycleState, inputs: { input: LifecycleInput; nowMs: number }[]) {
  let state = start;
  const states = [start];
  const effects: LifecycleEffect[] = [];
  for (const { input, nowMs } of inputs)
    for (const effect of decide(state, input, nowMs)) {
      state = evolve(state, effect);
      effects.push(effect);
      states.push(state);
    }
  return { state, states, effects, events: eventsOf(effects) };
}

/** given a state, when commands come one after the other (now = start), then … */
export function whenCommands(start: LifecycleState, ...commands: LifecycleCommand[]) {
  return play(
    start,
    commands.map((command) => ({ input: { type: 'command', command }, nowMs: START_MS })),
  );
}

export function eventsOf(effects: LifecycleEffect[]): LifecycleEvent[] {
  return effects.flatMap((effect) => (effect.type === 'record' ? [effect.event] : []));
}
