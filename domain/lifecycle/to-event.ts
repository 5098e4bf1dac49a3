// What a command says, as the event that the log keeps. No rule: every version records the same words.
import type { Instant } from '#contracts/primitives.ts';
import type { LifecycleCommand, LifecycleEvent, LifecycleState } from './state.ts';

/** The command as the next event of its assignment. */
export function toEvent(state: LifecycleState, command: LifecycleCommand): LifecycleEvent {
  const { commandId, contactId } = command;
  const who = contactId === undefined ? {} : { contactId };
  const base = { ...stampOf(state, command.actor, command.occurredAt), commandId, ...who };
  switch (command.type) {
    case 'acknowledge':
      return { ...base, type: 'acknowledged' };
    case 'report': {
      const { note, documentNumber, evidenceUrl, files, reportedOn, steps } = command;
      // What an earlier version recorded had no such field: a report without files is the same event as before.
      const named = files === undefined ? {} : { files };
      return { ...base, type: 'reported', note, documentNumber, evidenceUrl, ...named, reportedOn, steps };
    }
    case 'verify':
      return { ...base, type: 'verified', note: command.note };
    case 'return': {
      const { reason, steps, resumedFrom } = command;
      return { ...base, type: 'returned', reason, steps, ...(resumedFrom === undefined ? {} : { resumedFrom }) };
    }
    case 'withdraw':
      return { ...base, type: 'withdrawn', reason: command.reason };
  }
}

/** The number, author and moment of the next event. */
export function stampOf(state: LifecycleState, actor: string, occurredAt: Instant) {
  return { sequence: state.sequence + 1, actor, occurredAt };
}
