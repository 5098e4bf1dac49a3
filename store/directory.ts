// Who and when, as the ladder needs it: roster, calendar and policy of an assignment, read rarely.
import { type Clock, wallClock } from '#contracts/clock.ts';
import type { LadderPolicy } from '#contracts/ladder.ts';
import type { Roster } from '#contracts/roster.ts';
import { createWorkCalendar, type WorkCalendar } from '#domain/calendar/work-calendar.ts';
import { loadCalendarEdition } from './calendar-store.ts';
import type { Database } from './database.ts';
import { loadPolicy } from './policy-store.ts';
import { findRoster } from './roster-store.ts';

// Stagings come in bursts of hundreds a second, minutes ahead of their slot: a roster five seconds old is new enough.
const ROSTER_AGE_MS_MAX = 5_000;

export interface Directory {
  /** Some seconds old, unless it is asked for as it is now. */
  roster(asked?: 'now'): Promise<Roster>;
  calendar(editionId: string): Promise<WorkCalendar>;
  policy(policyId: string): Promise<LadderPolicy>;
  /** The rules that an assignment began with. */
  rulesOf(work: BegunWith): Promise<Rules>;
  /** The same with the roster, some seconds old. */
  around(work: BegunWith): Promise<Rules & { roster: Roster }>;
}

interface BegunWith {
  calendarEditionId: string;
  ladderPolicyId: string;
}

interface Rules {
  calendar: WorkCalendar;
  policy: LadderPolicy;
}

/** Reads through to the database; editions and policies never change, so they are read once. */
export function createDirectory(database: Database, now: Clock = wallClock): Directory {
  const calendars = new Map<string, Promise<WorkCalendar>>();
  const policies = new Map<string, Promise<LadderPolicy>>();
  let known: { at: number; roster: Promise<Roster> } | null = null;
  const directory: Directory = {
    roster(asked) {
      if (asked === 'now' || known === null || now().getTime() - known.at > ROSTER_AGE_MS_MAX)
        known = { at: now().getTime(), roster: requireRoster(database) };
      known.roster.catch(() => {
        known = null;
      });
      return known.roster;
    },
    calendar: (id) =>
      once(calendars, id, async () => createWorkCalendar((await loadCalendarEdition(database, id)).calendar)),
    policy: (id) => once(policies, id, async () => (await loadPolicy(database, id)).policy),
    async rulesOf({ calendarEditionId, ladderPolicyId }) {
      const [calendar, policy] = await Promise.all([
        directory.calendar(calendarEditionId),
        directory.policy(ladderPolicyId),
      ]);
      return { calendar, policy };
    },
    async around(work) {
      const [roster, rules] = await Promise.all([directory.roster(), directory.rulesOf(work)]);
      return { roster, ...rules };
    },
  };
  return directory;
}

async function requireRoster(database: Database): Promise<Roster> {
  const roster = await findRoster(database);
  if (roster === null) throw new Error('no roster was imported yet');
  return roster;
}

function once<T>(cache: Map<string, Promise<T>>, key: string, load: () => Promise<T>): Promise<T> {
  const cached = cache.get(key);
  if (cached) return cached;
  const loading = load();
  cache.set(key, loading);
  loading.catch(() => cache.delete(key));
  return loading;
}
