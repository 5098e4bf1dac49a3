// `npm run bench:publication -- [assignments…] [--agencies 2000] [--without-list]`: the journey alone, then a publication on the whole stack as a user has it: how
// soon the button answers, what /healthz and a list cost meanwhile, when everything is recorded and every lifecycle runs, memory of both
// programs; and in the same run how many workflows a second the same Temporal server starts when nothing else is asked of it.
// Runs under `node --cpu-prof` for the journey; `worker` and `api` of the stack are named by their pids.
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Client, Connection } from '@temporalio/client';
import type pg from 'pg';
import { runJourney } from '#domain/journey.ts';
import { aJourney, aPlan, aRoster } from '../tests/support/builders.ts';
import { recordedPids, type StackFolder } from '../tests/support/started-stack.ts';
import { keep } from './figures.ts';
import { openStack } from './opened-stack.ts';
import { cpuOf, peakMegabytes } from './processes.ts';
import { officeOf, publish, uploadOffice } from './published-office.ts';

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
  const { rows, roster } = officeOf({ assignments: count, agencies: AGENCIES, series: 'a' });
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
  const { folder, sql, temporal, stop } = await openStack();
  const connection = await Connection.connect({ address: temporal.address });
  const client = new Client({ connection, namespace: temporal.namespace });
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
    await connection.close().catch(() => undefined);
    await stop();
  }
}

async function publishOne(folder: StackFolder, sql: pg.Pool, count: number, series: string) {
  const { planId, people, rows, seconds } = await uploadOffice(folder, {
    assignments: count,
    agencies: AGENCIES,
    series,
  });
  print('roster import', { people, seconds: round(seconds.roster, 1) });
  print('plan upload', { rows, seconds: round(seconds.plan, 1) });

  const pids = recordedPids(folder);
  const probes = [probe(`${folder.url}/healthz`, 50)];
  let cpuBefore = cpuOf(pids);
  const published = await publish(folder, sql, planId, {
    answered() {
      if (!values['without-list']) probes.push(probe(`${folder.url}/api/assignments?pageSize=20`, 250));
    },
    recorded() {
      cpuBefore = cpuOf(pids);
    },
  });
  const cpuEach = perLifecycle(cpuBefore, cpuOf(pids), count);
  const answerMs = Math.round(published.answerMs);
  const [recordedSeconds, readySeconds] = [round(published.recordedSeconds), round(published.readySeconds)];
  const readyPerSecond = count / (published.readySeconds - published.recordedSeconds);
  const [health, list] = probes.map((stop) => stop());
  const { rows: counted } = await sql.query(
    'SELECT count(*)::int AS n FROM ledger_entry l JOIN assignment a ON a.id = l.assignment_id WHERE a.plan_id = $1',
    [planId],
  );
  const rowsEach = counted[0].n / count;
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

function perLifecycle(before: Record<string, number>, after: Record<string, number>, count: number) {
  return Object.fromEntries(
    Object.entries(after).map(([name, ms]) => [name, round((ms - (before[name] ?? 0)) / count)]),
  );
}

function round(value: number, digits = 1): number {
  return Number(value.toFixed(digits));
}

function print(what: string, figures: object): void {
  console.log(`${what.padEnd(34)} ${JSON.stringify(figures)}`);
  keep({ what, found: JSON.stringify(figures).replace(/[{}"]/g, '').replaceAll(',', ', ').replaceAll(':', ' ') });
}
