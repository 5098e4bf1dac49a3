// The sample of an embedded installation: a real plan rolled to this year, a made-up roster, and a past given by real commands.
// Run by the supervisor before it prints the address; a second run finds the sample there and does nothing.

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from '@temporalio/client';
import { phoneForZalo } from '#channels/zalo/phone.ts';
import { loadConnectedEnv } from '#config/connected-env.ts';
import { DEFAULT_ZONE } from '#contracts/primitives.ts';
import { Roster } from '#contracts/roster.ts';
import { readPlan } from '#documents/read-plan.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import { toLocalDate } from '#domain/calendar/local-time.ts';
import { readRows } from '#domain/journey.ts';
import { connectTemporal } from '#engine/connect-temporal.ts';
import { createEngineClient } from '#engine/engine-client.ts';
import { type CommandContext, giveCommand } from '#operations/give-command.ts';
import { publishPlan } from '#operations/publish-plan.ts';
import { viewAssignments } from '#store/assignment-view-store.ts';
import { currentCalendar } from '#store/calendar-store.ts';
import type { Database } from '#store/database.ts';
import { createDirectory } from '#store/directory.ts';
import { CALENDAR_NAME, defaultLadder } from '#store/ensure-defaults.ts';
import { openApplicationDatabase } from '#store/open-application-database.ts';
import { addDraftPlan, decideRowText, loadPlan } from '#store/plan-store.ts';
import { ensurePolicy } from '#store/policy-store.ts';
import { saveRoster } from '#store/roster-store.ts';
import { type PastCommand, pastOf } from './sample/past-of.ts';
import { rollPlan, sampleYear } from './sample/roll-plan.ts';

const SAMPLE = new URL('../data/sample/', import.meta.url);
const PLAN_FILE = 'tu-ky-2023.docx';
const POLICY = 'mau';
const OFFICER = 'Nguyễn Thị Hạnh (Phòng Nội vụ)';
const COMMANDS_AT_ONCE = 8;

const env = loadConnectedEnv();
const { database } = await openApplicationDatabase(env.databaseUrl);
const connection = await connectTemporal(env.temporalAddress);
const engine = createEngineClient(new Client({ connection, namespace: env.temporalNamespace }));
if (env.embedded) await loadSample();
await Promise.allSettled([connection.close(), database.$disconnect()]);
process.exit(0);

async function loadSample(): Promise<void> {
  const unfinished = await database.plan.findFirst({ where: { sample: true, status: 'draft' } });
  if (unfinished === null && (await database.plan.count()) > 0) return;
  const now = () => new Date();
  const roster = Roster.parse(JSON.parse(await readFile(new URL('roster.json', SAMPLE), 'utf8')));
  await saveRoster(database, roster, DEFAULT_ZONE);
  if (env.zalo.sandboxUrl !== null) await givePhones(env.zalo.sandboxUrl, roster, now());
  // Any hour: whoever tries the product in the evening or on a Sunday must see it at work.
  await ensurePolicy(database, { ...(await defaultLadder()), name: POLICY, anyHour: true }, now());
  const planId = unfinished?.id ?? (await importSamplePlan(now()));
  await decideUnsureDates(planId, now());
  const published = await publishPlan({ database, engine, now }, { planId, actor: OFFICER, policyName: POLICY });
  if (!published.ok) throw new Error(`the sample plan was refused: ${published.detail}`);
  await livePast(planId);
}

/** The sample's people in the Zalo sandbox: who is linked has written to the Official Account, so that the free window is open. */
async function givePhones(sandboxUrl: string, roster: Roster, now: Date): Promise<void> {
  for (const { id, name, phone, zaloUserId } of roster.contacts) {
    const number = phone === null ? null : phoneForZalo(phone);
    if (number === null) continue;
    const lastInteractionMs = zaloUserId === null ? null : now.getTime();
    const user = { userId: zaloUserId ?? id, name, phone: number, follows: zaloUserId !== null, lastInteractionMs };
    const response = await fetch(new URL('_sandbox/users', sandboxUrl), { method: 'PUT', body: JSON.stringify(user) });
    if (!response.ok) throw new Error(`the Zalo sandbox refused ${id}: HTTP ${response.status}`);
  }
}

async function importSamplePlan(now: Date): Promise<string> {
  const bytes = await readFile(new URL(PLAN_FILE, SAMPLE));
  const read = await readPlan(bytes, PLAN_FILE);
  if (read.rows.length === 0) throw new Error(`the sample plan can not be read: ${read.issues[0]?.message}`);
  const parsed = rollPlan(read, sampleYear(toLocalDate(instantOf(now), DEFAULT_ZONE)));
  const fileSha256 = createHash('sha256').update(bytes).digest('hex');
  return addDraftPlan(database, { parsed, fileName: PLAN_FILE, fileSha256, sample: true, actor: OFFICER, now });
}

/** What the officer would do on the plan's page: look at each unsure date and accept how it was read. */
async function decideUnsureDates(planId: string, now: Date): Promise<void> {
  const plan = await loadPlan(database, planId);
  if (plan === null) throw new Error('the sample plan is gone');
  const rows = readRows({
    plan: plan.parsed,
    decided: plan.decided,
    planYear: plan.parsed.plan.yearFrom,
    calendar: await currentCalendar(database, CALENDAR_NAME),
  });
  for (const [position, { reading, decided, text }] of rows.entries())
    if (!reading.sure && !decided)
      await decideRowText(database, { planId, rowId: plan.rowIds[position] as string, text, actor: OFFICER, now });
}

async function livePast(planId: string): Promise<void> {
  while ((await database.assignment.count({ where: { planId, lifecycleReadyAt: null } })) > 0) await sleep(200);
  const context: CommandContext = {
    database,
    directory: createDirectory(database),
    engine,
    zone: DEFAULT_ZONE,
    now: () => new Date(),
  };
  const today = toLocalDate(instantOf(new Date()), DEFAULT_ZONE);
  const rows = await viewAssignments(database, {
    planId,
    dataDate: today,
    dataEndsAt: new Date(Date.now() + 86_400_000),
  });
  const turns = { past: 0, coming: 0, undated: 0 };
  const lives = rows
    .filter((row) => row.nature !== 'past')
    .map((row) => {
      const like = row.dueWorking === null ? 'undated' : row.dueWorking < today ? 'past' : 'coming';
      return { row, commands: pastOf(row, turns[like]++, today) };
    });
  const actors = await actorsOf(database);
  const queue = [...lives];
  const work = async () => {
    for (let life = queue.shift(); life !== undefined; life = queue.shift())
      for (const { by, command } of life.commands)
        await give(context, life.row.id, by, command, actors.get(life.row.agencyId));
  };
  await Promise.all(Array.from({ length: COMMANDS_AT_ONCE }, work));
}

async function give(
  context: CommandContext,
  assignmentId: string,
  by: PastCommand['by'],
  command: PastCommand['command'],
  lead: string | undefined,
): Promise<void> {
  const outcome = await giveCommand(context, {
    assignmentId,
    command,
    actor: by === 'officer' ? OFFICER : (lead ?? OFFICER),
  });
  if (!outcome.ok) throw new Error(`the sample's ${command.command} was refused: ${outcome.detail}`);
}

async function actorsOf(database: Database): Promise<Map<string, string>> {
  const contacts = await database.contact.findMany({ include: { agency: true }, orderBy: { role: 'desc' } });
  return new Map(contacts.map((contact) => [contact.agencyId, `${contact.name} (${contact.agency.name})`]));
}
