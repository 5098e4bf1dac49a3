// `npm run bench:slot -- [--people 2000] [--waiting 20000]`: the mails of one slot by the real activity, on a real PostgreSQL and a real SMTP server,
// and beside them the bare limit, a nodemailer loop of the same mails over as many connections into the same server. Then the same beside so many
// assignments that wait for their day (0: not).
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { MockActivityEnvironment } from '@temporalio/testing';
import nodemailer from 'nodemailer';
import pg from 'pg';
import { createDeliverSlot } from '#activities/deliver-slot.ts';
import type { ActivityDependencies } from '#activities/deps.ts';
import { createDivideSlot } from '#activities/divide-slot.ts';
import { createEmailChannel } from '#channels/email/email-channel.ts';
import { createChannelRegistry } from '#channels/registry.ts';
import { createLinkSigner } from '#channels/signed-links.ts';
import { wallClock } from '#contracts/clock.ts';
import type { Slot } from '#contracts/primitives.ts';
import { slotNotBefore } from '#domain/calendar/slot.ts';
import { prepareCluster } from '#local/postgres/prepare-cluster.ts';
import { startPostgres } from '#local/postgres/start-postgres.ts';
import { chooseFreePort } from '#local/process/choose-free-port.ts';
import { createStore } from '#store/create-store.ts';
import { openDatabase } from '#store/database.ts';
import { openAnswerJournal } from '#worker/answer-journal.ts';
import type { SlotOutcome } from '#workflows/activities.ts';
import { type Burst, furnishOffice, stageBurst } from '../tests/support/staged-burst.ts';
import { tell } from './figures.ts';
import { type Lateness, latenessOf, printLateness } from './lateness.ts';
import { addWaiting } from './lists-fill.ts';
import type { SinkMail } from './mail-sink.ts';
import { openSink } from './sink.ts';

const CONNECTIONS = 5;
// As early as the workflow, less what the rows need to be staged.
const AHEAD_MS = 40_000;
const from = 'dondoc@tuky.example.vn';

// Waiting assignments make a burst no slower than this.
const BESIDE_WAITING = 1.2;

const { values } = parseArgs({
  options: { people: { type: 'string', default: '2000' }, waiting: { type: 'string', default: '20000' } },
});
const [people, waiting] = [Number(values.people), Number(values.waiting)];
const folder = mkdtempSync(join(tmpdir(), 'dondoc-slot-'));
const sink = await openSink();
const postgres = await startPostgres({
  dataDir: join(folder, 'pg'),
  port: await chooseFreePort(),
  logFile: join(folder, 'pg.log'),
  settings: { shared_preload_libraries: 'pg_stat_statements', 'pg_stat_statements.track_utility': 'on' },
});
const { url } = await prepareCluster(join(folder, 'pg'), postgres.url);
const sql = new pg.Client({ connectionString: postgres.url });
await sql.connect();
await furnishOffice(url);

const database = openDatabase(url, 20);
const channel = createEmailChannel({ smtpUrl: sink.url, from, maxConnections: CONNECTIONS });
const deps: ActivityDependencies = {
  store: createStore(database),
  channels: createChannelRegistry([channel]),
  links: createLinkSigner('bench-links-are-signed-with-this-secret'),
  now: wallClock,
  answers: openAnswerJournal({ folder: join(folder, 'answers'), log: { warn: console.error }, now: wallClock }),
  publicUrl: 'https://nhacviec.example.vn',
  mailDomain: 'nhacviec.example.vn',
  engine: {
    openSlot: async () => undefined,
    startLifecycles: async () => undefined,
    isRunning: async () => true,
    lifecycleState: async () => null,
  },
  log: { info: () => undefined, warn: console.error, error: console.error },
};

console.log(
  `node ${process.version}, ${cpus().length} cores (${cpus()[0]?.model}), PostgreSQL with fsync, SMTP over ${CONNECTIONS} connections`,
);
let ok = true;
const alone = [await measure('single mails', 's', { people, each: 1 })];
await measure('digests of 10', 'd', { people: Math.ceil(people / 10), each: 10 });
if (waiting > 0) await measureBesideWaiting();
await Promise.all([channel.close(), database.$disconnect(), sql.end()]);
await postgres.stop();
sink.close();
rmSync(folder, { recursive: true, force: true });
process.exit(ok ? 0 : 1);

/** Two bursts of each kind, and the better of them: what else the machine does falls on one at a time. */
async function measureBesideWaiting(): Promise<void> {
  alone.push(await measure('single mails', 't', { people, each: 1 }));
  const owner = openDatabase(postgres.url);
  await addWaiting(owner, waiting);
  await owner.$disconnect();
  const beside: Lateness[] = [];
  for (const series of ['u', 'v'])
    beside.push(await measure(`single mails beside ${waiting} that wait`, series, { people, each: 1 }));
  const best = (list: Lateness[], of: (one: Lateness) => number) => Math.min(...list.map(of));
  const ratios = ([({ p50 }) => p50, ({ p99 }) => p99] as ((one: Lateness) => number)[]).map(
    (of) => best(beside, of) / best(alone, of),
  );
  const holds = Math.max(...ratios) <= BESIDE_WAITING;
  if (!holds) ok = false;
  tell({
    what: `${people} single mails beside ${waiting} assignments that wait`,
    found: `p50 and p99 ${ratios.map((ratio) => ratio.toFixed(2)).join(' and ')} times those without`,
    wanted: `${BESIDE_WAITING} times`,
    holds,
  });
}

async function measure(what: string, series: string, burst: Burst): Promise<Lateness> {
  const slotAt = slotNotBefore(Date.now() + Math.min(AHEAD_MS, 10_000 + burst.people * 15));
  await stageBurst(postgres.url, series, burst, slotAt);
  await sql.query('SELECT pg_stat_statements_reset()');
  const before = process.cpuUsage();
  const open = await deliver(slotAt);
  const cpu = process.cpuUsage(before);
  const mails = await sink.take();
  const { rows } = await sql.query(
    `SELECT sum(calls)::float8 AS calls, sum(total_exec_time)::float8 AS ms FROM pg_stat_statements s JOIN pg_database d ON d.oid = s.dbid
     WHERE d.datname = 'dondoc' AND query NOT LIKE '%pg_stat_statements%'`,
  );
  if (process.env.SLOT_STATEMENTS) await printStatements();
  const ours = latenessOf(mails, Date.parse(slotAt));
  const bare = latenessOf(...(await bareLoop(slotAt)));
  const ratio = ours.perSecond / bare.perSecond;
  const name = `${burst.people} ${what} due at one instant`;
  tell({
    what: `${name}: how late they leave`,
    found: printLateness(ours),
    beside: `a nodemailer loop: ${printLateness(bare)}`,
    wanted: 'first within 300 ms and none before',
    holds: ours.first >= 0 && ours.first <= 300,
  });
  tell({
    what: `${name}: rate`,
    found: `${ratio.toFixed(2)} of the nodemailer loop`,
    wanted: '0.8',
    holds: ratio >= 0.8,
  });
  const perMail = `${(rows[0].calls / burst.people).toFixed(2)} statements and ${(rows[0].ms / burst.people).toFixed(2)} ms of SQL`;
  const worker = `${((cpu.user + cpu.system) / 1e6).toFixed(1)} s of the worker's processor`;
  const lost = `open ${open}, lost ${burst.people - ours.ids}, twice ${ours.mails - ours.ids}`;
  tell({ what: `${name}: what a mail costs`, found: `${perMail}; in all ${worker}; ${lost}` });
  if (open > 0 || ours.ids !== burst.people || ours.mails !== ours.ids || ours.first < 0) ok = false;
  return ours;
}

/** Where the time of the database went. */
async function printStatements(): Promise<void> {
  const { rows } = await sql.query(
    `SELECT calls, round(total_exec_time) AS ms, round(total_exec_time / calls * 100) / 100 AS each, left(regexp_replace(query, '\\s+', ' ', 'g'), 110) AS query
     FROM pg_stat_statements s JOIN pg_database d ON d.oid = s.dbid WHERE d.datname = 'dondoc' ORDER BY total_exec_time DESC LIMIT 12`,
  );
  console.table(rows);
}

/** As the workflow does; the rows that are open afterwards. */
async function deliver(slotAt: Slot): Promise<number> {
  const [divideSlot, deliverSlot] = [createDivideSlot(deps), createDeliverSlot(deps)];
  const { shares: of } = await divideSlot({ slotAt });
  const outcomes = await Promise.all(
    Array.from({ length: of }, (_, index) => {
      const run = new MockActivityEnvironment().run(deliverSlot, { slotAt, share: { index, of } });
      return run as Promise<SlotOutcome>;
    }),
  );
  return outcomes.reduce((sum, { open }) => sum + open, 0);
}

/** The same mails, handed to nodemailer's pool at once. */
async function bareLoop(slotAt: Slot): Promise<[SinkMail[], number]> {
  const { rows } = await sql.query(
    'SELECT m.subject, m.text, m.html, c.name, c.email FROM message m JOIN contact c ON c.id = contact_id WHERE slot_at = $1',
    [slotAt],
  );
  const bare = nodemailer.createTransport({
    pool: true,
    host: '127.0.0.1',
    port: sink.port,
    maxConnections: CONNECTIONS,
    maxMessages: 500,
  });
  const startedMs = Date.now();
  await Promise.all(
    rows.map(({ subject, text, html, name, email }, n) =>
      bare.sendMail({
        from,
        to: { name, address: email },
        subject,
        text,
        html,
        messageId: `<bare-${n}@tuky.example.vn>`,
      }),
    ),
  );
  bare.close();
  return [await sink.take(), startedMs];
}
