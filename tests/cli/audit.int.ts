import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { loadChainEnd } from '#store/audit-store.ts';
import { stateWhatStands } from '#store/state-what-stands.ts';
import { furnish, ownDatabase, publishedPlan, runSql } from '../support/store.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const own = ownDatabase();
let end: { root: string; events: number };
const run = (...args: string[]) => {
  const env = { ...process.env, DATABASE_URL: own.url };
  return spawnSync(process.execPath, ['bin/dondoc.mjs', 'audit', ...args], { cwd: ROOT, encoding: 'utf8', env });
};

beforeAll(async () => {
  await furnish(own.database);
  await publishedPlan(own.database);
  await stateWhatStands(own.database, new Date());
  end = await loadChainEnd(own.database);
}, 60_000);

test('an intact log prints its root alone on stdout, and what was checked beside it', () => {
  const { status, stdout, stderr } = run('verify');
  expect([status, stdout]).toEqual([0, `${end.root}\n`]);
  expect(stderr).toContain(`Chuỗi nguyên vẹn: ${end.events} sự kiện.`);
  expect(stderr).toContain('chưa niêm phong: 0');
});

test('a root that was written down is held against it', () => {
  expect(run('verify', '--against', `${end.root}:${end.events}`).status).toBe(0);
  const cut = run('verify', '--against', `${end.root}:${end.events + 5}`);
  expect([cut.status, cut.stdout]).toEqual([1, '']);
  expect(cut.stderr).toContain('đã bị cắt');
  expect(run('verify', '--against', `${'e'.repeat(64)}:2`).stderr).toContain('đã bị dựng lại: sự kiện số 2');
  expect(run('verify', '--against', 'e'.repeat(64)).stderr).toContain('Không có sự kiện nào mang mã');
});

test.each(['abc', `${'e'.repeat(64)}:`, `${'e'.repeat(64)}:-1`, `${'e'.repeat(64)}:2:3`, ''])(
  'a root in the wrong form («%s») is wrong usage, and the right form is named',
  (given) => {
    const { status, stdout, stderr } = run('verify', `--against=${given}`);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain('MÃ:SỐ');
  },
);

test('everything that is not as the log says is named at once, with exit code 1', async () => {
  await runSql(
    own.url,
    `update assignment set due = '2026-11-01', title = 'Tên khác'; update contact set email = 'x@y.z'`,
  );
  const { status, stdout, stderr } = run('verify');
  expect([status, stdout]).toEqual([1, '']);
  expect(stderr).toContain('Danh bạ: không còn như lần nhập cuối');
  expect(stderr).toContain('tên việc (title): nhật ký ghi');
  expect(stderr).toContain('bảng dữ liệu ghi «2026-11-01»');
  expect(JSON.parse(run('verify', '--json').stdout)).toMatchObject({ ok: false, broken: null, differencesCount: 3 });
});
