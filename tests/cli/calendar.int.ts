// `dondoc calendar import --installation`: the years of a file come beside those in force, and nothing that was given out moves.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CALENDAR_NAME, findLatestEdition } from '#store/calendar-store.ts';
import { listOpenYearsWithoutCalendar } from '#store/open-years-store.ts';
import { aPlan } from '../support/builders.ts';
import { furnish, ownDatabase, publishedPlan } from '../support/store.ts';

const own = ownDatabase();
const folder = mkdtempSync(join(tmpdir(), 'dondoc-calendar-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const OF_2028 = [
  'ngày,loại,tên,bù cho,căn cứ',
  '01/01/2028,nghỉ lễ,Tết Dương lịch,,Thông báo thử',
  '03/01/2028,nghỉ bù,Tết Dương lịch,01/01/2028,Thông báo thử',
  '26/01/2028,nghỉ lễ,mùng 1 Tết,,Thông báo thử',
  '04/4/2028,nghỉ lễ,Giỗ Tổ Hùng Vương,,Thông báo thử',
  '30/4/2028,nghỉ lễ,Ngày Chiến thắng,,Thông báo thử',
  '01/5/2028,nghỉ lễ,Ngày Quốc tế lao động,,Thông báo thử',
  '02/5/2028,nghỉ bù,Ngày Chiến thắng,30/4/2028,Thông báo thử',
  '02/9/2028,nghỉ lễ,Quốc khánh,,Thông báo thử',
  '04/9/2028,nghỉ bù,Quốc khánh,02/9/2028,Thông báo thử',
  '24/11/2028,nghỉ lễ,Ngày Văn hóa Việt Nam,,Thông báo thử',
  '',
].join('\n');

function dondoc(...args: string[]): Promise<{ code: number; out: string; words: string }> {
  const env = { ...process.env, DATABASE_URL: own.url, DONDOC_DATA_DIR: folder };
  return new Promise((resolve) => {
    execFile(process.execPath, ['bin/dondoc.mjs', 'calendar', ...args], { env }, (error, out, words) =>
      resolve({ code: error === null ? 0 : Number(error.code), out, words }),
    );
  });
}

function fileOf(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}
const editions = () => own.database.calendarEdition.findMany({ orderBy: { edition: 'asc' } });

beforeAll(async () => {
  await furnish(own.database);
  const plan = aPlan([{ deadlineText: 'Trước ngày 30/4/2028' }]);
  await publishedPlan(own.database, { ...plan, plan: { ...plan.plan, yearFrom: 2026, yearTo: 2028 } });
});

test('a year is added, what is in force keeps its years, and open work keeps the edition that it was counted with', async () => {
  const before = await findLatestEdition(own.database, CALENDAR_NAME);
  const work = await own.database.assignment.findMany();
  expect(await listOpenYearsWithoutCalendar(own.database)).toEqual([2028]);
  const { code, out, words } = await dondoc('import', fileOf('2028.csv', OF_2028), '--installation');
  expect([code, words]).toEqual([0, '']);
  expect(out).toMatch(/^Đã thêm năm 2028: .*, bản \d+\. Kế hoạch giao từ nay tính theo bản này/);
  const after = await findLatestEdition(own.database, CALENDAR_NAME);
  const years = (edition: typeof after) => edition?.calendar.years.map(({ year }) => year);
  expect(years(after)).toEqual([...(years(before) ?? []), 2028]);
  expect(after?.calendar.years.slice(0, -1)).toEqual(before?.calendar.years);
  expect(await own.database.assignment.findMany()).toEqual(work);
  const events = await own.database.auditEvent.findMany({ where: { type: { startsWith: 'calendar' } } });
  expect(events.at(-1)?.payload).toMatchObject({ edition: after?.edition });
});

test('a file with a wrong row is refused with its line, and changes nothing', async () => {
  const before = await editions();
  const wrong = fileOf('sai.csv', OF_2028.replace('01/5/2028,nghỉ lễ', '31/02/2028,nghỉ chơi'));
  const { code, out, words } = await dondoc('import', wrong, '--installation');
  expect([code, out]).toEqual([1, '']);
  expect(words).toContain('31/02/2028');
  expect(await editions()).toEqual(before);
});

test('without the option the file is only checked and printed', async () => {
  const before = await editions();
  const { code, out } = await dondoc('import', fileOf('chi-xem.csv', OF_2028));
  expect([code, JSON.parse(out).years.map(({ year }: { year: number }) => year)]).toEqual([0, [2028]]);
  expect(await editions()).toEqual(before);
});
