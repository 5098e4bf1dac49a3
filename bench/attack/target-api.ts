// What the attacks ask of the target over HTTP, and what they read from its database and its command line.
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import pg from 'pg';
import type { Target } from './attack.ts';

const DONDOC = fileURLToPath(new URL('../../bin/dondoc.mjs', import.meta.url));
// Longer than any deadline of the product: whoever waits for it has found an answer that never comes.
const ANSWER_WITHIN_MS = 60_000;

export interface Answer {
  /** 0 = no answer at all. */
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: an attack looks into whatever comes
  body: any;
  ms: number;
}

/** One request; a connection that breaks or stays silent is an answer of status 0. */
export async function ask(target: Target, path: string, init: RequestInit = {}): Promise<Answer> {
  const began = performance.now();
  const ms = () => performance.now() - began;
  try {
    const response = await fetch(`${target.url}${path}`, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS), ...init });
    const text = await response.text();
    return { status: response.status, body: parse(text), ms: ms() };
  } catch (error) {
    return { status: 0, body: String(error), ms: ms() };
  }
}

/** The same with a JSON body. */
export function post(target: Target, path: string, body: unknown): Promise<Answer> {
  return ask(target, path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Uploads and publishes a plan of so many plain rows; answers the ids of its assignments when all of them live. */
export async function publishRows(target: Target, title: string, rows: number): Promise<string[]> {
  const year = new Date().getFullYear() + 1;
  const lines = Array.from(
    { length: rows },
    (_, index) => `${index + 1},Nhiệm vụ ${title} số ${index + 1},Báo cáo,Phòng Tư pháp,Phòng Nội vụ,Quý IV/${year}`,
  );
  const head = `KẾ HOẠCH ${title.toUpperCase()} NĂM ${year}\n\nSTT,Nội dung,Sản phẩm,Cơ quan chủ trì,Cơ quan phối hợp,Thời gian`;
  const form = new FormData();
  form.set('file', new Blob([[head, ...lines].join('\n')]), `${title}.csv`);
  const draft = await ask(target, '/api/plans', { method: 'POST', body: form });
  const planId = draft.body?.plan?.id;
  if (draft.status !== 200) throw new Error(`the plan was refused: ${JSON.stringify(draft.body)}`);
  const published = await ask(target, `/api/plans/${planId}/publish`, { method: 'POST' });
  if (published.status !== 200) throw new Error(`not published: ${JSON.stringify(published.body)}`);
  await untilPublished(target, planId);
  const found = await query<{ id: string }>(target, 'SELECT id FROM assignment WHERE plan_id = $1 ORDER BY key', [
    planId,
  ]);
  return found.map(({ id }) => id);
}

/** Reads from the target's database as its programs do. */
export async function query<T>(target: Target, sql: string, values: unknown[] = []): Promise<T[]> {
  const { databaseUrl } = JSON.parse(readFileSync(join(target.dataDir, 'run', 'installation.json'), 'utf8'));
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return (await client.query(sql, values)).rows as T[];
  } finally {
    await client.end();
  }
}

/** `dondoc WORDS…` on the target's data folder. */
export async function dondoc(
  target: Target,
  words: string[],
): Promise<{ code: number; stdout: string; stderr: string }> {
  const { PATH, HOME, DONDOC_CACHE_DIR } = process.env;
  const env = { PATH, HOME, DONDOC_CACHE_DIR, DONDOC_DATA_DIR: target.dataDir, PORT: String(target.port) };
  const run = promisify(execFile)(process.execPath, [DONDOC, ...words], { env, maxBuffer: 256 * 1024 * 1024 });
  return run.then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error) => ({ code: error.code ?? -1, stdout: String(error.stdout), stderr: String(error.stderr) }),
  );
}

/** The job of a publication has done all of it. */
export async function untilPublished(target: Target, planId: string): Promise<void> {
  for (let waited = 0; ; waited += 500) {
    const [row] = await query<{ status: string }>(target, 'SELECT status FROM plan WHERE id = $1', [planId]);
    if (row?.status === 'published') return;
    if (waited > 180_000) throw new Error('the publication does not end');
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

/** Waits until the target says that it is ready; false when it does not within a minute. */
export async function becomesReady(target: Target, withinMs = 60_000): Promise<boolean> {
  const giveUpAt = performance.now() + withinMs;
  while (performance.now() < giveUpAt) {
    if ((await ask(target, '/readyz')).status === 200) return true;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  return false;
}

/** The p-th percentile of some figures, in their own unit. */
export function percentile(figures: number[], p: number): number {
  const sorted = [...figures].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil((p / 100) * sorted.length) - 1)] ?? 0;
}
