// An assignment on a day, rebuilt from its events: the report counts from the log, not from today's rows.
import type { AssignmentStatus } from '#contracts/lifecycle.ts';
import type { Instant, LocalDate } from '#contracts/primitives.ts';
import { STATUS_AFTER } from '#domain/lifecycle/status-after.ts';
import { type AssignmentFacts, factsIn } from './assignment-facts.ts';

export interface RecordedEvent {
  type: string;
  occurredAt: Instant;
  payload: unknown;
}

export interface FoldedState {
  status: AssignmentStatus;
  reportedOn: LocalDate | null;
  acknowledgedAt: Instant | null;
}

const START: FoldedState = { status: 'assigned', reportedOn: null, acknowledgedAt: null };

/** Folds events in their order; types that do not touch the state are passed over. */
export function foldEvents(events: readonly RecordedEvent[]): FoldedState {
  return events.reduce<FoldedState>((state, { type, occurredAt, payload }) => {
    const status = statusAfter(type);
    if (status === undefined) return state;
    return {
      status,
      reportedOn: type === 'reported' ? reportDate(payload) : state.reportedOn,
      acknowledgedAt: type === 'acknowledged' ? occurredAt : state.acknowledgedAt,
    };
  }, START);
}

/** The facts as they were first stated: nothing that is written later, by whatever hand, takes their place. */
export function factsOf(events: readonly Pick<RecordedEvent, 'payload'>[]): AssignmentFacts | null {
  for (const { payload } of events) {
    const facts = factsIn(payload);
    if (facts !== null) return facts;
  }
  return null;
}

/** Undefined for events that are not of the lifecycle. */
export function statusAfter(type: string): AssignmentStatus | undefined {
  return (STATUS_AFTER as Record<string, AssignmentStatus>)[type];
}

function reportDate(payload: unknown): LocalDate | null {
  return (payload as { reportedOn?: LocalDate }).reportedOn ?? null;
}
