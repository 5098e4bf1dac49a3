// One office on the real engine: its time goes from slot to slot, all lifecycles together.

import { randomUUID } from 'node:crypto';
import { CHANNEL_KINDS } from '#channels/kinds.ts';
import type { ParsedPlan } from '#contracts/plan.ts';
import { compareWaiting } from '#domain/audit/compare-waiting.ts';
import { epochMsOf, instantOf } from '#domain/calendar/instant.ts';
import { toLocalDate } from '#domain/calendar/local-time.ts';
import { slotOf } from '#domain/calendar/slot.ts';
import { spokenRung } from '#domain/ladder/spoken-rung.ts';
import { FINAL_STATUSES } from '#domain/lifecycle/state.ts';
import { giveCommand } from '#operations/give-command.ts';
import { publishPlan } from '#operations/publish-plan.ts';
import { officerNamed } from '#operations/seam/actor.ts';
import { listLedgerStandings } from '#store/late-row-store.ts';
import { addDraftPlan } from '#store/plan-store.ts';
import { listHardToReach } from '#store/reachability-store.ts';
import { ENGINE_QUEUE, workflowNames } from '#workflows/names.ts';
import { EVERY_CHANNEL, ZONE } from '../builders.ts';
import { eventually } from '../running-engine.ts';
import { saveRoster } from '../settings.ts';
import type { EngineOfOffices } from './engine-of-offices.ts';
import { fastForward } from './fast-forward.ts';
import type { Furnishing, GroundedOffice } from './ground.ts';

// Lifecycles wake five minutes before their slot and more.
const BEFORE_SLOT_MS = 30_000;
// A delivery that waits for its next attempt began a moment of the wall's clock after the office's.
const BEGAN_LATER_MS = 2_000;
const WITHIN_MS = 30_000;
const LOOK_EVERY_MS = 15;

export async function createOfficeOnEngine(on: EngineOfOffices, furnishing: Furnishing): Promise<GroundedOffice> {
  const { database, directory, engine, now: scene } = on;
  const { roster, policy, opensAt, isDown } = furnishing;
  Object.assign(scene, { nowMs: epochMsOf(opensAt), isDown, opened: new Set(), offsets: new Map(), sent: [] });
  await saveRoster(database, roster, ZONE);
  const now = () => new Date(scene.nowMs);
  const context = { database, directory, engine, zone: ZONE, now };
  const ids: string[] = [];

  const openWork = async () => {
    const where = { id: { in: ids }, status: { notIn: [...FINAL_STATUSES] } };
    return (await database.assignment.findMany({ where, select: { id: true } })).map(({ id }) => id);
  };
  const give: GroundedOffice['give'] = async (assignmentId, by, command) => {
    const outcome = await giveCommand(
      context,
      { kind: 'contact', contactId: by, by: 'link' },
      { assignmentId, command },
    );
    return outcome.ok ? null : outcome.code;
  };

  return {
    now: () => instantOf(scene.nowMs),
    advanceTo: (at) => passTime(on, { ids, openWork }, epochMsOf(at)),
    give,
    async publish(parsed) {
      const planId = await giveOut(on, parsed, policy.name);
      const select = { id: true, title: true, agencyId: true } as const;
      const given = await database.assignment.findMany({ where: { planId }, select, orderBy: { key: 'asc' } });
      ids.push(...given.map(({ id }) => id));
      return given;
    },
    replaceRoster: (after) => saveRoster(database, after, ZONE),
    async sent() {
      const contents = await contentOf(on);
      return scene.sent.map(({ messageId, ...one }) => ({ ...one, ...(contents.get(messageId) ?? NOTHING) }));
    },
    async unreached() {
      const people = await listHardToReach(database, toLocalDate(instantOf(scene.nowMs), ZONE), EVERY_CHANNEL);
      return people.flatMap(({ contactId, needsPerson }) => (needsPerson === null ? [] : [contactId]));
    },
    async refused() {
      const where = { assignmentId: { in: ids }, status: 'refused' };
      const rows = await database.ledgerEntry.findMany({ where, orderBy: { slotAt: 'asc' } });
      return rows.map(({ contactId, step, reason }) => ({ contactId, step, reason: reason ?? '' }));
    },
    async differences() {
      const compared = (await openWork()).map(async (id) => {
        const state = await engine.lifecycleState(id);
        if (state === null) throw new Error(`the lifecycle of ${id} gives no answer`);
        return compareWaiting(state, await listLedgerStandings(database, id));
      });
      return (await Promise.all(compared)).flat();
    },
    async close() {
      const reason = 'Phép thử đã xong';
      for (const id of await openWork()) await give(id, 'chi', { command: 'withdraw', reason });
    },
  };
}

const NOTHING = { contactId: '', says: [] };

async function giveOut({ database, engine, now: scene }: EngineOfOffices, parsed: ParsedPlan, policyName: string) {
  const now = () => new Date(scene.nowMs);
  const file = { fileName: 'thu.docx', fileSha256: randomUUID(), sample: true, actor: 'thử', now: now() };
  const planId = await addDraftPlan(database, { parsed, ...file });
  const context = { database, engine, zone: ZONE, now };
  const outcome = await publishPlan(context, officerNamed('thử'), {
    planId,
    policyName,
    channels: CHANNEL_KINDS,
    unheard: true,
  });
  if (!outcome.ok) throw new Error(outcome.detail);
  await soon('the plan is published', async () => {
    const plan = await database.plan.findUniqueOrThrow({ where: { id: planId }, select: { status: true } });
    return plan.status === 'published';
  });
  return planId;
}

interface OfficeWork {
  ids: readonly string[];
  openWork(): Promise<string[]>;
}

/** From slot to slot: the lifecycles stage, then the slot is delivered, then the next one. */
async function passTime(on: EngineOfOffices, work: OfficeWork, targetMs: number): Promise<void> {
  for (;;) {
    const momentMs = await nextMoment(on, work, targetMs);
    const lifecycles = (await work.openWork()).map(workflowNames().lifecycle);
    await forward(on, lifecycles, momentMs === null ? targetMs : momentMs - BEFORE_SLOT_MS);
    if (momentMs !== null) await allStaged(on, work, momentMs);
    on.now.nowMs = momentMs ?? targetMs;
    await deliver(on, work);
    if (momentMs === null) return;
  }
}

/** The next slot that holds something, or the next attempt of a message; null = none until then. */
async function nextMoment({ database, now }: EngineOfOffices, { ids }: OfficeWork, untilMs: number) {
  const coming = { gt: new Date(now.nowMs), lte: new Date(untilMs) };
  const assignmentId = { in: [...ids] };
  const row = await database.ledgerEntry.findFirst({
    where: { assignmentId, status: { in: ['planned', 'staged'] }, slotAt: coming },
    orderBy: { slotAt: 'asc' },
  });
  const message = await database.message.findFirst({
    where: { status: 'sending', nextAttemptAt: coming, entries: { some: { assignmentId } } },
    orderBy: { nextAttemptAt: 'asc' },
  });
  const moments = [row?.slotAt, message?.nextAttemptAt].flatMap((at) => (at ? [at.getTime()] : []));
  return moments.length === 0 ? null : Math.min(...moments);
}

/** Each workflow of the office, up to a moment of the office. */
async function forward({ connection, client, now }: EngineOfOffices, workflowIds: string[], targetMs: number) {
  const { namespace } = client.options;
  const all = workflowIds.map((workflowId) =>
    fastForward({ connection, namespace, workflowId }, targetMs - (now.offsets.get(workflowId) ?? 0)),
  );
  await Promise.all(all);
}

async function allStaged({ database }: EngineOfOffices, { ids }: OfficeWork, slotMs: number): Promise<void> {
  const where = { assignmentId: { in: [...ids] }, status: 'planned', slotAt: { lte: new Date(slotMs) } };
  await soon(
    'every reminder of the slot is staged or not needed',
    async () => (await database.ledgerEntry.count({ where })) === 0,
  );
}

/** The deliveries of every slot that has come, until nothing of them can leave now. */
async function deliver(on: EngineOfOffices, { ids }: OfficeWork): Promise<void> {
  const { client, database, now } = on;
  const offsetMs = now.nowMs - Date.now();
  for (const slotAt of [...now.opened].filter((one) => epochMsOf(one) <= now.nowMs)) {
    now.opened.delete(slotAt);
    const workflowId = workflowNames().delivery(slotAt);
    now.offsets.set(workflowId, offsetMs);
    const args = [{ v: 2, slotAt, clockOffsetMs: offsetMs }];
    const signal = { signal: 'slot-reopened', signalArgs: [] };
    await client.workflow.signalWithStart('deliverySlot', { workflowId, taskQueue: ENGINE_QUEUE, args, ...signal });
  }
  const nowAt = new Date(now.nowMs);
  const waiting = await database.message.findMany({ where: { status: 'sending', nextAttemptAt: nowAt } });
  const retried = waiting.map(({ slotAt }) => workflowNames().delivery(slotOf(instantOf(slotAt))));
  await forward(on, [...new Set(retried)], now.nowMs + BEGAN_LATER_MS);
  const entries = { some: { assignmentId: { in: [...ids] } } };
  const due = { OR: [{ nextAttemptAt: null }, { nextAttemptAt: { lte: nowAt } }] };
  const unclaimed = { assignmentId: { in: [...ids] }, status: 'staged', slotAt: { lte: nowAt } };
  await soon(
    'what is due has left',
    async () =>
      (await database.ledgerEntry.count({ where: unclaimed })) === 0 &&
      (await database.message.count({ where: { status: 'sending', entries, ...due } })) === 0,
  );
}

/** What each message speaks of, by its id. */
async function contentOf({ database, now }: EngineOfOffices) {
  const messageId = { in: now.sent.map((one) => one.messageId) };
  const rows = await database.ledgerEntry.findMany({
    where: { messageId },
    include: { assignment: true, message: true },
  });
  const contents = new Map<string, { contactId: string; says: { rung: string; title: string }[] }>();
  for (const { messageId: id, message, rung, turn, assignment } of rows) {
    const content = contents.get(id ?? '') ?? { contactId: message?.contactId ?? '', says: [] };
    content.says.push({ rung: spokenRung({ rung, turn }), title: assignment.title });
    contents.set(id ?? '', content);
  }
  return contents;
}

const soon = (what: string, holds: () => Promise<boolean>) =>
  eventually(what, holds, WITHIN_MS, undefined, LOOK_EVERY_MS);
