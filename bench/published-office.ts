// An office and a plan of a wanted size, brought in as people bring them.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';
import { wallClock } from '#contracts/clock.ts';
import type { Roster } from '#contracts/roster.ts';
import { aContact, anAgency } from '../tests/support/builders.ts';
import type { StackFolder } from '../tests/support/started-stack.ts';

export interface OfficeSize {
  assignments: number;
  agencies: number;
  /** Keeps several of one installation apart. */
  series: string;
}

/** A file holds five thousand rows: more assignments come from leads that are groups of agencies. */
const ROWS_MAX = 4_900;
const ROOT = fileURLToPath(new URL('../', import.meta.url));

/** An office of so many agencies with one person each, and the rows that make `count` assignments of it. */
export function officeOf({ assignments: count, agencies: many, series }: OfficeSize): {
  rows: { lead: string; title: string }[];
  roster: Roster;
} {
  const pad = (n: number) => String(n).padStart(5, '0');
  const ids = Array.from({ length: many }, (_, n) => `${series}-${pad(n)}`);
  const agencies = ids.map((id) => anAgency({ id, name: `Đơn vị ${id}` }));
  const contacts = ids.map((id) => aContact({ id: `nguoi-${id}`, agency: id, name: `Nguyễn Văn ${id}` }));
  const none = { fieldLeads: [], standingAgency: null, chairmanOffice: null, chairman: null };
  const rowsOf = (n: number) => `Xây dựng báo cáo chuyên đề số ${series} ${pad(n)} về cải cách hành chính`;
  const office = { office: 'UBND đo thử', agencies, contacts, groups: [], ...none };
  if (count <= ROWS_MAX)
    return {
      roster: office,
      rows: Array.from({ length: count }, (_, n) => ({ title: rowsOf(n), lead: agencies[n % many]?.name ?? '' })),
    };
  const size = 20;
  const groups = Array.from({ length: Math.floor(many / size) }, (_, n) => ({
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

export interface UploadedOffice {
  planId: string;
  people: number;
  rows: number;
  seconds: { roster: number; plan: number };
}

/** Imports the roster by the command line and uploads the plan to the API, of work that is due on the last day of the year. */
export async function uploadOffice(folder: StackFolder, size: OfficeSize): Promise<UploadedOffice> {
  const { rows, roster } = officeOf(size);
  const rosterFile = join(folder.dataDir, `roster-${size.series}.json`);
  writeFileSync(rosterFile, JSON.stringify(roster));
  const began = performance.now();
  const env = { ...process.env, DONDOC_DATA_DIR: folder.dataDir };
  const command = ['bin/dondoc.mjs', 'roster', 'import', rosterFile];
  const { status, stderr } = spawnSync(process.execPath, command, { cwd: ROOT, env, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  const imported = performance.now();

  const due = `31/12/${wallClock().getUTCFullYear()}`;
  const lines = rows.map(({ lead, title }, n) => `${n + 1},${title},Báo cáo,${lead},${due}`);
  const csv = ['STT,Nội dung hoạt động,Sản phẩm,Cơ quan chủ trì,Thời gian hoàn thành', ...lines].join('\n');
  const form = new FormData();
  form.append('file', new Blob([csv]), `ke-hoach-${size.series}.csv`);
  const answer = await fetch(`${folder.url}/api/plans`, { method: 'POST', body: form });
  const draft = await answer.json();
  if (!draft.plan) throw new Error(JSON.stringify(draft).slice(0, 600));
  const seconds = { roster: (imported - began) / 1_000, plan: (performance.now() - imported) / 1_000 };
  return { planId: draft.plan.id, people: roster.contacts.length, rows: rows.length, seconds };
}

export interface Published {
  /** Of the button. */
  answerMs: number;
  /** From the press on: everything is recorded; every lifecycle runs. */
  recordedSeconds: number;
  readySeconds: number;
}

/** Presses the button and waits until every lifecycle runs. */
export async function publish(
  { url }: StackFolder,
  sql: pg.Pool,
  planId: string,
  on: { answered?(): void; recorded?(): void } = {},
): Promise<Published> {
  const began = performance.now();
  const answer = await fetch(`${url}/api/plans/${planId}/publish`, { method: 'POST' });
  const answerMs = performance.now() - began;
  if (answer.status !== 200) throw new Error(await answer.text());
  on.answered?.();
  const left = async (question: string) => (await sql.query(question, [planId])).rows[0].left;
  const since = () => (performance.now() - began) / 1_000;
  while (await left('SELECT recorded_at IS NULL AS left FROM publication WHERE plan_id = $1')) await sleep(100);
  const recordedSeconds = since();
  on.recorded?.();
  const waiting = 'SELECT EXISTS (SELECT FROM assignment WHERE plan_id = $1 AND lifecycle_ready_at IS NULL) AS left';
  while (await left(waiting)) await sleep(100);
  return { answerMs, recordedSeconds, readySeconds: since() };
}
