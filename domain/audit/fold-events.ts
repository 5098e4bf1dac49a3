// The state of an assignment on a day, rebuilt from its events: the report counts from the log, not from today's rows.
import type { AssignmentStatus } from '#contracts/lifecycle.ts';
import type { Instant, LocalDate } from '#contracts/primitives.ts';
import { STATUS_AFTER } from '#domain/lifecycle/status-after.ts';

export interface RecordedEvent {
  type: string;
  occurredAt: Instant;
  payload: unknown;
}

export interface FoldedState {
  status: AssignmentStatus;
  reportedOn: LocalDate | null;
}

/** Folds events in their order; types that do not touch the state are passed over. */
export function foldEvents(events: RecordedEvent[]): FoldedState {
  return events.reduce<FoldedState>(
    (state, event) => {
      const status = statusAfter(event.type);
      if (status === undefined) return state;
      const reportedOn = event.type === 'reported' ? reportDate(event.payload) : state.reportedOn;
      return { status, reportedOn };
    },
    { status: 'assigned', reportedOn: null },
  );
}

function reportDate(payload: unknown): LocalDate | null {
  return (payload as { reportedOn?: LocalDate }).reportedOn ?? null;
}

/** Undefined for events that are not of the lifecycle. */
function statusAfter(type: string): AssignmentStatus | undefined {
  return (STATUS_AFTER as Record<string, AssignmentStatus>)[type];
}
