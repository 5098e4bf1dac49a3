// An office on real servers (PostgreSQL, Temporal, a mail server) with the real workers, whose programs stop and come back at another hour. Time
// goes by in steps: the clock of the programs is set, and whatever waits on Temporal waits by it.
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import { expect, inject } from 'vitest';
import { CHANNEL_KINDS } from '#channels/kinds.ts';
import { loadConnectedEnv } from '#config/connected-env.ts';
import type { AssignmentCommand } from '#contracts/assignment.ts';
import type { ParsedPlan } from '#contracts/plan.ts';
import type { Roster } from '#contracts/roster.ts';
import { SYSTEM } from '#domain/audit/system-actor.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import { HOLD_MINUTES } from '#domain/delivery/next-step.ts';
import { FINAL_STATUSES } from '#domain/lifecycle/state.ts';
import { createEngineClient } from '#engine/engine-client.ts';
import { ensureSweepSchedule, listSweeps } from '#engine/ensure-sweep-schedule.ts';
import { giveCommand } from '#operations/give-command.ts';
import { publishPlan } from '#operations/publish-plan.ts';
import { reconcile } from '#operations/reconcile.ts';
import { ADMINISTRATOR, officerNamed } from '#operations/seam/actor.ts';
import { closeDatabase, type Database, openDatabase } from '#store/database.ts';
import { sealDeliveries } from '#store/delivery-seals.ts';
import { createDirectory } from '#store/directory.ts';
import { addDraftPlan } from '#store/plan-store.ts';
import { verifyInstallation } from '#store/verify-installation.ts';
import { createDependencies } from '#worker/create-dependencies.ts';
import { createWorkers } from '#worker/create-workers.ts';
import { createSetBackWatch } from '#worker/watch-set-back.ts';
import { createTemporalWatch } from '#worker/watch-temporal.ts';
import { workflowBundlePath } from '#worker/workflow-bundle.ts';
import { vn, wallClockOf, ZONE } from './builders.ts';
import { carryOver, runningOn, type Waiting } from './carry-over.ts';
import { startOfficeMail } from './office-mail.ts';
import { createTestDatabase, type TestDatabase } from './postgres.ts';
import { eventually, quietRuntime } from './running-engine.ts';
import { ensureDefaults, saveRoster } from './settings.ts';
import { createTestNamespace } from './temporal.ts';

export type ServedOffice = Awaited<ReturnType<typeof openServedOffice>>;

const SILENT = { info: () => undefined, warn: () => undefined, error: () => undefined };
// Lifecycles wake five minutes before their slot and more; what is composed ahead needs a moment.
const [STAGED_BY_MS, BEFORE_SLOT_MS] = [4 * 60_000, 1_500];
const SETTLED_WITHIN_MS = 90_000;

/** Opens at a wall clock of Vietnam with its programs running; whoever opens it closes it. */
export async function openServedOffice({ opens, roster }: { opens: string; roster: Roster }) {
  quietRuntime();
  let clockOffsetMs = 0;
  const now = () => new Date(Date.now() + clockOffsetMs);
  const setClock = (to: string) => {
    clockOffsetMs = Date.parse(vn(to)) - Date.now();
  };
  setClock(opens);
  const storage = await createTestDatabase();
  const namespace = await createTestNamespace();
  const mail = await startOfficeMail(now);
  const servers = { storage, namespace, mail, now, clockOffsetMs: () => clockOffsetMs };
  let programs = await startPrograms(servers);
  await ensureDefaults(programs.database, now());
  await saveRoster(programs.database, roster, ZONE, { actor: SYSTEM, now: now() });
  let waiting: Waiting | null = null;

  const office = {
    mail,
    storage,
    now,
    wallClock: () => wallClockOf(instantOf(now())),
    get programs() {
      return programs;
    },
    get context() {
      const { database, directory, engine } = programs;
      return { database, directory, engine, zone: ZONE, now };
    },

    /** Gives out a plan; returns its id when all of it is on its way. */
    async publish(parsed: ParsedPlan): Promise<string> {
      const { database, engine } = programs;
      const file = { fileName: 'ke-hoach.docx', fileSha256: '', sample: true, actor: 'thử', now: now() };
      const planId = await addDraftPlan(database, { parsed, ...file });
      const outcome = await publishPlan({ database, engine, zone: ZONE, now }, officerNamed('thử'), {
        planId,
        policyName: 'mac-dinh',
        channels: CHANNEL_KINDS,
        undecidedToo: true,
      });
      if (!outcome.ok) throw new Error(outcome.detail);
      await eventually('the plan is published', async () => {
        const { status } = await database.plan.findUniqueOrThrow({ where: { id: planId }, select: { status: true } });
        return status === 'published';
      });
      return planId;
    },

    async give(title: string, by: string, command: AssignmentCommand): Promise<string | null> {
      const { id } = await programs.database.assignment.findFirstOrThrow({ where: { title } });
      const outcome = await giveCommand(
        office.context,
        { kind: 'contact', contactId: by, by: 'link' },
        { assignmentId: id, command },
      );
      return outcome.ok ? null : outcome.code;
    },

    /** The programs run and time goes by, slot after slot; what a channel in trouble keeps stays where it is. */
    async passesTo(to: string): Promise<void> {
      const targetMs = Date.parse(vn(to));
      for (;;) {
        const slotMs = await nextSlotMs(programs.database, now().getTime(), targetMs);
        if (slotMs === null) break;
        await jumpTo(slotMs - STAGED_BY_MS);
        await allStaged(programs.database, slotMs);
        await jumpTo(slotMs - BEFORE_SLOT_MS);
        await sleep(Math.max(0, slotMs - now().getTime()));
        await office.settles();
      }
      await jumpTo(targetMs);
      await office.settles();
    },

    /** Until nothing of the programs is due but what a channel in trouble keeps. */
    async settles(): Promise<void> {
      await settle(programs.database, now);
      await sealDeliveries(programs.database, now());
    },

    /** Everything of ours stops; Temporal and PostgreSQL keep what they have. */
    async stops(): Promise<void> {
      waiting = await runningOn(programs);
      await programs.stop();
    },
    /** The machine comes back, and its clock says this. */
    async startsAt(to: string): Promise<void> {
      setClock(to);
      programs = await startPrograms(servers, waiting);
      waiting = null;
    },
    /** The watch over the ledger looks now, and not within two minutes. */
    async sweeps(): Promise<void> {
      const { client } = programs;
      const before = new Set((await listSweeps(client)).map(({ workflowId }) => workflowId));
      await ensureSweepSchedule(client);
      await eventually('the watch has looked', async () => {
        const [sweep] = await listSweeps(client, before);
        return sweep !== undefined && sweep.log !== null;
      });
    },

    /** Nothing is open between PostgreSQL and Temporal, and the log proves every table. */
    async standsRight(): Promise<void> {
      const { database, engine } = programs;
      const found = await reconcile({ database, engine, now }, ADMINISTRATOR, { fix: false });
      const { fixed: _, ...lists } = found;
      const empty = Object.fromEntries(
        Object.entries(lists).map(([name, list]) => [name, Array.isArray(list) ? [] : {}]),
      );
      expect(lists).toEqual(empty);
      const verdict = await verifyInstallation(database, null);
      expect(verdict).toMatchObject({ ok: true, broken: null, differences: [] });
    },

    async closes(): Promise<void> {
      await programs.stop();
      await mail.close();
      await storage.drop();
    },
  };
  return office;

  async function jumpTo(ms: number): Promise<void> {
    if (ms <= now().getTime()) return;
    const carried = await runningOn(programs);
    clockOffsetMs = ms - Date.now();
    await carryOver(programs.client, carried, clockOffsetMs);
  }
}

interface Servers {
  storage: TestDatabase;
  namespace: string;
  mail: { url: string };
  now: () => Date;
  clockOffsetMs: () => number;
}

/** The worker process as worker/main.ts composes it, by the office's clock. */
async function startPrograms(
  { storage, namespace, mail, now, clockOffsetMs }: Servers,
  waiting: Waiting | null = null,
) {
  const temporalAddress = inject('temporalAddress');
  const database = openDatabase(storage.url, 20);
  const connection = await Connection.connect({ address: temporalAddress });
  const client = new Client({ connection, namespace });
  const engine = createEngineClient(client, { now, clockOffsetMs });
  // What Temporal held is due by the clock of today, before anybody looks.
  if (waiting !== null) await carryOver(client, waiting, clockOffsetMs());
  const env = loadConnectedEnv({
    DATABASE_URL: storage.url,
    TEMPORAL_ADDRESS: temporalAddress,
    TEMPORAL_NAMESPACE: namespace,
    SMTP_URL: mail.url,
    MAIL_REPLY_ADDRESS: 'don-doc@tu-ky.example',
    DONDOC_SECRET: 'mot-bi-mat-du-dai-cho-thu-nghiem-ngung-may',
  });
  const deps = { ...(await createDependencies(env, { database, engine, log: SILENT })), now };
  const native = await NativeConnection.connect({ address: temporalAddress });
  const setBack = createSetBackWatch({ client, database, engine, now, zone: ZONE, log: SILENT });
  await setBack.beforeWork();
  const workers = await createWorkers({ connection: native, namespace, bundlePath: await workflowBundlePath(), deps });
  const running = Promise.all(workers.map((worker) => worker.run()));
  const watch = createTemporalWatch({ connection, client, database, engine, now, log: SILENT });
  await watch();
  await setBack.round();
  let isStopped = false;
  return {
    database,
    directory: createDirectory(database),
    client,
    engine,
    env,
    async stop() {
      if (isStopped) return;
      isStopped = true;
      for (const worker of workers) worker.shutdown();
      await running;
      await Promise.allSettled([native.close(), deps.channels.close(), connection.close(), closeDatabase(database)]);
    },
  };
}

/** The next slot for which something is planned; null = none until then. */
async function nextSlotMs(database: Database, afterMs: number, untilMs: number): Promise<number | null> {
  const coming = { gt: new Date(afterMs), lte: new Date(untilMs) };
  const [row, unwritten] = await Promise.all([
    database.ledgerEntry.findFirst({
      where: { status: { in: ['planned', 'staged'] }, slotAt: coming },
      orderBy: { slotAt: 'asc' },
    }),
    database.assignment.findFirst({ where: { nextStepAt: coming }, orderBy: { nextStepAt: 'asc' } }),
  ]);
  const all = [row?.slotAt, unwritten?.nextStepAt].flatMap((at) => (at ? [at.getTime()] : []));
  return all.length === 0 ? null : Math.min(...all);
}

async function allStaged(database: Database, slotMs: number): Promise<void> {
  await eventually(
    'what is planned for the slot is staged, or not needed',
    async () => (await countUnstaged(database, new Date(slotMs))) === 0,
  );
}

/** Rows that are planned, and steps that are not written, for a slot until then. */
async function countUnstaged(database: Database, until: Date): Promise<number> {
  const [planned, unwritten] = await Promise.all([
    database.ledgerEntry.count({ where: { status: 'planned', slotAt: { lte: until } } }),
    database.assignment.count({ where: { nextStepAt: { lte: until }, status: { notIn: [...FINAL_STATUSES] } } }),
  ]);
  return planned + unwritten;
}

async function settle(database: Database, now: () => Date): Promise<void> {
  const open = async () => {
    const at = now();
    const [hold] = await database.attention.findMany({ where: { id: 'channel/email/hold', resolvedAt: null } });
    // Tried since, and the next try is not due.
    const isHeld = hold !== undefined && at.getTime() - hold.lastAt.getTime() < HOLD_MINUTES.later * 60_000;
    const [unstaged, staged, sending] = await Promise.all([
      countUnstaged(database, at),
      database.ledgerEntry.count({ where: { status: 'staged', slotAt: { lte: at } } }),
      database.message.count({
        where: { status: 'sending', OR: [{ nextAttemptAt: null }, { nextAttemptAt: { lte: at } }] },
      }),
    ]);
    return { unstaged, staged: isHeld ? 0 : staged, sending };
  };
  let seen = await open();
  await eventually(
    'what is due has left, or waits',
    async () => {
      seen = await open();
      return Object.values(seen).every((count) => count === 0);
    },
    SETTLED_WITHIN_MS,
    () => seen,
  );
}
