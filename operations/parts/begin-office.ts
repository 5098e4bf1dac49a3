import { CALENDAR_NAME, findLatestEdition } from '#store/calendar-store.ts';
import type { Database } from '#store/database.ts';
import { ensureCursor } from '#store/member-office-store.ts';
import { findLatestPolicy } from '#store/policy-store.ts';
import { defaultLadder, ensureDefaults } from '../ensure-defaults.ts';
import { BY_SYSTEM } from '../seam/actor.ts';
import type { OperationContext } from '../seam/context.ts';
import { setLadder } from '../set-ladder.ts';
import { takeCalendarEdition } from '../take-calendar-edition.ts';

/** Gives an office what it lacks before its first plan: the calendar and the ladder of the first office as they are now, which it may change. */
export async function beginOffice(
  { database, now }: Pick<OperationContext, 'database' | 'now'>,
  first: Database,
): Promise<void> {
  const context = { database, now };
  await ensureCursor(database);
  const { name } = await defaultLadder();
  const ladder = await findLatestPolicy(first, name);
  if (ladder !== null && (await findLatestPolicy(database, name)) === null)
    await setLadder(context, BY_SYSTEM, { policy: ladder.policy });
  const calendar = await findLatestEdition(first, CALENDAR_NAME);
  if (calendar !== null && (await findLatestEdition(database, CALENDAR_NAME)) === null)
    await takeCalendarEdition(context, BY_SYSTEM, { name: CALENDAR_NAME, edition: calendar.calendar });
  await ensureDefaults(context, BY_SYSTEM, {});
}
