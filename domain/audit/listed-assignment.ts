// An assignment as lists and reports show it: a row of their own, made of its events and of nothing else.
import type { AssignmentNature, DueState } from '#contracts/assignment.ts';
import type { AssignmentStatus } from '#contracts/lifecycle.ts';
import type { AssignmentFacts } from '#contracts/logged-events.ts';
import type { Instant, LocalDate } from '#contracts/primitives.ts';
import { compareInstants } from '#domain/calendar/instant.ts';
import { localDate } from '#domain/calendar/local-date.ts';
import { foldDiacritics } from '#domain/shared/slug.ts';
import { type DueFacts, dueStateOf } from './due-state.ts';
import { foldEvents, type RecordedEvent, statusAfter } from './fold-events.ts';

export interface ListedAssignment {
  id: string;
  key: string;
  planId: string;
  activityId: string;
  /** Of the row in its plan; null = the plan's row is gone. */
  position: number | null;
  title: string;
  /** Lower case without marks, for searching. */
  titleFolded: string;
  label: string | null;
  agencyId: string;
  /** As the roster called it when the facts were stated. */
  agencyName: string;
  fieldCode: string | null;
  fieldTitle: string | null;
  nature: AssignmentNature;
  opens: LocalDate | null;
  due: LocalDate | null;
  dueWorking: LocalDate | null;
  status: AssignmentStatus;
  /** Of the last event that touches the state; 0 before the first. */
  sequence: number;
  reportedOn: LocalDate | null;
  acknowledgedAt: Instant | null;
  /** Where its date stands, and by how many days it is late, when no day that passes changes that; null = it depends on the day. */
  settled: DueState | null;
  settledDays: number | null;
  /** The latest moment that an event of the state is dated: on any day after it the row stood as it does now. */
  latestAt: Instant | null;
  /** False = the log states no facts (an earlier version wrote it), and they are those of the table. */
  stated: boolean;
}

export type ListedState = Pick<ListedAssignment, 'status' | 'sequence' | 'reportedOn' | 'acknowledgedAt' | 'latestAt'>;
type Settled = Pick<ListedAssignment, 'settled' | 'settledDays'>;

/** The state after the events, in their order. */
export function listedState(events: readonly (RecordedEvent & { sequence: number })[]): ListedState {
  const told = events.filter(({ type }) => statusAfter(type) !== undefined);
  const moments = told.map(({ occurredAt }) => occurredAt);
  return {
    ...foldEvents(told),
    sequence: told.reduce((last, { sequence }) => Math.max(last, sequence), 0),
    latestAt: moments.reduce<Instant | null>(laterOf, null),
  };
}

export function laterOf(one: Instant | null, other: Instant): Instant {
  return one !== null && compareInstants(one, other) >= 0 ? one : other;
}

/** Of work that is open, and of a report without a day, the date stands elsewhere tomorrow: lists count it when they are asked. */
export function settledOf(facts: DueFacts): Settled {
  const { status, dueWorking, reportedOn } = facts;
  const isReported = status === 'reported' || status === 'verified';
  const runs = status !== 'withdrawn' && dueWorking !== null && !(isReported && reportedOn !== null);
  if (runs) return { settled: null, settledDays: null };
  // Any day does.
  const { dueState, daysLate } = dueStateOf(facts, reportedOn ?? dueWorking ?? localDate(2000, 1, 1));
  return { settled: dueState, settledDays: daysLate };
}

/** The row of an assignment with these facts in this state; `position` is that of its row in the plan. */
export function listedAssignment(
  id: string,
  facts: AssignmentFacts,
  state: ListedState,
  { position, stated }: Pick<ListedAssignment, 'position' | 'stated'>,
): ListedAssignment {
  const { key, planId, activityId, title, label, agencyId, agencyName, fieldCode, fieldTitle } = facts;
  const { nature, opens, due, dueWorking } = facts;
  const { status, sequence, reportedOn, acknowledgedAt, latestAt } = state;
  return {
    id,
    key,
    planId,
    activityId,
    position,
    title,
    titleFolded: foldDiacritics(title),
    label,
    agencyId,
    agencyName,
    fieldCode,
    fieldTitle,
    nature,
    opens,
    due,
    dueWorking,
    status,
    sequence,
    reportedOn,
    acknowledgedAt,
    ...settledOf({ status, dueWorking, reportedOn }),
    latestAt,
    stated,
  };
}
