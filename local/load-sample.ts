// The sample of an embedded installation: a real plan rolled to this year, a made-up roster, and a past given by real commands.
// Run by the supervisor before it prints the address; a second run finds the sample there and does nothing.

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from '@temporalio/client';
import { passwords } from '#accounts/passwords.ts';
import { CHANNEL_KINDS } from '#channels/kinds.ts';
import { internationalPhone } from '#channels/phone.ts';
import { loadConnectedEnv } from '#config/connected-env.ts';
import { wallClock } from '#contracts/clock.ts';
import { DEFAULT_ZONE } from '#contracts/primitives.ts';
import { Roster } from '#contracts/roster.ts';
import { readPlan } from '#documents/read-plan.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import { toLocalDate } from '#domain/calendar/local-time.ts';
import { readRows } from '#domain/journey.ts';
import { connectTemporal } from '#engine/connect-temporal.ts';
import { createEngineClient } from '#engine/engine-client.ts';
import { addSampleAccounts } from '#operations/add-sample-accounts.ts';
import { decideDeadline } from '#operations/decide-deadline.ts';
import { defaultLadder } from '#operations/ensure-defaults.ts';
import { type CommandContext, giveCommand } from '#operations/give-command.ts';
import { importPlan } from '#operations/import-plan.ts';
import { importRoster } from '#operations/import-roster.ts';
import { type PublishContext, publishPlan } from '#operations/publish-plan.ts';
import { BY_SYSTEM, officerNamed } from '#operations/seam/actor.ts';
import { setLadder } from '#operations/set-ladder.ts';
import { viewAssignments } from '#store/assignment-view-store.ts';
import { CALENDAR_NAME, loadCurrentCalendar } from '#store/calendar-store.ts';
import { closeDatabase } from '#store/database.ts';
import { createDirectory } from '#store/directory.ts';
import { openApplicationDatabase } from '#store/open-application-database.ts';
import { listAgencySpeakers } from '#store/person-store.ts';
import { countPlans, findSampleDraft } from '#store/plan-list-store.ts';
import { findPlan } from '#store/plan-store.ts';
import { countNotReady, isRecorded } from '#store/publication-progress-store.ts';
import { SAMPLE_ACCOUNTS, SAMPLE_PASSWORD } from './sample/accounts.ts';
import { type PastCommand, pastOf } from './sample/past-of.ts';
import { rollPlan, sampleYear } from './sample/roll-plan.ts';

const SAMPLE = new URL('../data/sample/', import.meta.url);
const PLAN_FILE = 'tu-ky-2023.docx';
const POLICY = 'mau';
const OFFICER = officerNamed('Nguyễn Thị Hạnh (Phòng Nội vụ)');
const COMMANDS_AT_ONCE = 8;

const env = loadConnectedEnv();
const { database } = await openApplicationDatabase(env.databaseUrl);
const connection = await connectTemporal(env.temporalAddress);
const engine = createEngineClient(new Client({ connection, namespace: env.temporalNamespace }));
const context: CommandContext & PublishContext = {
  database,
  directory: createDirectory(database),
  engine,
  zone: DEFAULT_ZONE,
  now: wallClock,
};
if (env.embedded) {
  await loadSample();
  if (env.accounts.sampleAccounts)
    await addSampleAccounts({ database, passwords, now: wallClock }, BY_SYSTEM, {
      accounts: SAMPLE_ACCOUNTS,
      password: SAMPLE_PASSWORD,
    });
}
await Promise.allSettled([connection.close(), closeDatabase(database)]);
process.exit(0);

async function loadSample(): Promise<void> {
  const unfinished = await findSampleDraft(database);
  if (unfinished === null && (await countPlans(database)) > 0) return;
  const roster = Roster.parse(JSON.parse(await readFile(new URL('roster.json', SAMPLE), 'utf8')));
  await importRoster({ ...context, engine: null }, BY_SYSTEM, { roster, channels: CHANNEL_KINDS, orphans: true });
  if (env.zalo.sandboxUrl !== null) await givePhones(env.zalo.sandboxUrl, roster, context.now());
  // Any hour: whoever tries the product in the evening or on a Sunday must see it at work.
  await setLadder(context, BY_SYSTEM, { policy: { ...(await defaultLadder()), name: POLICY, anyHour: true } });
  const planId = unfinished ?? (await importSamplePlan());
  await decideUnsureDates(planId);
  const published = await publishPlan(context, OFFICER, { planId, policyName: POLICY, channels: CHANNEL_KINDS });
  if (!published.ok) throw new Error(`the sample plan was refused: ${published.detail}`);
  await livePast(planId);
}

/** The sample's people in the Zalo sandbox: who is linked has written to the Official Account, so that the free window is open. */
async function givePhones(sandboxUrl: string, roster: Roster, now: Date): Promise<void> {
  for (const { id, name, phone, zaloUserId } of roster.contacts) {
    const number = phone === null ? null : internationalPhone(phone);
    if (number === null) continue;
    const lastInteractionMs = zaloUserId === null ? null : now.getTime();
    const user = { userId: zaloUserId ?? id, name, phone: number, follows: zaloUserId !== null, lastInteractionMs };
    const response = await fetch(new URL('_sandbox/users', sandboxUrl), { method: 'PUT', body: JSON.stringify(user) });
    if (!response.ok) throw new Error(`the Zalo sandbox refused ${id}: HTTP ${response.status}`);
  }
}

async function importSamplePlan(): Promise<string> {
  const bytes = await readFile(new URL(PLAN_FILE, SAMPLE));
  const read = await readPlan(bytes, PLAN_FILE);
  if (read.rows.length === 0) throw new Error(`the sample plan can not be read: ${read.issues[0]?.message}`);
  const parsed = rollPlan(read, sampleYear(toLocalDate(instantOf(context.now()), DEFAULT_ZONE)));
  const fileSha256 = createHash('sha256').update(bytes).digest('hex');
  const imported = await importPlan(context, OFFICER, { parsed, fileName: PLAN_FILE, fileSha256, sample: true });
  if (!imported.ok) throw new Error(`the sample plan was refused: ${imported.detail}`);
  return imported.planId;
}

/** What the officer would do on the plan's page: look at each unsure date and accept how it was read. */
async function decideUnsureDates(planId: string): Promise<void> {
  const plan = await findPlan(database, planId);
  if (plan === null) throw new Error('the sample plan is gone');
  const rows = readRows({
    plan: plan.parsed,
    decided: plan.decided,
    calendar: await loadCurrentCalendar(database, CALENDAR_NAME),
  });
  for (const [position, { reading, decided, text }] of rows.entries()) {
    if (reading.sure || decided) continue;
    const outcome = await decideDeadline(context, OFFICER, { planId, rowId: plan.rowIds[position] as string, text });
    if (!outcome.ok) throw new Error(`the sample's date was refused: ${outcome.detail}`);
  }
}

async function livePast(planId: string): Promise<void> {
  while (!(await isRecorded(database, planId)) || (await countNotReady(database, planId)) > 0) await sleep(200);
  const today = toLocalDate(instantOf(wallClock()), DEFAULT_ZONE);
  const rows = await viewAssignments(database, {
    planId,
    dataDate: today,
    dataEndsAt: new Date(wallClock().getTime() + 86_400_000),
  });
  const turns = { past: 0, coming: 0, undated: 0 };
  const lives = rows
    .filter((row) => row.nature !== 'past')
    .map((row) => {
      const like = row.dueWorking === null ? 'undated' : row.dueWorking < today ? 'past' : 'coming';
      return { row, commands: pastOf(row, turns[like]++, today) };
    });
  const speakers = await listAgencySpeakers(database);
  const queue = [...lives];
  const work = async () => {
    for (let life = queue.shift(); life !== undefined; life = queue.shift())
      for (const { by, command } of life.commands)
        await give(life.row.id, by, command, speakers.get(life.row.agencyId));
  };
  await Promise.all(Array.from({ length: COMMANDS_AT_ONCE }, work));
}

async function give(
  assignmentId: string,
  by: PastCommand['by'],
  command: PastCommand['command'],
  lead: string | undefined,
): Promise<void> {
  const person = lead === undefined ? OFFICER : ({ kind: 'contact', contactId: lead, by: 'paper' } as const);
  const outcome = await giveCommand(context, by === 'officer' ? OFFICER : person, { assignmentId, command });
  if (!outcome.ok) throw new Error(`the sample's ${command.command} was refused: ${outcome.detail}`);
}
