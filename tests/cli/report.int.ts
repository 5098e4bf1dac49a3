import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { CalendarEdition } from '#contracts/calendar.ts';
import type { Instant } from '#contracts/primitives.ts';
import { OverdueReport } from '#contracts/report.ts';
import { readDocument } from '#documents/read-document.ts';
import { rosterFromPlan } from '#domain/assignment/roster-from-plan.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import { defaultLadder } from '#operations/ensure-defaults.ts';
import { appendAuditEvents } from '#store/audit-store.ts';
import { type Database, openDatabase } from '#store/database.ts';
import { addDraftPlan, findPlan, type StoredPlan } from '#store/plan-store.ts';
import { ownTestDatabase } from '../support/postgres.ts';
import { recordPublication } from '../support/publication.ts';
import { addCalendarEdition, ensurePolicy, saveRoster } from '../support/settings.ts';
import { smallPlan } from '../support/small-plan.ts';

const ROOT = new URL('../../', import.meta.url).pathname;
const PUBLISHED_AT = instantOf('2026-01-05T01:00:00Z');

describe('dondoc report overdue', () => {
  const server = ownTestDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'dondoc-report-'));
  let planId: string;
  const run = (...args: string[]) =>
    spawnSync(process.execPath, ['bin/dondoc.mjs', 'report', 'overdue', ...args], {
      cwd: ROOT,
      encoding: 'utf8',
      env: { ...process.env, INIT_CWD: folder, DATABASE_URL: server.url },
    });

  test('refuses with 1 while nothing was given out', () => {
    const { status, stdout, stderr } = run();
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toContain('Chưa có kế hoạch nào được giao');
  });

  describe('of a published plan', () => {
    beforeAll(async () => {
      const database = openDatabase(server.url);
      planId = await publish(database);
      await database.$disconnect();
    });

    test('prints the counts and the overdue list for reading', () => {
      const { status, stdout } = run('--data-date', '2026-06-10');
      expect(status).toBe(0);
      expect(stdout).toContain('dữ liệu tính đến ngày 10/06/2026');
      expect(stdout).toMatch(/Tổng cộng\s+0\s+1\s+1\s+1\s+0\n/);
      expect(stdout).toMatch(/\nMã kiểm chứng nhật ký: [0-9a-f]{64}, \d+ sự kiện\n$/);
      expect(stdout).toContain('71 ngày  hạn 31/03/2026  Phòng Tư pháp: Rà soát văn bản');
    });

    test('counts what had happened by the data date, whatever came later', () => {
      const at = (date: string) => OverdueReport.parse(JSON.parse(run('--data-date', date, '--json').stdout)).total;
      expect(at('2026-03-31')).toEqual({ doneOnTime: 0, doneLate: 0, openInTime: 3, openOverdue: 0, undated: 0 });
      expect(at('2026-04-03')).toEqual({ doneOnTime: 0, doneLate: 0, openInTime: 1, openOverdue: 2, undated: 0 });
      expect(at('2026-04-10')).toEqual({ doneOnTime: 0, doneLate: 1, openInTime: 1, openOverdue: 1, undated: 0 });
    });

    test('writes the paper and the workbook where the person stands, with the same list', async () => {
      expect(run('--data-date', '2026-06-10', '--docx', 'bc.docx').status).toBe(0);
      expect(run('--data-date', '2026-06-10', '--xlsx', 'bc.xlsx').status).toBe(0);
      for (const file of ['bc.docx', 'bc.xlsx']) {
        const read = await readDocument(readFileSync(join(folder, file)), file);
        expect(JSON.stringify(read)).toContain('Rà soát văn bản');
      }
    });

    test('names every wrong option at once, and the plans there are', () => {
      const wrong = run('--data-date', '2026-02-30', '--signed-on', 'mai');
      expect(wrong.status).toBe(1);
      expect(wrong.stderr).toContain('--data-date «2026-02-30»');
      expect(wrong.stderr).toContain('--signed-on «mai»');
      const other = run('--plan', 'khong-co');
      expect(other.status).toBe(1);
      expect(other.stderr).toContain(planId);
      expect(run('--json', '--xlsx', 'a.xlsx').status).toBe(2);
    });
  });
});

/** Three dated assignments; one is reported on 2 April and verified on 10 April, after its date of 31 March. */
async function publish(database: Database): Promise<string> {
  const now = new Date(PUBLISHED_AT);
  const parsed = smallPlan(2026, [
    { title: 'Ban hành kế hoạch', lead: 'Phòng Nội vụ', deadline: 'Quý I/2026' },
    { title: 'Rà soát văn bản', lead: 'Phòng Tư pháp', deadline: 'Quý I/2026' },
    { title: 'Tổng kết năm', lead: 'Phòng Nội vụ', deadline: 'Quý IV/2026' },
  ]);
  const calendarFile = new URL('../../data/calendars/vn-civil-servants.json', import.meta.url);
  const edition = CalendarEdition.parse(JSON.parse(readFileSync(calendarFile, 'utf8')));
  const roster = rosterFromPlan(parsed);
  const policy = await defaultLadder();
  await saveRoster(database, roster, 'Asia/Ho_Chi_Minh');
  const { id: policyId } = await ensurePolicy(database, policy, now);
  const { id: editionId } = await addCalendarEdition(database, 'thu', edition, now);
  const file = { fileName: 'thu.docx', fileSha256: '', sample: false, actor: 'thử' };
  const planId = await addDraftPlan(database, { parsed, ...file, now });
  const plan = (await findPlan(database, planId)) as StoredPlan;
  await recordPublication(database, {
    plan,
    policyId,
    editionId,
    publishedAt: PUBLISHED_AT,
    actor: 'thử',
    now,
  });
  const done = await database.assignment.findFirstOrThrow({ where: { title: 'Ban hành kế hoạch' } });
  const event = (sequence: number, type: string, occurredAt: Instant, payload = {}) => ({
    subject: `assignment/${done.id}`,
    actor: 'thử',
    sequence,
    type,
    occurredAt,
    payload,
  });
  const events = [
    event(2, 'reported', instantOf('2026-04-02T03:00:00Z'), { note: 'Xong', reportedOn: '2026-04-02' }),
    event(3, 'verified', instantOf('2026-04-10T03:00:00Z')),
  ];
  await database.$transaction((tx) => appendAuditEvents(tx, events, instantOf('2026-04-10T03:00:00Z')));
  return planId;
}
