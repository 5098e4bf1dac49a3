// People who work at the same time, and people who are gone: the same file ten times, two officers on one version, one request sent
// often, and the links of somebody whom the roster no longer names.

import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createLinkSigner } from '#channels/signed-links.ts';
import type { Roster } from '#contracts/roster.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import type { Attack, Finding, Size, Target } from './attack.ts';
import { type Answer, ask, dondoc, publishRows, query, untilPublished } from './target-api.ts';

const TIMES: Record<Size, number> = { short: 10, full: 50 };

/** One draft, one winner, one execution, and no link of a stranger. */
export const office: Attack = {
  name: 'office',
  async run(target, size) {
    const times = TIMES[size];
    return [
      ...(await sameFile(target, times)),
      ...(await twoOfficers(target, times)),
      ...(await sameRequest(target, times)),
      ...(await goneFromTheRoster(target)),
    ];
  },
};

async function sameFile(target: Target, times: number): Promise<Finding[]> {
  const csv = planFile();
  const answers = await all(times, (turn) => upload(target, csv, { name: `lan-${turn % 3}.csv` }));
  const ids = new Set(answers.map(({ body }) => body?.plan?.id));
  const [planId] = ids;
  const published = await all(times, () => publish(target, planId));
  await untilPublished(target, String(planId));
  const given = await query<{ count: string }>(target, 'SELECT count(*) FROM assignment WHERE plan_id = $1', [planId]);
  const later = await upload(target, csv, {});
  const meant = await all(times, () => upload(target, csv, { query: '?again=1' }));
  const second = new Set(meant.map(({ body }) => body?.plan?.id));
  const unasked = await publish(target, [...second][0]);
  return [
    {
      name: `one file ${times} times at once`,
      figure: `${ids.size} draft, answers ${tally(answers)}`,
      held: ids.size === 1 && answers.every(({ status }) => status === 200),
    },
    {
      name: `one plan published ${times} times at once`,
      figure: `${given[0]?.count} assignments of 1, answers ${tally(published)}`,
      held: given[0]?.count === '1' && published.every(({ status }) => status === 200 || status === 409),
    },
    {
      name: 'the same content after publication',
      figure: `${later.status} ${later.body?.code}; asked for on purpose ${second.size} draft; published unasked ${unasked.status}`,
      held: later.status === 409 && second.size === 1 && unasked.status === 409,
    },
  ];
}

async function twoOfficers(target: Target, times: number): Promise<Finding[]> {
  const { body: draft } = await upload(target, planFile(), {});
  const path = `/api/plans/${draft.plan.id}/rows/${draft.rows[0].id}/deadline`;
  let tag: string = draft.rows[0].etag;
  let winners = 0;
  let told = 0;
  const rounds = 5;
  for (let round = 0; round < rounds; round++) {
    const decide = (turn: number) =>
      send(target, 'PUT', path, { 'if-match': tag }, { text: turn % 2 ? 'Quý III' : 'Quý II' });
    const answers = await all(times, decide);
    winners += answers.filter(({ status }) => status === 200).length;
    told += answers.filter(
      ({ status, body }) => status === 412 && body.current?.etag && body.changes?.length > 0,
    ).length;
    tag = (await ask(target, `/api/plans/${draft.plan.id}`)).body.rows[0].etag;
  }
  const stale = await publish(target, draft.plan.id, { 'if-match': draft.plan.etag });
  return [
    {
      name: `${rounds} rounds of ${times} decisions on one version`,
      figure: `${winners} taken, ${told} told who changed what`,
      held: winners === rounds && told === rounds * (times - 1),
    },
    { name: 'a plan published as nobody sees it any more', figure: String(stale.status), held: stale.status === 412 },
  ];
}

async function sameRequest(target: Target, times: number): Promise<Finding[]> {
  const [id] = await publishRows(target, `một lần ${randomUUID()}`, 1);
  const path = `/api/assignments/${id}/commands`;
  const key = { 'idempotency-key': randomUUID() };
  const same = await all(times, () => send(target, 'POST', path, key, { command: 'report', note: 'Một lần' }));
  const other = await all(3, (turn) => send(target, 'POST', path, key, { command: 'report', note: `Khác ${turn}` }));
  const reports = await query<{ count: string }>(target, 'SELECT count(*) FROM report WHERE assignment_id = $1', [id]);
  const csv = planFile();
  const uploads = await all(times, () =>
    upload(target, csv, { headers: { 'idempotency-key': key['idempotency-key'] } }),
  );
  const bodies = (answers: Answer[]) =>
    new Set(answers.map(({ status, body }) => `${status} ${JSON.stringify(body)}`)).size;
  return [
    {
      name: `one command sent ${times} times at once with its key`,
      figure: `${reports[0]?.count} report, ${bodies(same)} answer (${tally(same)})`,
      held: reports[0]?.count === '1' && bodies(same) === 1 && same[0]?.status === 200,
    },
    {
      name: 'another command under the same key',
      figure: tally(other),
      held: other.every(({ status, body }) => status === 422 && body.code === 'idempotency-key-reused'),
    },
    {
      name: `one upload sent ${times} times at once with its key`,
      figure: `${bodies(uploads)} answer (${tally(uploads)})`,
      held: bodies(uploads) === 1 && uploads[0]?.status === 200,
    },
  ];
}

async function goneFromTheRoster(target: Target): Promise<Finding[]> {
  const [assignmentId] = await publishRows(target, `người đã đi ${randomUUID()}`, 1);
  const exported = JSON.parse((await dondoc(target, ['roster', 'export'])).stdout) as Roster;
  const clerk = exported.contacts.find(({ agency, role }) => agency === 'phong-tu-phap' && role === 'clerk');
  if (clerk === undefined || assignmentId === undefined) throw new Error('the sample has no such clerk');
  const change = (changes: object): Roster => ({
    ...exported,
    contacts: exported.contacts.map((one) => (one.id === clerk.id ? { ...one, ...changes } : one)),
  });
  const yesterday = new Date(Date.now() - 36 * 3_600_000).toISOString().slice(0, 10);
  const cases: [string, Roster][] = [
    ['taken off the roster', { ...exported, contacts: exported.contacts.filter(({ id }) => id !== clerk.id) }],
    ['sent to another agency', change({ agency: 'phong-noi-vu' })],
    ['gone since yesterday', change({ validTo: yesterday })],
  ];
  const link = (action: 'acknowledge' | 'report') => `/api/links/${linkOf(target, assignmentId, clerk.id, action)}`;
  const findings: Finding[] = [];
  for (const [what, roster] of cases) {
    await importRoster(target, roster);
    const seen = await Promise.all((['acknowledge', 'report'] as const).map((action) => ask(target, link(action))));
    const done = await send(target, 'POST', link('report'), {}, { command: 'report', note: 'Không được ghi' });
    findings.push({
      name: `the links of a clerk who was ${what}`,
      figure: `shown ${tally(seen)}, report ${done.status}`,
      held: [...seen, done].every(({ status, body }) => status === 403 && body.code === 'link-holder-changed'),
    });
  }
  const older = await importRoster(target, { ...change({ phone: '0900000000' }), version: exported.version }, []);
  await importRoster(target, exported);
  const back = await send(target, 'POST', link('report'), {}, { command: 'report', note: 'Đã trở lại' });
  return [
    ...findings,
    { name: 'a roster made of an older version', figure: `exit ${older}`, held: older === 1 },
    { name: 'the same link when the clerk is back', figure: String(back.status), held: back.status === 200 },
  ];
}

function linkOf(target: Target, assignmentId: string, contactId: string, action: 'acknowledge' | 'report'): string {
  const signer = createLinkSigner(readFileSync(join(target.dataDir, 'secret'), 'utf8').trim());
  return signer.sign({ assignmentId, contactId, action, expiresAt: instantOf(Date.now() + 86_400_000) });
}

/** The exit code of the command. */
async function importRoster(target: Target, roster: Roster, options = ['--force']): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'dondoc-attack-roster-'));
  try {
    const file = join(folder, 'roster.json');
    writeFileSync(file, JSON.stringify(roster));
    return (await dondoc(target, ['roster', 'import', file, ...options])).code;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function planFile(): string {
  const year = new Date().getFullYear() + 1;
  return `KẾ HOẠCH THỬ NĂM ${year}\n\nSTT,Nội dung,Cơ quan chủ trì,Thời gian\n1,Việc ${randomUUID()},Phòng Tư pháp,Quý IV/${year}\n`;
}

/** Whoever is told that many files wait sends theirs again, as the answer says. */
async function upload(
  target: Target,
  csv: string,
  {
    name = 'ke-hoach.csv',
    query: search = '',
    headers = {},
  }: { name?: string; query?: string; headers?: Record<string, string> },
): Promise<Answer> {
  for (let round = 1; ; round++) {
    const form = new FormData();
    form.set('file', new Blob([csv]), name);
    const answer = await ask(target, `/api/plans${search}`, { method: 'POST', body: form, headers });
    if (answer.body?.code !== 'uploads-busy' || round === UPLOAD_ROUNDS_MAX) return answer;
    await sleep(500);
  }
}

const UPLOAD_ROUNDS_MAX = 60;

function publish(target: Target, planId: unknown, headers: Record<string, string> = {}): Promise<Answer> {
  return ask(target, `/api/plans/${planId}/publish`, { method: 'POST', headers });
}

function send(target: Target, method: string, path: string, headers: object, body: object): Promise<Answer> {
  return ask(target, path, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

function all(times: number, one: (turn: number) => Promise<Answer>): Promise<Answer[]> {
  return Promise.all(Array.from({ length: times }, (_, turn) => one(turn)));
}

/** How often each status came: `200×9, 409×1`. */
function tally(answers: Answer[]): string {
  const counts = new Map<number, number>();
  for (const { status } of answers) counts.set(status, (counts.get(status) ?? 0) + 1);
  return [...counts].map(([status, count]) => `${status}×${count}`).join(', ');
}
