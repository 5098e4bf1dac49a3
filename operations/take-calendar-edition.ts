// A calendar comes into force: the first one of an office, or a later one after a late notice.
import type { CalendarEdition } from '#contracts/calendar.ts';
import { addCalendarEdition, type StoredEdition } from '#store/calendar-store.ts';
import { actorWords } from './seam/actor.ts';
import type { OperationContext } from './seam/context.ts';
import { defineOperation } from './seam/define-operation.ts';

/** Stores the edition under the next number of its name; plans that were given out keep the one that they were counted with. */
export const takeCalendarEdition = defineOperation({
  name: 'take-calendar-edition',
  by: ['account', 'administrator', 'system'],
  refuses: {},
  run: async (
    { database, now }: Pick<OperationContext, 'database' | 'now'>,
    actor,
    { name, edition }: { name: string; edition: CalendarEdition },
  ): Promise<{ ok: true; stored: StoredEdition }> => {
    const by = { actor: await actorWords(database, actor), now: now() };
    return { ok: true, stored: await addCalendarEdition(database, name, edition, by) };
  },
});
