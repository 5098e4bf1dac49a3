// What every installation needs before its first plan: the official calendar and the default ladder, from data/.
import { readFile } from 'node:fs/promises';
import { CalendarEdition } from '#contracts/calendar.ts';
import { LadderPolicy } from '#contracts/ladder.ts';
import { SYSTEM } from '#domain/audit/system-actor.ts';
import { CALENDAR_NAME, findLatestEdition } from '#store/calendar-store.ts';
import { findLadderActor } from '#store/policy-store.ts';
import type { OperationContext } from './seam/context.ts';
import { defineOperation } from './seam/define-operation.ts';
import { setLadder } from './set-ladder.ts';
import { takeCalendarEdition } from './take-calendar-edition.ts';

/** Stores what is missing and leaves what an administrator has changed. */
export const ensureDefaults = defineOperation({
  name: 'ensure-defaults',
  by: ['system'],
  refuses: {},
  run: async (context: Pick<OperationContext, 'database' | 'now'>, actor, _input: object): Promise<{ ok: true }> => {
    const ladder = await defaultLadder();
    // The office's own version stays the newest, also when the product comes with a later one: it would take its place in silence.
    const setBy = await findLadderActor(context.database, ladder.name);
    if (setBy === null || setBy === SYSTEM) await setLadder(context, actor, { policy: ladder });
    if ((await findLatestEdition(context.database, CALENDAR_NAME)) !== null) return { ok: true };
    const edition = CalendarEdition.parse(await readData('calendars/vn-civil-servants.json'));
    await takeCalendarEdition(context, actor, { name: CALENDAR_NAME, edition });
    return { ok: true };
  },
});

/** The ladder of data/ladders/default.json. */
export async function defaultLadder(): Promise<LadderPolicy> {
  return LadderPolicy.parse(await readData('ladders/default.json'));
}

async function readData(path: string): Promise<unknown> {
  return JSON.parse(await readFile(new URL(`../data/${path}`, import.meta.url), 'utf8'));
}
