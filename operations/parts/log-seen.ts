import type { LogPart } from '#domain/audit/log-part.ts';
import { eventNote, eventSentence } from '#domain/words/event-sentence.ts';
import { eventWords } from '#domain/words/event-words.ts';
import type { ViewedEvent } from '#store/audit-view-store.ts';
import type { ActorOf } from '../seam/actor.ts';
import { reachOfAccount } from '../seam/define-operation.ts';

/** The parts of the log that an account may read; what is of no other part is of accounts. */
export function partsSeenBy(actor: ActorOf<'account'>): LogPart[] {
  return [
    'work',
    ...(reachOfAccount(actor, 'see-log-of-settings') === null ? [] : (['settings'] as const)),
    ...(reachOfAccount(actor, 'see-log-of-accounts') === null ? [] : (['accounts'] as const)),
  ];
}

/** An event as people read it. */
export function auditLine(event: ViewedEvent) {
  const { index, type, actor, payload, assignmentId, planId } = event;
  const href =
    assignmentId !== null
      ? `/viec/${encodeURIComponent(assignmentId)}`
      : planId !== null
        ? `/ke-hoach/${encodeURIComponent(planId)}`
        : null;
  return {
    index,
    type,
    words: eventWords(type),
    sentence: eventSentence(event),
    actor,
    note: eventNote(payload),
    href,
  };
}
