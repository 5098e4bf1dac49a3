// The number of a repetition has a column of its own; the ledger of an installation of before says it after the upgrade.
import { beforeAll, expect, test } from 'vitest';
import { prepareDatabase } from '#store/prepare-database.ts';
import { furnish, ownDatabase, publishedPlan, runSql } from '../support/store.ts';

const own = ownDatabase();
let expected: [step: string, turn: number][];

async function turns(): Promise<[string, number][]> {
  const { rows } = await runSql(own.url, 'select distinct step, turn from ledger_entry order by 1');
  return rows.map(({ step, turn }) => [step, turn]);
}

beforeAll(async () => {
  await furnish(own.database);
  await publishedPlan(own.database);
  // The id of a command may end in figures, and a rung is called what an office likes.
  const copy = (step: string, rung: string) =>
    `insert into ledger_entry select (jsonb_populate_record(e, jsonb_build_object('id', '${step}', 'step', '${step}', 'rung', '${rung}', 'turn', 1))).*
     from ledger_entry e limit 1`;
  await runSql(own.url, copy('awaiting-verification#0b6f-1234', 'awaiting-verification'));
  await runSql(own.url, copy('nhắc (lần.)#3', 'nhắc (lần.)').replace(`'turn', 1`, `'turn', 3`));
  // What was sent can not be updated any more, by whomever.
  await runSql(
    own.url,
    `update ledger_entry set status = 'deferred', reason = 'thử', ended_at = now() where step in ('overdue-4#2', 'due')`,
  );
  expected = await turns();
  await runSql(
    own.url,
    `alter table ledger_entry drop column turn; delete from _prisma_migrations where migration_name like '%_turn_of_a_reminder'`,
  );
  expect(await prepareDatabase(own.ownerUrl, own.url)).toEqual(['20261129090000_turn_of_a_reminder']);
}, 60_000);

test('every row has the number that its step had in its name', async () => {
  expect(await turns()).toEqual(expected);
  expect(expected).toContainEqual(['overdue-4', 1]);
  expect(expected).toContainEqual(['overdue-4#2', 2]);
  expect(expected).toContainEqual(['awaiting-verification#0b6f-1234', 1]);
  expect(expected).toContainEqual(['nhắc (lần.)#3', 3]);
});
