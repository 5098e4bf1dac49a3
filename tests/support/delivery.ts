// A published plan on a real database with one staged reminder per wish, and the delivery activity over chosen channels.
import { MockActivityEnvironment } from '@temporalio/testing';
import { createDeliverSlot } from '#activities/deliver-slot.ts';
import type { ActivityDependencies } from '#activities/deps.ts';
import type { Channel } from '#channels/channel.ts';
import { createChannelRegistry } from '#channels/registry.ts';
import { createLinkSigner } from '#channels/signed-links.ts';
import type { Slot } from '#contracts/primitives.ts';
import type { RosterContact } from '#contracts/roster.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import { slotOf } from '#domain/calendar/slot.ts';
import type { Receipt } from '#domain/delivery/state.ts';
import { noteReceipt } from '#operations/note-receipt.ts';
import { BY_SYSTEM } from '#operations/seam/actor.ts';
import { createStore } from '#store/create-store.ts';
import { type Database, openDatabase } from '#store/database.ts';
import type { ReceiptTarget } from '#store/delivery-store.ts';
import { addDraftPlan, findPlan } from '#store/plan-store.ts';
import type { SlotOutcome } from '#workflows/activities.ts';
import { aJourney, aRoster, OFFICIAL_EDITION, withContact, ZONE } from './builders.ts';
import { recordPublication } from './publication.ts';
import { addCalendarEdition, ensurePolicy, saveRoster } from './settings.ts';

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
  const plan = await findPlan(database, planId);
  if (plan === null) throw new Error('no plan');
  const publishedAt = journeyInput.asOf;
  await recordPublication(database, { plan, policyId, editionId, publishedAt, actor: 'thử', now });
  // Publication stages what is due at once; here a test says what is staged.
  await database.ledgerEntry.updateMany({ where: { status: 'staged' }, data: { status: 'planned' } });

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
      now: () => new Date(world.nowMs),
      publicUrl: 'https://dondoc.example.vn',
      mailDomain: 'dondoc.example.vn',
      // The clock of these tests stands long after the plan's slots.
      everySlotIsPast: true,
      engine: {
        openSlot: async (slotAt) => void world.reopened.push(slotAt),
        startLifecycles: async () => undefined,
        isRunning: async () => true,
        lifecycleState: async () => null,
      },
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

/** What a provider said of an attempt; answers which slot has to be looked at again, undefined when there is no such attempt. */
export async function hearReceipt(
  database: Database,
  target: ReceiptTarget,
  receipt: Receipt,
  now: Date,
): Promise<{ reopen: string | null } | undefined> {
  let reopen: string | null = null;
  const openSlot = async (slotAt: string) => {
    reopen = slotAt;
  };
  const context = { database, now: () => now, openSlot };
  const { known } = await noteReceipt(context, BY_SYSTEM, { target, said: { type: 'receipt', receipt } });
  return known ? { reopen } : undefined;
}
