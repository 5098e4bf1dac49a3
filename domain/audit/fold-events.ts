// An assignment on a day, rebuilt from its events: the report counts from the log, not from today's rows.
import type { AssignmentStatus } from '#contracts/lifecycle.ts';
import type { AssignmentFacts, LoggedEvent, UnreadEvent } from '#contracts/logged-events.ts';
import type { Instant, LocalDate } from '#contracts/primitives.ts';
import { STATUS_AFTER } from '#domain/lifecycle/status-after.ts';
import { factsIn } from './assignment-facts.ts';

export type RecordedEvent = { occurredAt: Instant } & (LoggedEvent | UnreadEvent);

export interface FoldedState {
  status: AssignmentStatus;
  reportedOn: LocalDate | null;
  acknowledgedAt: Instant | null;
}

const START: FoldedState = { status: 'assigned', reportedOn: null, acknowledgedAt: null };

/** Folds events in their order; types that do not touch the state are passed over. */
export function foldEvents(events: readonly RecordedEvent[]): FoldedState {
  return events.reduce<FoldedState>((state, event) => {
    const status = statusAfter(event.type);
    if (status === undefined) return state;
    return {
      status,
      reportedOn: event.type === 'reported' ? event.payload.reportedOn : state.reportedOn,
      acknowledgedAt: event.type === 'acknowledged' ? event.occurredAt : state.acknowledgedAt,
    };
  }, START);
}

/** The facts as they were first stated: nothing that is written later, by whatever hand, takes their place. */
export function factsOf(events: readonly (LoggedEvent | UnreadEvent)[]): AssignmentFacts | null {
  for (const event of events) {
    const facts = factsIn(event);
    if (facts !== null) return facts;
  }
  return null;
}

/** Undefined for events that are not of the lifecycle. */
export function statusAfter(type: string | null): AssignmentStatus | undefined {
  return type === null ? undefined : (STATUS_AFTER as Record<string, AssignmentStatus>)[type];
}
