// Somebody changes a year of the calendar: a new edition comes into force, and no edition is ever changed.
import type { EditedYear } from '#contracts/calendar-edit.ts';
import { tagsFit } from '#domain/shared/version-tag.ts';
import { addNextEdition, CALENDAR_NAME } from '#store/calendar-store.ts';
import { calendarTag } from '#store/rule-version-tags.ts';
import { listCalendarEditions } from '#store/rule-versions-store.ts';
import { nextEdition } from './parts/next-edition.ts';
import { ruleChangedMeanwhile } from './parts/rule-changed-meanwhile.ts';
import { actorWords } from './seam/actor.ts';
import type { OperationContext } from './seam/context.ts';
import { defineOperation } from './seam/define-operation.ts';

export const editCalendar = defineOperation({
  name: 'edit-calendar',
  by: ['account'],
  right: 'take-calendar-edition',
  refuses: {
    'calendar-refused': 'the year contradicts itself or the law',
    'changed-meanwhile': 'somebody else made an edition since `seen`',
  },
  run: async (
    context: OperationContext,
    actor,
    { year, seen = null }: { year: EditedYear; seen?: readonly string[] | null },
  ) => {
    const next = await nextEdition(context, year);
    if (!next.ok) return next;
    const isSeen = seen === null || tagsFit(seen, [calendarTag(next.edition)]);
    const by = { actor: await actorWords(context.database, actor), now: context.now() };
    const made = { name: CALENDAR_NAME, calendar: next.after, after: next.edition };
    if (isSeen && (await addNextEdition(context.database, made, by)) !== null) return { ok: true as const };
    const editions = await listCalendarEditions(context.database, CALENDAR_NAME);
    return ruleChangedMeanwhile(context, {
      versions: editions,
      seen: seen ?? [calendarTag(next.edition)],
      tagOf: calendarTag,
      words: 'bản lịch',
    });
  },
});
