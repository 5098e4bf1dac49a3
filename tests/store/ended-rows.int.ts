import { beforeAll, expect, test } from 'vitest';
import { furnish, ownDatabase, publishedPlan, runSql } from '../support/store.ts';

const own = ownDatabase();

beforeAll(async () => {
  await furnish(own.database);
  await publishedPlan(own.database);
  await runSql(
    own.url,
    `update ledger_entry set status = 'superseded', reason = 'đã tiếp nhận', ended_at = now() where step = 'due'`,
  );
});

test.each([
  ['taken up again', `update ledger_entry set status = 'staged', ended_at = null where step = 'due'`],
  ['given another reason', `update ledger_entry set reason = 'khác' where step = 'due'`],
  ['removed', `delete from ledger_entry where step = 'due'`],
])('a reminder that has ended can not be %s', async (_, sql) => {
  await expect(runSql(own.url, sql)).rejects.toMatchObject({ code: '23001' });
});

test('a reminder that is still open can end', async () => {
  const { rowCount } = await runSql(
    own.url,
    `update ledger_entry set status = 'superseded', reason = 'x', ended_at = now() where step = 'before-1'`,
  );
  expect(rowCount).toBe(1);
});
