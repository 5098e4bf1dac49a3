// Somebody looks at the days off and worked days, of the latest edition or of an earlier one.
import { toEditedYear } from '#domain/calendar/edited-year.ts';
import { CALENDAR_NAME, loadCalendarEdition } from '#store/calendar-store.ts';
import { calendarTag } from '#store/rule-version-tags.ts';
import { listCalendarEditions } from '#store/rule-versions-store.ts';
import type { OperationContext } from './seam/context.ts';
import { defineOperation } from './seam/define-operation.ts';
import { refuse } from './seam/refusal.ts';

export const seeCalendar = defineOperation({
  name: 'see-calendar',
  by: ['account'],
  refuses: { 'not-found': 'no such edition' },
  run: async ({ database }: OperationContext, _actor, { edition }: { edition?: number | undefined }) => {
    const editions = await listCalendarEditions(database, CALENDAR_NAME);
    const [latest] = editions;
    const wanted = edition === undefined ? latest : editions.find(({ number }) => number === edition);
    if (wanted === undefined || latest === undefined)
      return refuse('not-found', `Không có bản lịch số ${edition}. Xem danh sách các bản trên trang Lịch làm việc.`);
    const { calendar } = await loadCalendarEdition(database, wanted.id);
    return {
      ok: true as const,
      etag: calendarTag(latest.number),
      name: CALENDAR_NAME,
      edition: wanted.number,
      latest: latest.number,
      weeklyDaysOff: calendar.weeklyDaysOff ?? [6, 7],
      years: calendar.years.map((year) => toEditedYear(calendar, year)),
      editions: editions.map(({ number, createdAt, actor, works }) => ({ edition: number, createdAt, actor, works })),
    };
  },
});
