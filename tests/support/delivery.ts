// A published plan on a real database with one staged reminder per wish, and the delivery activity over chosen channels.

import { MockActivityEnvironment } from '@temporalio/testing';
import { createDeliverSlot, type SlotOutcome } from '#activities/deliver-slot.ts';
import type { ActivityDependencies } from '#activities/deps.ts';
import type { Channel } from '#channels/channel.ts';
import { createChannelRegistry } from '#channels/registry.ts';
import { createLinkSigner } from '#channels/signed-links.ts';
import type { Slot } from '#contracts/primitives.ts';
import type { RosterContact } from '#contracts/roster.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import { slotOf } from '#domain/calendar/slot.ts';
import { runJourney } from '#domain/journey.ts';
import { addCalendarEdition } from '#store/calendar-store.ts';
import { createStore } from '#store/create-store.ts';
import { type Database, openDatabase } from '#store/database.ts';
import { addDraftPlan, loadPlan } from '#store/plan-store.ts';
import { ensurePolicy } from '#store/policy-store.ts';
import { storePublication } from '#store/publication-store.ts';
import { saveRoster } from '#store/roster-store.ts';
import { aJourney, aRoster, OFFICIAL_EDITION, withContact, ZONE } from './builders.ts';

export const LINKS = createLinkSigner('delivery-tests-sign-with-this-secret');
/** The clerk of the lead agency, who hears of the assignment first. */
export const CLERK = 'a.cv';

export type DeliveryWorld = Awaited<ReturnType<typeof createDeliveryWorld>>;

/** `clerk` changes the clerk of the lead agency, `colleagues` come beside; the clock stands where `startMs` says. */
export async function createDeliveryWorld(
  url: string,
  clerk: Partial<RosterContact>,
  startMs: number,
  colleagues: readonly RosterContact[] = [],
) {
  const database = openDatabase(url);
  const world = { nowMs: startMs, reopened: [] as string[] };
  const office = withContact(aRoster(), CLERK, clerk);
  const roster = { ...office, contacts: [...office.contacts, ...colleagues] };
  const journeyInput = { ...aJourney(), roster };
  await saveRoster(database, roster, ZONE);
  const now = new Date(startMs);
  const { id: policyId } = await ensurePolicy(database, journeyInput.policy, now);
  const { id: editionId } = await addCalendarEdition(database, 'thu', OFFICIAL_EDITION, now);
  const file = { fileName: 'thu.csv', fileSha256: '', sample: false, actor: 'thử' };
  const planId = await addDraftPlan(database, { parsed: journeyInput.plan, ...file, now });
  const plan = await loadPlan(database, planId);
  if (plan === null) throw new Error('no plan');
  const journey = runJourney({ ...journeyInput, plan: plan.parsed });
  const publishedAt = journeyInput.asOf;
  await storePublication(database, { plan, journey, policyId, editionId, publishedAt, actor: 'thử', now });

  /** Stages the first reminders of the clerk and the colleagues and answers with their slot. */
  async function stage(): Promise<Slot> {
    const first = await database.ledgerEntry.findFirstOrThrow({
      where: { contactId: CLERK, status: 'planned' },
      orderBy: { slotAt: 'asc' },
    });
    const contactId = { in: [CLERK, ...colleagues.map(({ id }) => id)] };
    await database.ledgerEntry.updateMany({
      where: { slotAt: first.slotAt, contactId, status: 'planned' },
      data: { status: 'staged' },
    });
    return slotOf(instantOf(first.slotAt));
  }

  function deliverer(channels: Channel[], more: Partial<ActivityDependencies> = {}) {
    const deps: ActivityDependencies = {
      store: createStore(database),
      channels: createChannelRegistry(channels),
      links: LINKS,
      nowMs: () => world.nowMs,
      publicUrl: 'https://dondoc.example.vn',
      mailDomain: 'dondoc.example.vn',
      engine: { openSlot: async (slotAt) => void world.reopened.push(slotAt), startLifecycle: async () => undefined },
      log: { info: () => undefined, warn: () => undefined, error: () => undefined },
      ...more,
    };
    const deliver = createDeliverSlot(deps);
    return (slotAt: Slot) => new MockActivityEnvironment().run(deliver, { slotAt }) as Promise<SlotOutcome>;
  }
  return { database, world, stage, deliverer, planId };
}

/** Everything that the database says about the clerk's message. */
export async function clerksMessage(database: Database) {
  const message = await database.message.findFirstOrThrow({
    where: { contactId: CLERK },
    include: { deliveries: { orderBy: { attempt: 'asc' } }, entries: true },
  });
  return {
    message,
    attempts: message.deliveries.map(({ channel, outcome, code }) => `${channel} ${outcome}${code ? ` ${code}` : ''}`),
    ledger: [...new Set(message.entries.map(({ status, channel }) => `${status} ${channel}`))],
  };
}
