// Settings of an installation as tests make them: by the system unless a test says by whom.
import { CHANNEL_KINDS } from '#channels/kinds.ts';
import type { CalendarEdition } from '#contracts/calendar.ts';
import type { LadderPolicy } from '#contracts/ladder.ts';
import type { Roster } from '#contracts/roster.ts';
import { SYSTEM } from '#domain/audit/system-actor.ts';
import { ensureDefaults as ensure } from '#operations/ensure-defaults.ts';
import { BY_SYSTEM } from '#operations/seam/actor.ts';
import { resolveMatter as resolve } from '#store/attention-store.ts';
import { addCalendarEdition as addEdition } from '#store/calendar-store.ts';
import { addLinkCode as addCode } from '#store/contact-link-store.ts';
import type { Database } from '#store/database.ts';
import { decideRow, type RowDecision } from '#store/plan-store.ts';
import { ensurePolicy as ensureOne } from '#store/policy-store.ts';
import type { ChangedBy } from '#store/roster-events.ts';
import { replaceRoster } from '#store/roster-store.ts';
import { rotateSecret as rotate } from '#store/webhook-secret-store.ts';
import {
  addSubscription as addOne,
  changeSubscription as changeOne,
  removeSubscription as removeOne,
} from '#store/webhook-store.ts';

const bySystem = (now: Date = new Date()): ChangedBy => ({ actor: SYSTEM, now });

/** The roster is this one from now on, whatever version it was made of. */
export async function saveRoster(
  database: Database,
  roster: Roster,
  zone: string,
  by: ChangedBy = bySystem(),
): Promise<void> {
  await replaceRoster(database, { ...roster, version: undefined }, zone, by, { channels: CHANNEL_KINDS });
}

export const ensureDefaults = (database: Database, now: Date) => ensure({ database, now: () => now }, BY_SYSTEM, {});

export const ensurePolicy = (database: Database, policy: LadderPolicy, now: Date) =>
  ensureOne(database, policy, bySystem(now));

export const addCalendarEdition = (database: Database, name: string, edition: CalendarEdition, now: Date) =>
  addEdition(database, name, edition, bySystem(now));

export const resolveMatter = (database: Database, id: string, now: Date, actor = SYSTEM) =>
  resolve(database, id, { actor, now });

export const addLinkCode = (database: Database, code: Parameters<typeof addCode>[1], now: Date, actor = SYSTEM) =>
  addCode(database, code, { actor, now });

export const addSubscription = (
  database: Database,
  subscription: Parameters<typeof addOne>[1],
  now: Date,
  actor = SYSTEM,
) => addOne(database, subscription, { actor, now });

export const changeSubscription = (
  database: Database,
  id: string,
  change: Parameters<typeof changeOne>[2],
  by: ChangedBy = bySystem(),
) => changeOne(database, id, change, by);

export const removeSubscription = (database: Database, id: string, now: Date, actor = SYSTEM) =>
  removeOne(database, id, { actor, now });

export const rotateSecret = (database: Database, rotation: Parameters<typeof rotate>[1], now: Date, actor = SYSTEM) =>
  rotate(database, rotation, { actor, now });

/** A decision that asks for no version; false when there is no such row in a draft. */
export async function decideRowText(database: Database, input: Omit<RowDecision, 'seen'>): Promise<boolean> {
  return (await decideRow(database, input)).ok;
}
