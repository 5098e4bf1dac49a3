// What changed, as far as it is anybody's business to ask again: of an event of the log, and of what changes without one.
import type { LocalDate } from '#contracts/primitives.ts';
import type { Subject } from '#domain/rights/reach.ts';

export type Change =
  | ({ kind: 'assignment'; id: string } & Subject)
  /** More work than is worth naming, or work that left somebody who could not be told its name. */
  | { kind: 'list' }
  | { kind: 'plan'; id: string }
  | { kind: 'matters' }
  | { kind: 'messages' };

/** An event of the log with what it is about; one that is about several things is several of these. */
export interface TouchingEvent {
  index: number;
  type: string;
  /** What its subject begins with. */
  family: string;
  /** Null where the list does not know the work. */
  work: ({ id: string } & Subject) | null;
  planId: string | null;
}

const OF_MATTERS: ReadonlySet<string> = new Set(['matter', 'roster', 'contact', 'calendar']);

/** Everything that the event changes on a page; sign-ins, keys and the like are nothing of that. */
export function changesOf({ family, work, planId }: TouchingEvent): Change[] {
  const ofWork: Change[] = work === null ? [] : [{ kind: 'assignment', ...work }];
  // Whoever had it before sees it no more: of them only the list is known to change.
  if (family === 'lead') return [...ofWork, { kind: 'list' }];
  if (family === 'deliveries') return [...ofWork, { kind: 'messages' }];
  if (work !== null) return ofWork;
  if (planId !== null) return [{ kind: 'plan', id: planId }];
  return OF_MATTERS.has(family) ? [{ kind: 'matters' }] : [];
}

/** True of events after which somebody may be allowed something else than before: who is asked again then. */
export function mayChangeRights({ type }: Pick<TouchingEvent, 'type'>): boolean {
  return /^(roster-|account-(invited|role|switched))/.test(type);
}

/** What changes without an event, told by marks that are compared. */
export interface Marks {
  /** The last event of the log. */
  index: number;
  /** The office's day: what is overdue follows it. */
  day: LocalDate;
  /** The latest open matter. */
  matters: string | null;
  /** The latest message or reminder that ended and is not in the log yet. */
  messages: string | null;
  /** How far the publications that run have come, by plan. */
  publishing: Readonly<Record<string, string>>;
}

/** What the marks say beside the events between them. */
export function changesBetween(before: Marks, after: Marks): Change[] {
  const isNewDay = before.day !== after.day;
  // A mark that goes has gone with an event.
  const isNew = (mark: 'matters' | 'messages') => after[mark] !== null && after[mark] !== before[mark];
  const moved = Object.keys(after.publishing).filter((id) => after.publishing[id] !== before.publishing[id]);
  return [
    ...(isNewDay ? [{ kind: 'list' } as const] : []),
    ...(isNewDay || isNew('matters') ? [{ kind: 'matters' } as const] : []),
    ...(isNew('messages') ? [{ kind: 'messages' } as const] : []),
    ...moved.map((id) => ({ kind: 'plan', id }) as const),
  ];
}
