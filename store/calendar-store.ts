// Calendar editions: a late notice makes a new edition; an old one never changes.
import { randomUUID } from 'node:crypto';
import { CalendarEdition } from '#contracts/calendar.ts';
import type { LocalDate } from '#contracts/primitives.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import { createWorkCalendar, type WorkCalendar } from '#domain/calendar/work-calendar.ts';
import { appendNextEvents } from './audit-store.ts';
import type { Database, Transaction } from './database.ts';
import { digestOf } from './digest.ts';
import type { Prisma } from './generated/client.ts';
import { toDateColumn } from './local-date.ts';
import type { ChangedBy } from './roster-events.ts';
import { lockOffice } from './shared-address-store.ts';

/** The calendar of civil servants; agencies with a calendar of their own name theirs otherwise. */
export const CALENDAR_NAME = 'Lịch làm việc của cơ quan nhà nước';

export interface StoredEdition {
  id: string;
  name: string;
  edition: number;
  calendar: CalendarEdition;
}

/** Stores an edition under the next number of its name. */
export async function addCalendarEdition(
  database: Database,
  name: string,
  calendar: CalendarEdition,
  by: ChangedBy,
): Promise<StoredEdition> {
  return (await addNextEdition(database, { name, calendar, after: null }, by)) as StoredEdition;
}

/** The same, unless it was made of edition `after` and that is not the latest any more: then nothing is stored. */
export async function addNextEdition(
  database: Database,
  { name, calendar, after }: { name: string; calendar: CalendarEdition; after: number | null },
  { actor, now }: ChangedBy,
): Promise<StoredEdition | null> {
  const id = randomUUID();
  const days = calendar.years.flatMap((year) => [
    ...year.daysOff.map((day) => ({ ...dayRow(day), kind: day.kind })),
    ...year.weekendHolidays.map((day) => ({ ...dayRow(day), kind: 'weekend-holiday' })),
    ...year.workedDays.map((day) => ({ ...dayRow(day), kind: 'worked' })),
  ]);
  const edition = await database.$transaction(async (tx) => {
    // Of two at once the second sees what the first has made.
    await lockOffice(tx);
    const last = await tx.calendarEdition.findFirst({ where: { name }, orderBy: { edition: 'desc' } });
    if (after !== null && last?.edition !== after) return null;
    const edition = (last?.edition ?? 0) + 1;
    await tx.calendarEdition.create({
      data: {
        id,
        name,
        edition,
        zone: calendar.zone,
        content: calendar as Prisma.InputJsonValue,
        createdAt: now,
        years: { create: calendar.years.map(({ year, status, notice }) => ({ year, status, notice })) },
        days: { create: days },
      },
    });
    const payload = { name, edition, digest: digestOf(calendar) };
    const at = instantOf(now);
    const event = { subject: `calendar/${id}`, type: 'calendar-set', actor, occurredAt: at, payload };
    await appendNextEvents(tx, [event], at);
    return edition;
  });
  return edition === null ? null : { id, name, edition, calendar };
}

/** The newest edition of a name, or null. */
export async function findLatestEdition(database: Database | Transaction, name: string): Promise<StoredEdition | null> {
  const id = await findLatestEditionId(database, name);
  return id === null ? null : loadCalendarEdition(database, id);
}

export async function findLatestEditionId(database: Database | Transaction, name: string): Promise<string | null> {
  const row = await database.calendarEdition.findFirst({
    where: { name },
    orderBy: { edition: 'desc' },
    select: { id: true },
  });
  return row?.id ?? null;
}

/** The calendar in force under a name, ready for questions; an installation without one is not set up. */
export async function loadCurrentCalendar(database: Database | Transaction, name: string): Promise<WorkCalendar> {
  const edition = await findLatestEdition(database, name);
  if (edition === null) throw new Error(`the installation has no calendar «${name}»`);
  return createWorkCalendar(edition.calendar);
}

export async function loadCalendarEdition(database: Database | Transaction, id: string): Promise<StoredEdition> {
  const { name, edition, content } = await database.calendarEdition.findUniqueOrThrow({ where: { id } });
  return { id, name, edition, calendar: CalendarEdition.parse(content) };
}

function dayRow(day: { date: LocalDate; name?: string; source?: unknown }) {
  return { date: toDateColumn(day.date), name: day.name ?? '', source: String(day.source ?? '') };
}
