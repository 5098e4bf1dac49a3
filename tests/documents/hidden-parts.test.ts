// What a workbook hides is named: a hidden sheet is not read, and nobody may think that it was.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readPlan } from '#documents/read-plan.ts';

it('a hidden sheet that holds words is named and gives no work', async () => {
  const file = new URL('../fixtures/unseen/plans/notes-hidden.xlsx', import.meta.url);
  const plan = await readPlan(readFileSync(file), 'notes-hidden.xlsx');
  expect(plan.issues.filter(({ code }) => code === 'sheet-hidden').map(({ message }) => message)).toEqual([
    expect.stringContaining('«Nhap»'),
  ]);
  expect(plan.rows.map(({ activity }) => activity.title)).not.toContain('Bản nháp không dùng');
});
