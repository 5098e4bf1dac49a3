// Delivery of a share of one slot: its messages are composed before the instant, leave on it, go their way over the contact's channels, and every
// row gets its end.
import { setTimeout as sleep } from 'node:timers/promises';
import { Context } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import type { Clock } from '#contracts/clock.ts';
import type { SlotShare } from '#contracts/delivery.ts';
import type { Instant, Slot } from '#contracts/primitives.ts';
import { SYSTEM } from '#domain/audit/system-actor.ts';
import { epochMsOf } from '#domain/calendar/instant.ts';
import { holdMatterId } from '#domain/delivery/channel-matter.ts';
import type { SendingMessage } from '#store/message-store.ts';
import type { SlotInput, SlotOutcome } from '#workflows/activities.ts';
import { type Ahead, createAhead, type ReadyMessage } from './compose-ahead.ts';
import type { ActivityDependencies } from './deps.ts';
import { createHolds } from './holds.ts';
import { putOffLateRows } from './put-off-late-rows.ts';
import { putOffLatecomers } from './put-off-latecomers.ts';
import { askedBy, type Beginning, heldUntil, type SlotRun, sendMessage } from './send-message.ts';
import { createNotes } from './take-notes.ts';
import { createTurns, createWindow } from './take-turns.ts';

const HEARTBEAT_MS = 2_000;
const EVERYBODY: SlotShare = { index: 0, of: 1 };
// What was staged or changed since the messages were composed is seen so long before they leave.
const [LAST_LOOK_MS, TO_SPARE_MS] = [1_000, 100];
// Claimed in sets; the first is small, because a mail waits for it. Few are claimed beyond those that are being sent: what is still staged can be taken back.
const [FIRST_SET, SET_MAX, UNDER_WAY_MAX] = [10, 40, 80];
// A row that somebody is changing at this moment is looked at again.
const [LOOKS_MAX, LOOK_EVERY_MS] = [6, 30];
// Of a message that another process was sending, the note may be on its way.
const NOTE_OF_ANOTHER_MS = 1_500;
// Rows that were staged while the slot was at work: looked at again soon.
const LOOK_AGAIN_MS = 5_000;
const HELD_LOOK_MS = 120_000;
// On the slot itself nothing is late, and two thousand assignments need not be asked.
const LATE_LOOK_MS = 60_000;
const WAIT_MAX_MS = 24 * 3_600_000;
const TRIES_MAX = 60;

/** A share while it is delivered. */
interface ShareRun extends SlotRun {
  slotAt: Slot;
  share: SlotShare;
  /** Aborted when the worker is asked to leave or another one has taken over. */
  signal: AbortSignal;
  begin(message: SendingMessage, how: Beginning): void;
  room(places: number): Promise<void>;
  /** Milliseconds until something of the share is due again. */
  waits: number[];
  /** Messages that this process holds, whichever of its activities began with them. */
  inHand: Set<string>;
}

/**
 * Sends nothing before the slot and nothing twice under another Message-ID: a message is claimed with its id in the
 * database before the first attempt, and an interrupted one goes on from its recorded attempts.
 */
export function createDeliverSlot(deps: ActivityDependencies) {
  // Of the process, not of one activity: an attempt that was given up may still hold messages whose notes wait for the database.
  const [notes, inTurn, inHand, holds] = [createNotes(deps), createTurns(), new Set<string>(), createHolds(deps)];

  return async function deliverSlot({ slotAt, share = EVERYBODY }: SlotInput): Promise<SlotOutcome> {
    const context = Context.current();
    const progress = { ready: 0, underWay: 0, ended: 0 };
    const beat = setInterval(() => context.heartbeat({ ...progress }), HEARTBEAT_MS);
    const underWay = createWindow(UNDER_WAY_MAX);
    const waits: number[] = [];
    const begin: ShareRun['begin'] = (message, how) => {
      inHand.add(message.id);
      progress.underWay += 1;
      underWay.begin(async () => {
        let dueAt: Awaited<ReturnType<typeof sendMessage>> = 'ended';
        try {
          dueAt = await sendMessage(deps, message, run, how);
        } finally {
          progress.underWay -= 1;
          if (dueAt !== 'held') inHand.delete(message.id);
        }
        if (dueAt === 'ended') progress.ended += 1;
        else waits.push(dueAt === 'held' ? WAIT_MAX_MS : epochMsOf(dueAt) - deps.now().getTime());
      });
    };
    const run: ShareRun = {
      ...{ slotAt, share, notes, inTurn, inHand, holds, waits, begin },
      ...{ room: underWay.room, signal: context.cancellationSignal },
      ...{ zone: '', worksSince: new Map<string, Instant>() },
    };
    try {
      await putOffLate(deps, slotAt, share);
      await putOffLatecomers(deps, slotAt, share);
      await holds.look();
      // Of an attempt that was given up.
      await deps.store.forgetLetters(slotAt, share);
      const office = await deps.store.loadOffice();
      run.zone = office.zone;
      const ahead = createAhead(deps, { office, sender: await deps.store.loadSender() }, slotAt, share);
      const count = () => {
        progress.ready = ahead.count();
      };
      await composeUntil(slotAt, ahead, deps.now, run.signal, count);
      const begun = await listBegun(deps, run);
      // Side by side: what nobody has begun with does not wait for the notes of another process.
      await allOf([takeUp(deps, run, begun), leave(deps, ahead, run, count)]);
      await underWay.done();
      await deps.store.forgetLetters(slotAt, share);
      return await outcomeOf(deps, run);
    } catch (error) {
      // A worker that leaves fails its share, for another to go on; cancelled it would be over for the workflow.
      throw run.signal.aborted ? ApplicationFailure.retryable('the worker leaves', 'interrupted') : error;
    } finally {
      // What was handed to a channel has its answer before another attempt begins.
      await underWay.settled();
      clearInterval(beat);
    }
  };
}

async function outcomeOf(deps: ActivityDependencies, run: ShareRun): Promise<SlotOutcome> {
  const { waits, holds } = run;
  for (const [channel, quietSince] of run.worksSince) {
    const now = deps.now();
    await deps.store.resolveChannelMatters({ channel, quietSince: new Date(quietSince) }, now);
    // What was held goes at once, so its matter is over at once.
    if (!holds.isHeld(channel)) await deps.store.resolveMatter(holdMatterId(channel), { actor: SYSTEM, now });
  }
  const open = await deps.store.countOpenInSlot(run.slotAt, run.share);
  const soonest = waits.length === 0 ? await lookAgainIn(deps, run, open) : Math.min(...waits);
  return { open, retryInMs: Math.min(WAIT_MAX_MS, Math.max(1_000, soonest)) };
}

/** What waits for its plan is opened by whoever has recorded that (record-assignments.ts); what came late is looked at again soon. */
async function lookAgainIn(
  { store }: ActivityDependencies,
  { slotAt, share }: ShareRun,
  open: number,
): Promise<number> {
  if (open === 0 || open > (await store.countHeldRows(slotAt, share))) return LOOK_AGAIN_MS;
  return HELD_LOOK_MS;
}

/** Composes what is staged, and again what has changed shortly before the slot; returns on the slot and not before. */
async function composeUntil(
  slotAt: Slot,
  ahead: Ahead,
  now: Clock,
  signal: AbortSignal,
  count: () => void,
): Promise<void> {
  const atMs = epochMsOf(slotAt);
  const isBefore = (ms: number) => () => now().getTime() < ms;
  await ahead.look(isBefore(atMs - LAST_LOOK_MS));
  count();
  if (!isBefore(atMs)()) return;
  await waitUntil(atMs - LAST_LOOK_MS, now, signal);
  await ahead.look(isBefore(atMs - TO_SPARE_MS));
  count();
  await waitUntil(atMs, now, signal);
}

async function waitUntil(atMs: number, now: Clock, signal: AbortSignal): Promise<void> {
  // A timer may be a moment early.
  for (let waitMs = atMs - now().getTime(); waitMs > 0; waitMs = atMs - now().getTime())
    await sleep(waitMs, undefined, { signal });
}

/** After a stop of hours the slot is opened at whatever hour that ends: what it holds goes to the next one. */
async function putOffLate(deps: ActivityDependencies, slotAt: Slot, share: SlotShare): Promise<void> {
  const { store, engine } = deps;
  if (deps.now().getTime() - epochMsOf(slotAt) < LATE_LOOK_MS) return;
  const slots = new Set<Slot>();
  for (const assignmentId of await store.listAssignmentsStagedIn(slotAt, share))
    for (const slot of await putOffLateRows(deps, assignmentId, [slotAt])) if (slot !== slotAt) slots.add(slot);
  for (const slot of slots) await engine.openSlot(slot);
}

/** Messages that were claimed before, by whomever. Asked before this attempt claims any: what it claims is its own from the first moment. */
async function listBegun({ store }: ActivityDependencies, { slotAt, share, inHand }: ShareRun): Promise<string[]> {
  return (await store.listSendingIds(slotAt, share)).filter((id) => !inHand.has(id));
}

/** Returns when all have ended, also where one fails; then throws its fault. */
async function allOf(works: readonly Promise<void>[]): Promise<void> {
  for (const ended of await Promise.allSettled(works)) if (ended.status === 'rejected') throw ended.reason;
}

/** Goes on with messages that were claimed before: they wait for their next attempt, or whoever claimed them is gone. */
async function takeUp({ store, answers }: ActivityDependencies, run: ShareRun, ids: readonly string[]): Promise<void> {
  const { signal } = run;
  let hasWaited = false;
  for (let at = 0; at < ids.length; at += SET_MAX) {
    const set = ids.slice(at, at + SET_MAX);
    let messages = await store.listSendingMessages(set);
    if (!hasWaited && messages.some(({ state }) => state.attempts.length === 0 && state.dueAt === null)) {
      await sleep(NOTE_OF_ANOTHER_MS, undefined, { signal });
      hasWaited = true;
      messages = await store.listSendingMessages(set);
    }
    const found = (await answers?.find(set)) ?? [];
    const kept = new Map(found.sort((a, b) => a.number - b.number).map((one) => [one.messageId, one]));
    for (const message of messages) {
      await run.room(1);
      signal.throwIfAborted();
      run.begin(message, { kept: kept.get(message.id) });
    }
  }
}

/**
 * Claims what is ready, set by set as those before are sent, until nothing of the share is staged. What has no way but a channel in trouble stays
 * staged, where a report can still take it back; one message asks whether the trouble is over.
 */
async function leave(deps: ActivityDependencies, ahead: Ahead, run: ShareRun, count: () => void): Promise<void> {
  let setMax = FIRST_SET;
  for (let look = 1; look <= LOOKS_MAX; look += 1) {
    for (let set = await ahead.take(setMax); set.length > 0; set = await ahead.take(setMax)) {
      const inTrouble = run.holds.isAny();
      const ready = inTrouble ? set.filter((one) => !setAsideHeld(deps, ahead, run, one)) : set;
      const { begun, asks } = inTrouble ? oneOfEachAsked(deps, run, ready) : { begun: ready, asks: false };
      ahead.giveBack(ready.filter((one) => !begun.includes(one)));
      await run.room(begun.length);
      run.signal.throwIfAborted();
      const claimed = await claim(deps, begun);
      for (const { message, prepared } of begun) if (claimed.has(message.id)) run.begin(message, { prepared });
      // The answer says whether the others may follow.
      if (asks) await run.room(UNDER_WAY_MAX);
      setMax = SET_MAX;
      count();
    }
    if ((await ahead.look()) === 0) return;
    await sleep(LOOK_EVERY_MS * look);
  }
}

/** What goes by channels that work, and of what would ask one in trouble whether that is over the first. */
function oneOfEachAsked(deps: ActivityDependencies, run: ShareRun, ready: Ready) {
  const asked = new Set<string>();
  const begun = ready.filter(({ message }) => {
    const channel = askedBy(deps, message, run);
    if (channel === null) return true;
    const isFirst = !asked.has(channel);
    asked.add(channel);
    return isFirst;
  });
  return { begun, asks: asked.size > 0 };
}

function setAsideHeld(deps: ActivityDependencies, ahead: Ahead, run: ShareRun, ready: ReadyMessage): boolean {
  const until = heldUntil(deps, ready.message, run);
  if (until === null) return false;
  ahead.setAside(ready);
  run.waits.push(epochMsOf(until) - deps.now().getTime());
  return true;
}

type Ready = readonly ReadyMessage[];

/** What no longer fits is not claimed, and composed anew at the next look. While the database is away it is asked again. */
async function claim(deps: ActivityDependencies, set: Ready): Promise<Set<string>> {
  if (set.length === 0) return new Set();
  const { store, log } = deps;
  const claims = set.map((ready) => ready.claim);
  for (let tries = 1; ; tries += 1)
    try {
      return await store.claimMessages(claims);
    } catch (error) {
      const isForGood = store.whyRefusedForGood(error) !== null;
      if (!isForGood && tries >= TRIES_MAX) throw error;
      if (isForGood && set.length === 1) {
        log.error({ err: error, rows: set[0]?.claim.rows }, 'a message cannot be stored');
        return new Set();
      }
      if (isForGood) {
        const each: Set<string>[] = [];
        for (const one of set) each.push(await claim(deps, [one]));
        return new Set(each.flatMap((ids) => [...ids]));
      }
      log.warn({ err: error }, 'messages could not be claimed');
      await sleep(Math.min(1_000, 50 * 2 ** tries));
    }
}
