// The rehearsal: a plan's real workflows, activities and stores on real servers, with time skipped and the channel captured.
// What it lists is read back from the database, not from the journey, so that it can disagree with the preview.
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import { createCaptureChannel } from '#channels/capture-channel.ts';
import { createChannelRegistry } from '#channels/registry.ts';
import { createLinkSigner } from '#channels/signed-links.ts';
import type { CalendarEdition } from '#contracts/calendar.ts';
import type { Instant } from '#contracts/primitives.ts';
import type { ChannelName } from '#contracts/roster.ts';
import { spokenTitle } from '#domain/assignment/spoken-title.ts';
import { type JourneyInput, runJourney } from '#domain/journey.ts';
import { spokenRung } from '#domain/ladder/spoken-rung.ts';
import { addressOf, orderReminders, type Preview, type PreviewedReminder } from '#domain/preview.ts';
import { createEngineClient } from '#engine/engine-client.ts';
import { addCalendarEdition } from '#store/calendar-store.ts';
import { createStore } from '#store/create-store.ts';
import { type Database, openDatabase } from '#store/database.ts';
import { fromDateColumnOrNull, fromTimestamp } from '#store/local-date.ts';
import { addDraftPlan, loadPlan } from '#store/plan-store.ts';
import { ensurePolicy } from '#store/policy-store.ts';
import { storePublication } from '#store/publication-store.ts';
import { saveRoster } from '#store/roster-store.ts';
import { createWorkers } from '#worker/create-workers.ts';
import { workflowBundlePath } from '#worker/workflow-bundle.ts';
import { deliveryId, ENGINE_QUEUE } from '#workflows/names.ts';
import { connectTimeSkipping } from './time-skipping-connection.ts';

export interface RehearsalServers {
  /** Migrated and empty. */
  databaseUrl: string;
  temporalAddress: string;
  /** A namespace of the rehearsal's own, with our search attributes. */
  namespace: string;
}

export type RehearsalInput = JourneyInput & { edition: CalendarEdition };

const POLL_MS = 250;
const STUCK_AFTER_MS = 60_000;
const ACTOR = 'diễn tập';

/**
 * Publishes the plan and lets every agency be silent to the end; the lists have the form of the preview's.
 * @throws when reminders stop ending for a minute: then something in the engine is stuck, and a list would be a lie.
 */
export async function rehearse(
  input: RehearsalInput,
  servers: RehearsalServers,
  say: (line: string) => void,
): Promise<Preview> {
  const database = openDatabase(servers.databaseUrl, 20);
  const connection = await connectTimeSkipping(servers.temporalAddress);
  try {
    const journey = runJourney(input);
    const planId = await publish(database, input);
    const client = new Client({ connection, namespace: servers.namespace });
    await playLife(database, client, servers, input, planId, say);
    return { ...(await readLists(database, input, planId)), issues: journey.issues };
  } finally {
    await Promise.allSettled([connection.close(), database.$disconnect()]);
  }
}

async function publish(database: Database, input: RehearsalInput): Promise<string> {
  const now = new Date(input.asOf);
  await saveRoster(database, input.roster, input.calendar.zone);
  const { id: policyId } = await ensurePolicy(database, input.policy, now);
  const { id: editionId } = await addCalendarEdition(database, 'dien-tap', input.edition, now);
  const file = { fileName: 'dien-tap', fileSha256: '', sample: true, actor: ACTOR };
  const planId = await addDraftPlan(database, { parsed: input.plan, ...file, now });
  const plan = await loadPlan(database, planId);
  if (plan === null) throw new Error('the rehearsed plan was not stored');
  const journey = runJourney({ ...input, plan: plan.parsed });
  await storePublication(database, { plan, journey, policyId, editionId, publishedAt: input.asOf, actor: ACTOR, now });
  return planId;
}

async function playLife(
  database: Database,
  client: Client,
  servers: RehearsalServers,
  input: RehearsalInput,
  planId: string,
  say: (line: string) => void,
): Promise<void> {
  const base = createEngineClient(client);
  const clockOffsetMs = Date.parse(input.asOf) - Date.now();
  const slots = await distinctSlots(database);
  const endOfTimeMs = Math.max(Date.parse(input.asOf), ...slots.map((slot) => Date.parse(slot))) + 86_400_000;
  const channels = createChannelRegistry([createCaptureChannel('email'), createCaptureChannel('zalo')]);
  const workers = await createWorkers({
    connection: await NativeConnection.connect({ address: servers.temporalAddress }),
    namespace: servers.namespace,
    bundlePath: await workflowBundlePath(),
    deps: {
      store: createStore(database),
      channels,
      links: createLinkSigner('rehearsal-links-lead-nowhere-at-all'),
      nowMs: () => endOfTimeMs,
      publicUrl: 'http://dien-tap.invalid',
      mailDomain: 'dien-tap.invalid',
      everySlotIsPast: true,
      engine: {
        ...base,
        startLifecycle: (start, attributes) => base.startLifecycle({ ...start, clockOffsetMs }, attributes),
        // Each execution has a clock of its own: a slot is delivered when every lifecycle is past it.
        openSlot: async () => undefined,
      },
      log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    },
  });
  const running = Promise.all(workers.map((worker) => worker.run()));
  try {
    say(`Diễn tập ${await database.assignment.count()} việc, ${await database.ledgerEntry.count()} lượt nhắc…`);
    await base.publish(planId);
    await untilNone(database, ['planned'], 'lượt nhắc chờ tới giờ', say);
    for (const slotAt of await distinctSlots(database)) await deliver(client, slotAt, endOfTimeMs);
    await untilNone(database, ['staged', 'sending'], 'lượt nhắc chờ gửi', say);
  } finally {
    for (const worker of workers) worker.shutdown();
    await running;
  }
}

async function deliver(client: Client, slotAt: Instant, endOfTimeMs: number): Promise<void> {
  const args = [{ v: 1, slotAt, clockOffsetMs: endOfTimeMs - Date.now() }];
  await client.workflow.start('deliverySlot', { workflowId: deliveryId(slotAt), taskQueue: ENGINE_QUEUE, args });
}

async function distinctSlots(database: Database): Promise<Instant[]> {
  const rows = await database.ledgerEntry.findMany({
    where: { status: { in: ['planned', 'staged'] } },
    distinct: ['slotAt'],
    select: { slotAt: true },
    orderBy: { slotAt: 'asc' },
  });
  return rows.map((row) => fromTimestamp(row.slotAt));
}

async function untilNone(
  database: Database,
  statuses: string[],
  what: string,
  say: (line: string) => void,
): Promise<void> {
  let least = Number.POSITIVE_INFINITY;
  let changedAt = performance.now();
  for (;;) {
    const open = await database.ledgerEntry.count({ where: { status: { in: statuses } } });
    if (open === 0) return;
    if (open < least) {
      least = open;
      changedAt = performance.now();
      say(`Còn ${open} ${what}`);
    }
    if (performance.now() - changedAt > STUCK_AFTER_MS)
      throw new Error(`Diễn tập dừng lại: còn ${open} ${what} sau một phút.`);
    await sleep(POLL_MS);
  }
}

async function readLists(database: Database, input: RehearsalInput, planId: string): Promise<Omit<Preview, 'issues'>> {
  const assignments = await database.assignment.findMany({
    where: { planId },
    include: { agency: { select: { name: true } }, ledger: { where: { status: 'sent' }, include: { message: true } } },
  });
  const order = new Map(runJourney(input).assignments.map(({ draft }, index) => [draft.key, index]));
  assignments.sort((a, b) => (order.get(a.key) ?? 0) - (order.get(b.key) ?? 0));
  const contacts = new Map(input.roster.contacts.map((contact) => [contact.id, contact]));
  const reminders = assignments.flatMap(({ key, ledger }) =>
    ledger.map((entry): PreviewedReminder => {
      const contact = contacts.get(entry.contactId);
      const channel = entry.channel as ChannelName;
      return {
        assignment: key,
        rung: spokenRung(entry.step, entry.rung),
        recipient: contact === undefined ? entry.contactId : addressOf(contact, channel),
        channel,
        at: fromTimestamp(entry.slotAt),
        subject: entry.message?.subject ?? '',
      };
    }),
  );
  return {
    assignments: assignments.map((row) => ({
      key: row.key,
      agency: row.agency.name,
      title: spokenTitle(row),
      opens: fromDateColumnOrNull(row.opens),
      due: fromDateColumnOrNull(row.due),
      dueWorking: fromDateColumnOrNull(row.dueWorking),
      why: row.why,
    })),
    reminders: orderReminders(reminders),
  };
}
