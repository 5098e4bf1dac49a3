// What a workflow hears and does, as the lists beside the recorded histories tell it.
import { FIRST_RULES, type LifecycleCommand } from '#domain/lifecycle/state.ts';
import type { ReachStepsInput, RecordTransitionInput } from '#workflows/activities.ts';
import type { LifecycleStart } from '#workflows/messages.ts';

/** One thing that a workflow heard or did, at its own clock. */
export interface Doing {
  kind: 'started' | 'update' | 'signal' | 'woke' | 'activity' | 'timer' | 'continued';
  name?: string;
  args: unknown[];
  atMs: number;
}

/** Lines for people: an input at the margin, what follows from it indented. */
export function printDoings(doings: readonly Doing[]): string {
  return doings.map((doing) => `${wordsOf(doing)}\n`).join('');
}

function wordsOf({ kind, name, args: [arg], atMs }: Doing): string {
  const at = iso(atMs);
  switch (kind) {
    case 'started':
      return isLifecycle(arg) ? `${at} started\n${beginning(arg)}` : `${at} started with ${JSON.stringify(arg)}`;
    case 'update':
      return `${at} heard ${given(arg as LifecycleCommand)}`;
    case 'signal':
      return `${at} heard ${name}`;
    case 'woke':
      return `${at} woke`;
    case 'timer':
      return `  sleeps ${arg} ms, until ${iso(atMs + (arg as number))}`;
    case 'activity':
      return doneBy(name as string, arg);
    case 'continued':
      return `  continues as a new run\n${beginning(arg as LifecycleStart)}`;
  }
}

function isLifecycle(arg: unknown): arg is LifecycleStart {
  return typeof arg === 'object' && arg !== null && 'state' in arg;
}

function beginning({ state }: LifecycleStart): string {
  const pending = state.pending.map(({ id, wakeAtMs }) => `\n    ${iso(wakeAtMs)} ${id}`).join('');
  const rules = state.rulesVersion ?? FIRST_RULES;
  return `  lives by rules ${rules}, stands at ${state.status} (${state.sequence}), has these steps:${pending}`;
}

function given(command: LifecycleCommand): string {
  return `${command.type} of ${command.actor}, ${command.commandId}${steps(command)}`;
}

function doneBy(name: string, arg: unknown): string {
  if (name === 'recordTransition') {
    const { event, status, supersede } = arg as RecordTransitionInput;
    const { sequence, type, actor, occurredAt } = event;
    const rules = event.type === 'assigned' && event.rulesVersion ? ` under rules ${event.rulesVersion}` : '';
    const brought = 'steps' in event ? `, brings ${event.steps.length}` : '';
    return `  records ${sequence} ${type}${rules} (${actor}, ${occurredAt})${brought}, is ${status}${superseded(supersede)}`;
  }
  if (name === 'reachSteps') {
    const { sequence, stage, supersede } = arg as ReachStepsInput;
    return `  stages at ${sequence}: ${stage.map(({ id, slotAt }) => `${id} for ${slotAt}`).join(', ') || 'nothing'}${superseded(supersede)}`;
  }
  return `  does ${name} ${JSON.stringify(arg)}`;
}

function steps(command: LifecycleCommand): string {
  const brought = 'steps' in command ? command.steps : [];
  return brought.map(({ id, wakeAtMs }) => `\n    brings ${iso(wakeAtMs)} ${id}`).join('');
}

function superseded({ steps: ids, reason }: { steps: string[]; reason: string }): string {
  return ids.map((id) => `\n    supersedes ${id}: ${reason}`).join('');
}

function iso(epochMs: number): string {
  return new Date(epochMs).toISOString();
}
