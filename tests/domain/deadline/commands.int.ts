import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'dondoc-calendar-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const program = fileURLToPath(new URL('../../../bin/dondoc.mjs', import.meta.url));

function dondoc(args: string[], input = '') {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], { input, encoding: 'utf8' });
  return { status, stdout, stderr };
}
// Longer than the program needs to start.
const SLOW_SECONDS = 10;
const file = (name: string, text: string) => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

describe('dondoc deadlines', () => {
  it('answers each line in the agreed form', () => {
    const { status, stdout } = dondoc(
      ['deadlines'],
      '{"id":"a","text":"Quý I/2026","planYear":2026}\n\n{"id":"b","text":"Thường xuyên","planYear":null,"issuedOn":"2026-01-05"}\n',
    );
    expect(status).toBe(0);
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines[0]).toEqual({
      id: 'a',
      kind: 'quarter',
      deadlines: [{ label: null, recur: null, opens: '2026-01-01', due: ['2026-03-31'] }],
      trigger: null,
      sure: true,
      why: 'Hiểu là: quý I/2026 → 31/03/2026',
    });
    expect(lines[1]).toMatchObject({ id: 'b', kind: 'continuous', sure: true });
  }, 30_000);

  it('waits for a pipe that has nothing to say yet', () => {
    // A Node program before it, as npm is one, has set the pipe not to block: then reading at once fails with EAGAIN.
    const wrapper = `process.stdin.pause(); process.exitCode = require('node:child_process').spawnSync(process.execPath, [process.argv[1], 'deadlines'], { stdio: 'inherit' }).status;`;
    const line = '{"id":"a","text":"Quý I/2026","planYear":2026}';
    const pipeline = `(sleep ${SLOW_SECONDS}; printf '%s\\n' '${line}') | "$NODE" -e "$WRAPPER" "$PROGRAM"`;
    const env = { ...process.env, NODE: process.execPath, WRAPPER: wrapper, PROGRAM: program };
    const { status, stdout } = spawnSync('sh', ['-c', pipeline], { env, encoding: 'utf8' });
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ id: 'a', sure: true });
  }, 60_000);

  it('gives a rhythm its dates in every year of the span that a line names', () => {
    const { status, stdout } = dondoc(
      ['deadlines'],
      '{"id":"a","text":"Quý IV hàng năm","planYear":null,"planYears":[2026,2028]}\n',
    );
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      deadlines: [{ recur: 'annual', due: ['2026-12-31', '2027-12-31', '2028-12-31'] }],
      sure: true,
    });
  }, 30_000);

  it('refuses a span that runs backwards', () => {
    const { status, stderr } = dondoc(
      ['deadlines'],
      '{"id":"a","text":"Hằng năm","planYear":null,"planYears":[2030,2026]}\n',
    );
    expect(status).toBe(1);
    expect(stderr).toContain('Dòng 1: "planYears" phải là [năm đầu, năm cuối]');
  }, 30_000);

  it('refuses everything and names every bad line when one is bad', () => {
    const { status, stdout, stderr } = dondoc(
      ['deadlines'],
      '{"id":"a","text":"x","planYear":2026}\n{bad\n{"text":"x","planYear":"2026"}\n',
    );
    expect(status).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toContain('Dòng 2: không phải JSON hợp lệ');
    expect(stderr).toContain('Dòng 3: thiếu "id"');
  }, 30_000);
});

const CSV = `ngày,loại,tên,bù cho,căn cứ
01/01/2026,nghỉ lễ,Tết Dương lịch,,Bộ luật Lao động
17/02/2026,nghỉ lễ,mùng 1 Tết,,Thông báo thử
26/4/2026,nghỉ lễ,Giỗ Tổ Hùng Vương,,Thông báo thử
27/4/2026,nghỉ bù,Giỗ Tổ Hùng Vương,,Thông báo thử
30/4/2026,nghỉ lễ,Ngày Chiến thắng,,Thông báo thử
01/5/2026,nghỉ lễ,Ngày Quốc tế lao động,,Thông báo thử
31/8/2026,hoán đổi,Quốc khánh,,Thông báo thử
22/8/2026,làm bù,,31/8/2026,Thông báo thử
02/9/2026,nghỉ lễ,Quốc khánh,,Thông báo thử
24/11/2026,nghỉ lễ,Ngày Văn hóa Việt Nam,,Thông báo thử
`;

describe('dondoc calendar', () => {
  it('takes a table of days as an edition', () => {
    const { status, stdout } = dondoc(['calendar', 'import', file('good.csv', CSV)]);
    expect(status).toBe(0);
    const [year] = JSON.parse(stdout).years;
    expect(year.weekendHolidays).toMatchObject([{ date: '2026-04-26' }]);
    expect(year.workedDays).toMatchObject([{ date: '2026-08-22', for: '2026-08-31' }]);
  }, 30_000);

  it('takes YAML as well, and refuses what contradicts itself with every reason', () => {
    const yaml =
      'years:\n  - year: 2026\n    status: official\n    notice: Thông báo thử\n    daysOff:\n      - {date: 2026-03-07, name: thử, kind: holiday}\n';
    const { status, stderr } = dondoc(['calendar', 'import', file('bad.yaml', yaml)]);
    expect(status).toBe(1);
    expect(stderr).toContain('ngày nghỉ 07/03/2026 rơi vào ngày nghỉ hằng tuần');
    expect(stderr).toContain('thiếu ngày nghỉ Quốc khánh, 02/09/2026');
  }, 30_000);

  it('lists what a new edition moves', () => {
    const before = file('before.csv', CSV);
    const after = file(
      'after.csv',
      `${CSV}23/11/2026,hoán đổi,Văn hóa,,Thông báo mới\n28/11/2026,làm bù,,23/11/2026,Thông báo mới\n`,
    );
    const open = file('open.json', '[{"id":"viec-1","title":"Báo cáo","due":"2026-11-23"}]');
    const { status, stdout } = dondoc(['calendar', 'diff', before, after, '--deadlines', open]);
    expect(status).toBe(0);
    expect(stdout).toContain('23/11/2026: thứ Hai, ngày làm việc → thứ Hai, nghỉ Văn hóa');
    expect(stdout).toContain('viec-1 (Báo cáo): hạn 23/11/2026, tính đến 23/11/2026 → 25/11/2026');
  }, 30_000);

  it('answers for a day and its notice', () => {
    const { stdout } = dondoc(['calendar', 'explain', '2026-08-22']);
    expect(stdout).toBe(
      '22/08/2026: thứ Bảy, ngày làm việc (làm bù cho ngày 31/08/2026) theo Công văn 9859/VPCP-KGVX\n',
    );
  }, 30_000);
});
