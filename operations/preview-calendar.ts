// Somebody asks what another year of the calendar would move.
import type { CalendarTrial, EditedYear } from '#contracts/calendar-edit.ts';
import { diffEditions } from '#domain/calendar/diff-editions.ts';
import { createWorkCalendar } from '#domain/calendar/work-calendar.ts';
import { nextEdition } from './parts/next-edition.ts';
import { tryOnOpenWork } from './parts/try-on-open-work.ts';
import type { OperationContext } from './seam/context.ts';
import { defineOperation } from './seam/define-operation.ts';

/** Changes nothing. */
export const previewCalendar = defineOperation({
  name: 'preview-calendar',
  by: ['account'],
  right: 'take-calendar-edition',
  refuses: { 'calendar-refused': 'the year contradicts itself or the law' },
  run: async (
    context: OperationContext,
    _actor,
    { year, assignment }: { year: EditedYear; assignment?: string | undefined },
  ) => {
    const next = await nextEdition(context, year);
    if (!next.ok) return next;
    const { days } = diffEditions(next.before, next.after, []);
    const impact: CalendarTrial = {
      days: days.map(({ date, before, after, isWorkingAfter }) => ({ date, before, after, isWorkingAfter })),
      warnings: next.warnings,
      trial: await tryOnOpenWork(context, { calendar: createWorkCalendar(next.after) }, assignment),
    };
    return { ok: true as const, impact };
  },
});
