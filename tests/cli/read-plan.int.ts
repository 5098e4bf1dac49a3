import { spawnSync } from 'node:child_process';
import { mkdtempSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readPlanFile } from '#cli/commands/read-plan.ts';
import { ParsedPlan } from '#contracts/plan.ts';

const root = new URL('../../', import.meta.url).pathname;
const sample = 'tests/fixtures/plans/hoang-hoa-2023.xlsx';
const run = (...args: string[]) =>
  spawnSync(process.execPath, ['bin/dondoc.mjs', ...args], { cwd: root, encoding: 'utf8' });

describe('dondoc read-plan', () => {
  it('prints the plan as JSON and nothing else on stdout, and ends with 0', () => {
    const { status, stdout, stderr } = run('read-plan', sample, '--json');
    expect(status).toBe(0);
    expect(ParsedPlan.parse(JSON.parse(stdout)).rows).toHaveLength(34);
    expect(stderr).toContain('Đã đọc 34 hoạt động, 7 lĩnh vực');
  });

  it('refuses with 1 and the reason in Vietnamese', () => {
    const { status, stdout, stderr } = run('read-plan', 'khong-co.docx');
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toContain('Không tìm thấy tệp «khong-co.docx».');
  });

  it('ends with 2 when it is called wrongly', () => {
    expect(run('read-plan').status).toBe(2);
  });

  it('names every reason for a folder, a huge file and a table without a time column', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'read-plan-'));
    const huge = join(folder, 'huge.docx');
    writeFileSync(huge, '');
    truncateSync(huge, 50 * 1024 * 1024); // sparse: the size alone must be enough
    const csv = join(folder, 'plan.csv');
    writeFileSync(csv, 'TT;Nội dung;Chủ trì\n1;Việc A;Phòng A\n');
    const codes = await Promise.all(
      [folder, huge, csv].map(async (path) => (await readPlanFile(path)).issues.map((one) => one.code)),
    );
    expect(codes).toEqual([['file-missing'], ['file-too-large'], ['column-missing-deadline']]);
  });
});
