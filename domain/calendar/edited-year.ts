// A year of an edition as people edit it, and back: what nobody touched stays as the edition had it.
import type { CalendarEdition, CalendarYear } from '#contracts/calendar.ts';
import type { CalendarDay, EditedYear } from '#contracts/calendar-edit.ts';
import { withYearsOf } from './missing-years.ts';
import { sourceNames } from './work-calendar.ts';

/** Every day of the year that is not as its weekday says, in order. */
export function toEditedYear(edition: CalendarEdition, { year, status, notice, ...lists }: CalendarYear): EditedYear {
  const days = listsOf(lists).map(({ kind, day }) => spokenDay(edition, kind, day));
  return { year, status, notice, days: days.sort((a, b) => (a.date < b.date ? -1 : 1)) };
}

/** The edition with that year in the place of its own, or beside its years. */
export function withEditedYear(edition: CalendarEdition, edited: EditedYear): CalendarEdition {
  const old = edition.years.find(({ year }) => year === edited.year);
  const known = new Map(
    (old === undefined ? [] : listsOf(old)).map(({ kind, day }) => [
      JSON.stringify(spokenDay(edition, kind, day)),
      day,
    ]),
  );
  const of = (wanted: (kind: CalendarDay['kind']) => boolean) =>
    edited.days.filter(({ kind }) => wanted(kind)).map((day) => known.get(JSON.stringify(day)) ?? plainDay(day));
  const { year, status, notice } = edited;
  const made = {
    ...old,
    ...{ year, status, notice },
    daysOff: of((kind) => kind !== 'weekend-holiday' && kind !== 'worked'),
    weekendHolidays: of((kind) => kind === 'weekend-holiday'),
    workedDays: of((kind) => kind === 'worked'),
  } as CalendarYear;
  return withYearsOf(edition, { ...edition, years: [made] });
}

type Day = CalendarYear['daysOff'][number] | CalendarYear['workedDays'][number];

function listsOf({
  daysOff,
  weekendHolidays,
  workedDays,
}: Pick<CalendarYear, 'daysOff' | 'weekendHolidays' | 'workedDays'>) {
  return [
    ...daysOff.map((day) => ({ kind: day.kind as CalendarDay['kind'], day: day as Day })),
    ...weekendHolidays.map((day) => ({ kind: 'weekend-holiday' as const, day: day as Day })),
    ...workedDays.map((day) => ({ kind: 'worked' as const, day: day as Day })),
  ];
}

function spokenDay(edition: CalendarEdition, kind: CalendarDay['kind'], day: Day): CalendarDay {
  const paysFor = kind === 'worked' ? ((day as CalendarYear['workedDays'][number]).for ?? null) : null;
  return { date: day.date, kind, name: day.name ?? '', source: sourceNames(edition)(day.source), for: paysFor };
}

function plainDay({ date, kind, name, source, for: paysFor }: CalendarDay): Day {
  const day = { date, name, ...(source === null ? {} : { source }) };
  if (kind === 'worked') return { ...day, for: paysFor };
  return kind === 'weekend-holiday' ? (day as Day) : { ...day, kind };
}
