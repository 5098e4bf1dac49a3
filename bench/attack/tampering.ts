// The database's owner changes what the office sees, behind the product's back: `audit verify` names it, or `--against` does, and the
// report's counts stay. Each change is undone from a copy of its table before the next; this attack comes last.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import pg from 'pg';
import { canonicalEvent } from '#domain/audit/canonical-event.ts';
import type { Attack, Finding, Size, Target } from './attack.ts';
import { TAMPERING_KINDS, type TamperingKind } from './tampering-kinds.ts';

export const tampering: Attack = { name: 'tampering', run };

const SHORT = 4;
const SEALED_WITHIN_MS = 60_000;

async function run(target: Target, size: Size): Promise<Finding[]> {
  const owner = new pg.Client({ connectionString: ownerUrl(target) });
  await owner.connect();
  try {
    await addWebhook(target);
    await waitForSeals(owner);
    const findings = [await intact(target, 'before anything is touched')];
    for (const kind of size === 'short' ? TAMPERING_KINDS.slice(0, SHORT) : TAMPERING_KINDS)
      findings.push(await tryKind(target, owner, kind));
    return [...findings, await intact(target, 'when everything is put back')];
  } finally {
    await owner.end();
  }
}

/** The owner of the cluster, whatever role the programs themselves connect as. */
function ownerUrl({ dataDir }: Target): string {
  const { databaseUrl } = JSON.parse(readFileSync(join(dataDir, 'run', 'installation.json'), 'utf8'));
  const url = new URL(databaseUrl);
  url.username = 'dondoc';
  url.password = encodeURIComponent(readFileSync(join(dataDir, 'postgres', 'password'), 'utf8').trim());
  return url.href;
}

async function tryKind(target: Target, owner: pg.Client, kind: TamperingKind): Promise<Finding> {
  await waitForQuiet(owner);
  // Nobody else appends meanwhile (store/audit-store.ts): what is put back would lose it.
  await owner.query('select pg_advisory_lock(7246002)');
  const before = await report(target);
  const { audit } = before;
  await copy(owner, kind.tables);
  let after: Report;
  let verdict: Verdict;
  try {
    await owner.query(`set session_replication_role = replica; ${kind.sql}`);
    if (kind.rehashFrom) await rehash(owner, kind.rehashFrom(audit.events));
    after = kind.tables.includes('audit_event') ? before : await report(target);
    verdict = await verify(target, kind.against ? [`${audit.root}:${audit.events}`] : []);
  } finally {
    await restore(owner, kind.tables);
    await owner.query('select pg_advisory_unlock(7246002)');
  }
  const words = kind.against ?? kind.says;
  const line = verdict.words.split('\n').find((one) => words.test(one)) ?? verdict.words.slice(0, 160);
  const moved = kind.counted && JSON.stringify(after.figures) !== JSON.stringify(before.figures);
  return {
    name: kind.name,
    figure: `${line.trim().slice(0, 130)}${kind.counted ? (moved ? '; THE COUNTS MOVED' : '; no count moved') : ''}`,
    held: verdict.code === 1 && words.test(line) && !moved,
  };
}

async function intact(target: Target, when: string): Promise<Finding> {
  const { code, words } = await verify(target, []);
  return { name: `intact ${when}`, figure: words.split('\n').slice(0, 3).join(' '), held: code === 0 };
}

interface Report {
  audit: { root: string; events: number };
  figures: unknown;
}

async function report({ url }: Target): Promise<Report> {
  const { audit, total, byAgency, overdue } = await (await fetch(`${url}/api/reports/overdue`)).json();
  const listed = overdue.map(({ id, due, daysLate }: { id: string; due: string; daysLate: number }) => [
    id,
    due,
    daysLate,
  ]);
  return { audit, figures: { total, byAgency, listed: listed.sort() } };
}

interface Verdict {
  code: number;
  words: string;
}

async function verify({ dataDir }: Target, against: string[]): Promise<Verdict> {
  const root = fileURLToPath(new URL('../../', import.meta.url));
  const args = ['bin/dondoc.mjs', 'audit', 'verify', ...against.flatMap((one) => ['--against', one])];
  const { DATABASE_URL: _other, ...rest } = process.env;
  const env = { ...rest, DONDOC_DATA_DIR: dataDir };
  try {
    const { stderr } = await promisify(execFile)(process.execPath, args, { cwd: root, env, maxBuffer: 1 << 24 });
    return { code: 0, words: stderr };
  } catch (error) {
    const { code, stderr } = error as { code: number; stderr: string };
    return { code, words: stderr };
  }
}

async function addWebhook({ url }: Target): Promise<void> {
  const body = JSON.stringify({ url: 'https://nhan-su-kien.invalid/', filter: ['plan.published'] });
  const headers = { 'content-type': 'application/json', origin: url };
  const response = await fetch(`${url}/api/webhooks`, { method: 'POST', headers, body });
  if (!response.ok) throw new Error(`the webhook was refused: HTTP ${response.status}`);
}

async function waitForSeals(owner: pg.Client): Promise<void> {
  const until = Date.now() + SEALED_WITHIN_MS;
  for (;;) {
    const { rows } = await owner.query(`select
      (select count(*) from message where sealed_index is not null)::int as sealed,
      (select count(*) from message where sealed_index is null and ended_at is not null)::int as unsealed`);
    if (rows[0].sealed > 0 && rows[0].unsealed === 0) return;
    if (Date.now() > until) throw new Error(`${rows[0].unsealed} messages are not sealed within a minute`);
    await sleep(1_000);
  }
}

/**
 * Until nobody writes: a transition that already holds its assignment and waits for the log would be in a deadlock with the hand that
 * holds the log and wants the assignment.
 */
async function waitForQuiet(owner: pg.Client): Promise<void> {
  for (let quiet = 0, looks = 0; quiet < QUIET_LOOKS && looks < LOOKS_MAX; looks++) {
    const { rows } = await owner.query(`select
      (select count(*) from plan where status = 'publishing')::int
      + (select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
           and (state = 'idle in transaction' or wait_event_type = 'Lock'))::int as busy`);
    quiet = rows[0].busy === 0 ? quiet + 1 : 0;
    await sleep(200);
  }
}

const QUIET_LOOKS = 5;
const LOOKS_MAX = 300;

async function copy(owner: pg.Client, tables: readonly string[]): Promise<void> {
  for (const table of tables) await owner.query(`create temp table copy_of_${table} as table ${table}`);
}

async function restore(owner: pg.Client, tables: readonly string[]): Promise<void> {
  const puts = tables.map((table) => `delete from ${table}; insert into ${table} table copy_of_${table}`);
  await owner.query(`set session_replication_role = replica; begin; ${puts.join(';')}; commit`);
  for (const table of tables) await owner.query(`drop table copy_of_${table}`);
}

/** Computes hashes anew as the product would: from an event on, or (below 0) of that one alone. */
async function rehash(owner: pg.Client, from: number): Promise<void> {
  const start = Math.abs(from);
  const { rows } = await owner.query('select * from audit_event where index >= $1 order by index', [start - 1]);
  let previousHash = rows[0]?.index < start ? rows.shift()?.hash : '0'.repeat(64);
  for (const row of from < 0 ? rows.slice(0, 1) : rows) {
    const { subject, sequence, type, actor, payload } = row;
    const moments = { occurredAt: row.occurred_at.toISOString(), recordedAt: row.recorded_at.toISOString() };
    const event = { index: Number(row.index), subject, sequence, type, actor, payload, ...moments, previousHash };
    const hash = createHash('sha256').update(canonicalEvent(event)).digest('hex');
    const values = [hash, previousHash, row.index];
    await owner.query('update audit_event set hash = $1, previous_hash = $2 where index = $3', values);
    previousHash = hash;
  }
}
