// A year of the calendar as people edit it, and back.
import { expect, test } from 'vitest';
import { toEditedYear, withEditedYear } from '#domain/calendar/edited-year.ts';
import { createWorkCalendar } from '#domain/calendar/work-calendar.ts';
import { OFFICIAL_EDITION } from '../../support/builders.ts';
import { day } from '../../support/moments.ts';

test.each(OFFICIAL_EDITION.years.map((year) => [year.year, year] as const))(
  'year %i that nobody touched comes back as it was, sources and all',
  (_, year) => {
    const sorted = (value: typeof OFFICIAL_EDITION) => ({ ...value, years: value.years.map((one) => one) });
    expect(sorted(withEditedYear(OFFICIAL_EDITION, toEditedYear(OFFICIAL_EDITION, year)))).toEqual(OFFICIAL_EDITION);
  },
);

test('a day that comes to it is off, by the notice that is named beside it', () => {
  const year = OFFICIAL_EDITION.years.find((one) => one.year === 2026) ?? OFFICIAL_EDITION.years[0];
  if (year === undefined) throw new Error('the calendar has no years');
  const edited = toEditedYear(OFFICIAL_EDITION, year);
  const added = {
    date: day('2026-03-19'),
    kind: 'agency' as const,
    name: 'Quốc tang',
    source: 'Thông báo 12/TB-UBND',
    for: null,
  };
  const next = withEditedYear(OFFICIAL_EDITION, { ...edited, days: [...edited.days, added] });
  const { isWorkingDay, source, reason } = createWorkCalendar(next).explainDay(day('2026-03-19'));
  expect([isWorkingDay, source, reason]).toEqual([
    false,
    'Thông báo 12/TB-UBND',
    'thứ Năm, nghỉ Quốc tang theo Thông báo 12/TB-UBND',
  ]);
});
