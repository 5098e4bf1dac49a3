// `npm run bench:publication -- [assignments…] [--agencies 2000] [--without-list]`: the journey alone, then a publication on the whole stack as a user has it: how
// soon the button answers, what /healthz and a list cost meanwhile, when everything is recorded and every lifecycle runs, memory of both
// programs; and in the same run how many workflows a second the same Temporal server starts when nothing else is asked of it.
// Runs under `node --cpu-prof` for the journey; `worker` and `api` of the stack are named by their pids.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Client, Connection } from '@temporalio/client';
import pg from 'pg';
import type { Roster } from '#contracts/roster.ts';
import { runJourney } from '#domain/journey.ts';
import { aContact, aJourney, anAgency, aPlan, aRoster } from '../tests/support/builders.ts';
import { openStackFolder, recordedPids, type StackFolder, startStack } from '../tests/support/started-stack.ts';
import { keep } from './figures.ts';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    agencies: { type: 'string', default: '2000' },
    'journey-only': { type: 'boolean', default: false },
    'without-list': { type: 'boolean', default: false },
  },
});
const COUNTS = positionals.length === 0 ? [2_000, 4_900] : positionals.map(Number);
const AGENCIES = Number(values.agencies);
/** A file holds five thousand rows: more assignments come from leads that are groups of agencies. */
const ROWS_MAX = 4_900;
const BARE = 400;
const BARE_AT_ONCE = 10;

const misses: string[] = [];
const wanted = (what: string, holds: boolean) => {
  if (!holds) misses.push(what);
  keep({ what: 'publication', found: what, wanted: 'so', holds });
};

for (const count of COUNTS) measureJourney(count);
if (!values['journey-only']) await measureStack();
for (const what of misses) console.log(`MISSED ${what}`);
process.exit(misses.length === 0 ? 0 : 1);

function measureJourney(count: number): void {
  const { rows, roster } = sized(count, 'a');
  const plan = aPlan(
    rows.map(({ lead, title }, n) => ({
      title,
      leads: [lead],
      deadlineText: `Trước ngày ${1 + (n % 28)}/${2 + (n % 11)}`,
    })),
  );
  const input = aJourney({ plan, roster: { ...aRoster(), ...roster } });
  const beganAt = performance.now();
  const { assignments } = runJourney(input);
  const ms = performance.now() - beganAt;
  const reminders = assignments.reduce((sum, one) => sum + one.reminders.length, 0);
  print('journey', {
    assignments: assignments.length,
    reminders,
    ms: Math.round(ms),
    usEach: Math.round((ms * 1000) / assignments.length),
  });
}

async function measureStack(): Promise<void> {
  const folder = await openStackFolder();
  const stack = await startStack(folder);
  const { databaseUrl, temporalAddress, temporalNamespace } = JSON.parse(
    readFileSync(join(folder.dataDir, 'run', 'installation.json'), 'utf8'),
  );
  const sql = new pg.Pool({ connectionString: databaseUrl, max: 2 });
  const connection = await Connection.connect({ address: temporalAddress });
  const client = new Client({ connection, namespace: temporalNamespace });
  try {
    for (const [index, count] of COUNTS.entries()) {
      const series = String.fromCharCode(97 + index);
      const before = await bareStarts(client, `${series}-before`);
      const published = await publishOne(folder, sql, count, series);
      const after = await bareStarts(client, `${series}-after`);
      const bare = (before + after) / 2;
      print('bare starts a second', { before: round(before), after: round(after) });
      const ratio = published.readyPerSecond / bare;
      print('lifecycles ready, of bare starts', { assignments: count, ratio: round(ratio, 2) });
      wanted(`${count}: lifecycles ready at 0.6 of bare starts (${round(ratio, 2)})`, ratio >= 0.6);
    }
  } finally {
    await Promise.allSettled([sql.end(), connection.close()]);
    await stack.stop();
    folder.remove();
  }
}

async function publishOne(folder: StackFolder, sql: pg.Pool, count: number, series: string) {
  const { rows, roster } = sized(count, series);
  const rosterFile = join(folder.dataDir, `roster-${series}.json`);
  writeFileSync(rosterFile, JSON.stringify(roster));
  let beganAt = performance.now();
  const env = { ...process.env, DONDOC_DATA_DIR: folder.dataDir };
  const cwd = fileURLToPath(new URL('../', import.meta.url));
  const { status, stderr } = spawnSync(process.execPath, ['bin/dondoc.mjs', 'roster', 'import', rosterFile], {
    cwd,
    env,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  print('roster import', { people: roster.contacts.length, seconds: secondsSince(beganAt) });

  const due = `31/12/${new Date().getUTCFullYear()}`;
  const lines = rows.map(({ lead, title }, n) => `${n + 1},${title},Báo cáo,${lead},${due}`);
  const csv = ['STT,Nội dung hoạt động,Sản phẩm,Cơ quan chủ trì,Thời gian hoàn thành', ...lines].join('\n');
  const form = new FormData();
  form.append('file', new Blob([csv]), `ke-hoach-${series}.csv`);
  beganAt = performance.now();
  const draft = await (await fetch(`${folder.url}/api/plans`, { method: 'POST', body: form })).json();
  print('plan upload', { rows: rows.length, seconds: secondsSince(beganAt) });
  const planId: string = draft.plan.id;

  const pids = recordedPids(folder);
  const probes = [probe(`${folder.url}/healthz`, 50)];
  beganAt = performance.now();
  const answer = await fetch(`${folder.url}/api/plans/${planId}/publish`, { method: 'POST' });
  const answerMs = Math.round(performance.now() - beganAt);
  if (answer.status !== 200) throw new Error(await answer.text());
  if (!values['without-list']) probes.push(probe(`${folder.url}/api/assignments?pageSize=20`, 250));
  const whole = async (question: string) => Number((await sql.query(question, [planId])).rows[0].n);
  while ((await whole('select count(*) n from publication where plan_id = $1 and recorded_at is not null')) === 0)
    await sleep(100);
  const recordedSeconds = secondsSince(beganAt);
  const startsAt = performance.now();
  const cpuBefore = cpuOf(pids);
  while ((await whole('select count(*) n from assignment where plan_id = $1 and lifecycle_ready_at is null')) > 0)
    await sleep(100);
  const readySeconds = secondsSince(beganAt);
  const readyPerSecond = count / ((performance.now() - startsAt) / 1000);
  const cpuEach = perLifecycle(cpuBefore, cpuOf(pids), count);
  const [health, list] = probes.map((stop) => stop());
  const rowsEach =
    (await whole(
      'select count(*) n from ledger_entry l join assignment a on a.id = l.assignment_id where a.plan_id = $1',
    )) / count;
  const peakMb = { api: peakMegabytes(pids.api), worker: peakMegabytes(pids.worker) };
  print('publication', {
    assignments: count,
    rowsEach: round(rowsEach),
    answerMs,
    recordedSeconds,
    readySeconds,
    readyPerSecond: round(readyPerSecond),
    peakMb,
  });
  print('processor ms a lifecycle', cpuEach);
  print('meanwhile', { healthzMs: health, listMs: list });
  wanted(`${count}: the button answers within 300 ms (${answerMs})`, answerMs <= 300);
  wanted(`${count}: /healthz p99 within 200 ms (${health?.p99})`, (health?.p99 ?? 0) <= 200);
  wanted(`${count}: a list p99 within 200 ms (${list?.p99})`, (list?.p99 ?? 0) <= 200);
  wanted(
    `${count}: worker and API under 1 GB (${peakMb.worker}, ${peakMb.api})`,
    Math.max(peakMb.api, peakMb.worker) < 1024,
  );
  return { readyPerSecond };
}

/** An office of so many agencies with one person each, and the rows that make `count` assignments of it. */
function sized(count: number, series: string): { rows: { lead: string; title: string }[]; roster: Roster } {
  const pad = (n: number) => String(n).padStart(5, '0');
  const ids = Array.from({ length: AGENCIES }, (_, n) => `${series}-${pad(n)}`);
  const agencies = ids.map((id) => anAgency({ id, name: `Đơn vị ${id}` }));
  const contacts = ids.map((id) => aContact({ id: `nguoi-${id}`, agency: id, name: `Nguyễn Văn ${id}` }));
  const none = { fieldLeads: [], standingAgency: null, chairmanOffice: null, chairman: null };
  const rowsOf = (n: number) => `Xây dựng báo cáo chuyên đề số ${series} ${pad(n)} về cải cách hành chính`;
  const office = { office: 'UBND đo thử', agencies, contacts, groups: [], ...none };
  if (count <= ROWS_MAX)
    return {
      roster: office,
      rows: Array.from({ length: count }, (_, n) => ({ title: rowsOf(n), lead: agencies[n % AGENCIES]?.name ?? '' })),
    };
  const size = 20;
  const groups = Array.from({ length: Math.floor(AGENCIES / size) }, (_, n) => ({
    name: `Nhóm ${series} ${pad(n)}`,
    aliases: [],
    members: ids.slice(n * size, (n + 1) * size),
    validFrom: null,
    validTo: null,
  }));
  const rows = Array.from({ length: count / size }, (_, n) => ({
    title: rowsOf(n),
    lead: groups[n % groups.length]?.name ?? '',
  }));
  return { roster: { ...office, groups }, rows };
}

/** Starts of a workflow that nobody runs: all that the server itself can do. */
async function bareStarts(client: Client, series: string): Promise<number> {
  const beganAt = performance.now();
  let next = 0;
  const work = async () => {
    while (next < BARE) {
      next += 1;
      await client.workflow.start('trivial', { workflowId: `bare-${series}-${next}`, taskQueue: 'nobody', args: [] });
    }
  };
  await Promise.all(Array.from({ length: BARE_AT_ONCE }, work));
  return BARE / ((performance.now() - beganAt) / 1000);
}

/** Asks again and again until it is stopped, and tells how long the answers took. */
function probe(url: string, everyMs: number): () => { n: number; p50: number; p99: number; max: number } {
  const took: number[] = [];
  let going = true;
  void (async () => {
    while (going) {
      const beganAt = performance.now();
      await fetch(url).then(
        (answer) => answer.text(),
        () => undefined,
      );
      took.push(performance.now() - beganAt);
      await sleep(everyMs);
    }
  })();
  return () => {
    going = false;
    const sorted = took.sort((a, b) => a - b);
    const at = (q: number) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? 0);
    return { n: sorted.length, p50: at(0.5), p99: at(0.99), max: at(1) };
  };
}

/** Milliseconds of processor of each program and of what it started. */
function cpuOf(pids: Record<string, number>): Record<string, number> {
  const TICK_MS = 10;
  const own = (pid: number): number => {
    try {
      return ownOf(pid);
    } catch {
      // It ended meanwhile.
      return 0;
    }
  };
  const ownOf = (pid: number): number => {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean);
    const ticks = [11, 12, 13, 14].reduce((sum, at) => sum + (fields[at] ?? 0), 0);
    return ticks * TICK_MS + children.reduce((sum, child) => sum + own(Number(child)), 0);
  };
  return Object.fromEntries(Object.entries(pids).map(([name, pid]) => [name, own(pid)]));
}

function perLifecycle(before: Record<string, number>, after: Record<string, number>, count: number) {
  return Object.fromEntries(
    Object.entries(after).map(([name, ms]) => [name, round((ms - (before[name] ?? 0)) / count)]),
  );
}

function peakMegabytes(pid: number | undefined): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Math.round(Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
}

function secondsSince(beganAt: number): number {
  return round((performance.now() - beganAt) / 1000, 1);
}

function round(value: number, digits = 1): number {
  return Number(value.toFixed(digits));
}

function print(what: string, figures: object): void {
  console.log(`${what.padEnd(34)} ${JSON.stringify(figures)}`);
  keep({ what, found: JSON.stringify(figures).replace(/[{}"]/g, '').replaceAll(',', ', ').replaceAll(':', ' ') });
}
