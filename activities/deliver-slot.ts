// Delivery of one slot: staged rows become messages, messages go their way over the contact's channels, every row gets its end.
import { randomUUID } from 'node:crypto';
import { heartbeat } from '@temporalio/activity';
import type { Clock } from '#contracts/clock.ts';
import type { Slot } from '#contracts/primitives.ts';
import { epochMsOf } from '#domain/calendar/instant.ts';
import { composeMessage } from '#domain/message/compose-message.ts';
import type { SlotOutcome } from '#workflows/activities.ts';
import type { ActivityDependencies } from './deps.ts';
import { acknowledgeToken, toMessageInput } from './message-input.ts';
import { putOffLateRows } from './put-off-late-rows.ts';
import { type SlotRun, sendMessage } from './send-message.ts';

type Office = Awaited<ReturnType<ActivityDependencies['store']['loadOffice']>>;

const HEARTBEAT_MS = 5_000;
const PARALLEL_SENDS = 10;
// Rows that were staged while the slot was at work: looked at again soon.
const LOOK_AGAIN_MS = 5_000;
// On the slot itself nothing is late, and two thousand assignments need not be asked.
const LATE_LOOK_MS = 60_000;
const WAIT_MAX_MS = 24 * 3_600_000;

/**
 * Sends nothing before the slot and nothing twice under another Message-ID: a message is claimed with its id in the
 * database before the first attempt, and an interrupted one goes on from its recorded attempts.
 */
export function createDeliverSlot(deps: ActivityDependencies) {
  return async function deliverSlot({ slotAt }: { slotAt: Slot }): Promise<SlotOutcome> {
    const beat = setInterval(heartbeat, HEARTBEAT_MS);
    try {
      await waitUntil(slotAt, deps.now);
      await putOffLate(deps, slotAt);
      const office = await deps.store.loadOffice();
      await claimStaged(deps, office, slotAt);
      const run: SlotRun = { zone: office.zone, worksSince: new Map() };
      const messages = await deps.store.listSendingMessages(slotAt);
      const waits: number[] = [];
      await inParallel(messages, PARALLEL_SENDS, async (message) => {
        const dueAt = await sendMessage(deps, message, run);
        if (dueAt !== null) waits.push(epochMsOf(dueAt) - deps.now().getTime());
      });
      for (const [channel, quietSince] of run.worksSince)
        await deps.store.resolveChannelMatters({ channel, quietSince: new Date(quietSince) }, deps.now());
      const open = await deps.store.countOpenInSlot(slotAt);
      const soonest = waits.length === 0 ? LOOK_AGAIN_MS : Math.min(...waits);
      return { open, retryInMs: Math.min(WAIT_MAX_MS, Math.max(1_000, soonest)) };
    } finally {
      clearInterval(beat);
    }
  };
}

async function waitUntil(slotAt: Slot, now: Clock): Promise<void> {
  const waitMs = epochMsOf(slotAt) - now().getTime();
  if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
}

/** After a stop of hours the slot is opened at whatever hour that ends: what it holds goes to the next one. */
async function putOffLate(deps: ActivityDependencies, slotAt: Slot): Promise<void> {
  const { store, engine } = deps;
  if (deps.now().getTime() - epochMsOf(slotAt) < LATE_LOOK_MS) return;
  const slots = new Set<Slot>();
  for (const assignmentId of await store.listAssignmentsStagedIn(slotAt))
    for (const slot of await putOffLateRows(deps, assignmentId, [slotAt])) if (slot !== slotAt) slots.add(slot);
  for (const slot of slots) await engine.openSlot(slot);
}

async function claimStaged(deps: ActivityDependencies, office: Office, slotAt: Slot): Promise<void> {
  for (const { contactId, channel } of await deps.store.listStagedGroups(slotAt))
    for (;;) {
      const rows = await deps.store.listStagedRows(slotAt, contactId, channel);
      const [first] = rows;
      if (first === undefined) break;
      const id = randomUUID();
      const said = toMessageInput(deps, office, slotAt, rows);
      const neutral = { said, acknowledgeToken: acknowledgeToken(deps, id, slotAt, rows) };
      const forms = deps.channels.formsFor(first.contact, neutral);
      const rowIds = rows.map((row) => row.id);
      const addressed = { id, rowIds, contactId, channel, slotAt, mailDomain: deps.mailDomain };
      const claim = { ...addressed, composed: composeMessage(said), forms };
      // False: a row was superseded between reading and claiming; what is left is composed anew.
      if (await deps.store.claimMessage(claim, deps.now())) break;
    }
}

async function inParallel<T>(items: T[], width: number, work: (item: T) => Promise<void>): Promise<void> {
  const queue = [...items];
  const workers = Array.from({ length: Math.min(width, queue.length) }, async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
  });
  await Promise.all(workers);
}
