// The rehearsal: a plan's real workflows, activities and stores on real servers, with time skipped and the channel captured.
// What it lists is read back from the database, not from the journey, so that it can disagree with the preview.

import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import { createCaptureChannel } from '#channels/capture-channel.ts';
import { CHANNEL_KINDS } from '#channels/kinds.ts';
import { createChannelRegistry } from '#channels/registry.ts';
import { createLinkSigner } from '#channels/signed-links.ts';
import type { CalendarEdition } from '#contracts/calendar.ts';
import { wallClock } from '#contracts/clock.ts';
import type { Slot } from '#contracts/primitives.ts';
import { spokenTitle } from '#domain/assignment/spoken-title.ts';
import { isAfter } from '#domain/calendar/instant.ts';
import { type JourneyInput, runJourney } from '#domain/journey.ts';
import { spokenRung } from '#domain/ladder/spoken-rung.ts';
import { addressOf, orderReminders, type Preview, type PreviewedReminder } from '#domain/preview.ts';
import { createEngineClient, type EngineClient } from '#engine/engine-client.ts';
import { decideDeadline } from '#operations/decide-deadline.ts';
import { importPlan } from '#operations/import-plan.ts';
import { importRoster } from '#operations/import-roster.ts';
import { publishPlan } from '#operations/publish-plan.ts';
import { officerNamed } from '#operations/seam/actor.ts';
import type { Refusal } from '#operations/seam/refusal.ts';
import { setLadder } from '#operations/set-ladder.ts';
import { takeCalendarEdition } from '#operations/take-calendar-edition.ts';
import { CALENDAR_NAME } from '#store/calendar-store.ts';
import { createStore } from '#store/create-store.ts';
import { closeDatabase, type Database, openDatabase } from '#store/database.ts';
import { findPlan } from '#store/plan-store.ts';
import { countAssignments, isRecorded } from '#store/publication-progress-store.ts';
import { countLedgerRows, countUnwritten, listOpenSlots, listSentByAssignment } from '#store/rehearsal-store.ts';
import { createWorkers } from '#worker/create-workers.ts';
import { workflowBundlePath } from '#worker/workflow-bundle.ts';
import { ENGINE_QUEUE, workflowNames } from '#workflows/names.ts';
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
const OFFICER = officerNamed('diễn tập');

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
    const client = new Client({ connection, namespace: servers.namespace });
    const planId = await publish(database, createEngineClient(client), input);
    await playLife({ database, client, planId }, servers, input, say);
    return { ...(await readLists(database, input, planId)), issues: journey.issues };
  } finally {
    await Promise.allSettled([connection.close(), closeDatabase(database)]);
  }
}

/** The officer's own steps, through the operations that the pages go through: only the engine and the clock are the rehearsal's. */
async function publish(database: Database, engine: EngineClient, input: RehearsalInput): Promise<string> {
  const context = { database, engine, zone: input.calendar.zone, now: () => new Date(input.asOf) };
  await importRoster(context, OFFICER, { roster: input.roster, channels: CHANNEL_KINDS });
  await setLadder(context, OFFICER, { policy: input.policy });
  await takeCalendarEdition(context, OFFICER, { name: CALENDAR_NAME, edition: input.edition });
  const file = { parsed: input.plan, fileName: 'dien-tap', fileSha256: '', sample: true };
  const { planId } = accepted(await importPlan(context, OFFICER, file));
  const { rowIds } = (await findPlan(database, planId)) ?? { rowIds: [] };
  for (const [position, text] of input.decided)
    accepted(await decideDeadline(context, OFFICER, { planId, rowId: rowIds[position] as string, text }));
  // What the file leaves undecided is shown as undecided, as in the preview: nobody is here to decide it.
  const wanted = { planId, policyName: input.policy.name, channels: CHANNEL_KINDS, unheard: true, undecidedToo: true };
  accepted(await publishPlan(context, OFFICER, wanted));
  return planId;
}

/** A refusal ends the rehearsal with its words: a plan that could not be given out is not rehearsed either. */
function accepted<Outcome extends { ok: true } | Refusal>(outcome: Outcome): Extract<Outcome, { ok: true }> {
  if (!outcome.ok) throw new Error(outcome.detail);
  return outcome as Extract<Outcome, { ok: true }>;
}

interface Published {
  database: Database;
  client: Client;
  planId: string;
}

async function playLife(
  { database, client, planId }: Published,
  servers: RehearsalServers,
  input: RehearsalInput,
  say: (line: string) => void,
): Promise<void> {
  const clockOffsetMs = Date.parse(input.asOf) - wallClock().getTime();
  // Behind everything that the ladder can say of this plan; what stands in the ledger by then is delivered and compared.
  const slots = runJourney(input).assignments.flatMap(({ reminders }) => reminders.map(({ slotAt }) => slotAt));
  const endOfTimeMs = Date.parse(latestOf(slots) ?? input.asOf) + 86_400_000;
  const channels = createChannelRegistry(CHANNEL_KINDS.map(({ name }) => createCaptureChannel(name)));
  const workers = await createWorkers({
    connection: await NativeConnection.connect({ address: servers.temporalAddress }),
    namespace: servers.namespace,
    bundlePath: await workflowBundlePath(),
    deps: {
      store: createStore(database),
      channels,
      links: createLinkSigner('rehearsal-links-lead-nowhere-at-all'),
      now: () => new Date(endOfTimeMs),
      publicUrl: 'http://dien-tap.invalid',
      mailDomain: 'dien-tap.invalid',
      everySlotIsPast: true,
      engine: {
        ...createEngineClient(client, { clockOffsetMs: () => clockOffsetMs }),
        // Each execution has a clock of its own: a slot is delivered when every lifecycle is past it.
        openSlot: async () => undefined,
      },
      log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    },
  });
  const running = Promise.all(workers.map((worker) => worker.run()));
  try {
    await untilRecorded(database, planId);
    say(`Diễn tập ${await countAssignments(database)} việc, ${slots.length} lượt nhắc…`);
    await untilNone(database, ['planned'], 'lượt nhắc chờ tới giờ', say);
    for (const slotAt of await listOpenSlots(database)) await deliver(client, slotAt, endOfTimeMs);
    await untilNone(database, ['staged', 'sending'], 'lượt nhắc chờ gửi', say);
  } finally {
    for (const worker of workers) worker.shutdown();
    await running;
  }
}

/** The worker's job has recorded the plan, as in life. */
async function untilRecorded(database: Database, planId: string): Promise<void> {
  const giveUpAt = performance.now() + STUCK_AFTER_MS;
  while (!(await isRecorded(database, planId))) {
    if (performance.now() > giveUpAt)
      throw new Error('Diễn tập dừng lại: việc của kế hoạch không được ghi sau một phút.');
    await sleep(POLL_MS);
  }
}

function latestOf(slots: readonly Slot[]): Slot | undefined {
  return slots.reduce<Slot | undefined>(
    (latest, slot) => (latest === undefined || isAfter(slot, latest) ? slot : latest),
    undefined,
  );
}

async function deliver(client: Client, slotAt: Slot, endOfTimeMs: number): Promise<void> {
  const args = [{ v: 2, slotAt, clockOffsetMs: endOfTimeMs - wallClock().getTime() }];
  await client.workflow.start('deliverySlot', {
    workflowId: workflowNames().delivery(slotAt),
    taskQueue: ENGINE_QUEUE,
    args,
  });
}

async function untilNone(
  database: Database,
  statuses: Parameters<typeof countLedgerRows>[1],
  what: string,
  say: (line: string) => void,
): Promise<void> {
  let seen = '';
  let changedAt = performance.now();
  for (;;) {
    // The next steps are written as the others end: as long as either changes it goes on.
    const [unwritten, open, all] = [
      await countUnwritten(database),
      await countLedgerRows(database, statuses),
      await countLedgerRows(database),
    ];
    if (open + unwritten === 0) return;
    const now = `${open} ${all}`;
    if (now !== seen) {
      seen = now;
      changedAt = performance.now();
      say(`Còn ${open} ${what}`);
    }
    if (performance.now() - changedAt > STUCK_AFTER_MS)
      throw new Error(`Diễn tập dừng lại: còn ${open} ${what} sau một phút.`);
    await sleep(POLL_MS);
  }
}

async function readLists(database: Database, input: RehearsalInput, planId: string): Promise<Omit<Preview, 'issues'>> {
  const assignments = await listSentByAssignment(database, planId);
  const order = new Map(runJourney(input).assignments.map(({ draft }, index) => [draft.key, index]));
  assignments.sort((a, b) => (order.get(a.key) ?? 0) - (order.get(b.key) ?? 0));
  const contacts = new Map(input.roster.contacts.map((contact) => [contact.id, contact]));
  const reminders = assignments.flatMap(({ key, sent }) =>
    sent.map(({ rung, turn, contactId, channel, at, subject }): PreviewedReminder => {
      const contact = contacts.get(contactId);
      const recipient = contact === undefined ? contactId : addressOf(contact, channel, input.channels);
      return { assignment: key, rung: spokenRung({ rung, turn }), recipient, channel, at, subject };
    }),
  );
  return {
    assignments: assignments.map(({ label, sent: _, ...row }) => ({ ...row, title: spokenTitle({ ...row, label }) })),
    reminders: orderReminders(reminders),
  };
}
