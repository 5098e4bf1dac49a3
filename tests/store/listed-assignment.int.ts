// The table that lists are read from: it follows the log in the transaction of each event, a hand on it is named, and it is mended from the log.
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { instantOf } from '#domain/calendar/instant.ts';
import { NEWEST_RULES } from '#domain/lifecycle/rules/rules-of.ts';
import { appendAuditEvents } from '#store/audit-store.ts';
import { recordTransition, type Transition } from '#store/lifecycle-store.ts';
import { ensureListed } from '#store/listed-assignment-store.ts';
import { listPartedRows, mendRowFromLog } from '#store/parted-row-store.ts';
import { prepareDatabase } from '#store/prepare-database.ts';
import { loadOverdueReport } from '#store/report-store.ts';
import { stateWhatStands } from '#store/state-what-stands.ts';
import { verifyInstallation } from '#store/verify-installation.ts';
import { aPlan, vn } from '../support/builders.ts';
import { day } from '../support/moments.ts';
import { furnish, ownDatabase, publishedAsBefore, runSql } from '../support/store.ts';

const own = ownDatabase();
const NOW = new Date(vn('2026-03-03 09:00'));
const DAY = { dataDate: day('2026-12-31'), dataEndsAt: new Date(vn('2027-01-01 00:00')) };
let ids: string[];

beforeAll(async () => {
  await furnish(own.database);
  await stateWhatStands(own.database, NOW);
  ({ assignmentIds: ids } = await publishedAsBefore(
    own.database,
    aPlan([{}, { title: 'Việc HAI' }, { title: 'Chưa chạy' }]),
  ));
  for (const id of ids.slice(0, 2))
    await record(id, { sequence: 1, type: 'assigned', rulesVersion: NEWEST_RULES }, 'assigned');
  const said = { note: 'Đã xong', documentNumber: null, evidenceUrl: null, reportedOn: '2026-03-02' };
  await record(ids[0] as string, { sequence: 2, type: 'reported', ...said }, 'reported');
}, 60_000);

function record(
  assignmentId: string,
  event: { sequence: number; type: string } & Record<string, unknown>,
  status: Transition['status'],
) {
  const whole = {
    actor: 'Hạnh',
    occurredAt: vn('2026-03-02 09:00'),
    steps: [],
    ...event,
  } as unknown as Transition['event'];
  const transition = { assignmentId, event: whole, status, supersede: { steps: [], reason: '' }, add: [] };
  return recordTransition(own.database, transition, NOW);
}

const row = async (id: string) => (await runSql(own.url, `select * from listed_assignment where id = '${id}'`)).rows[0];
const differences = async () => (await verifyInstallation(own.database, null)).differences;

test('a row is there with the first event of its assignment, and says what the event says', async () => {
  expect(await row(ids[0] as string)).toMatchObject({
    status: 'reported',
    sequence: 2,
    stated: true,
    settled: 'open-in-time',
  });
  expect(await row(ids[1] as string)).toMatchObject({
    status: 'assigned',
    title_folded: 'viec hai',
    settled: null,
    position: 1,
  });
  expect(await row(ids[2] as string)).toBeUndefined();
  expect(await differences()).toEqual([]);
});

test('what is not written with its event is not written at all', async () => {
  const before = await row(ids[1] as string);
  const at = instantOf(NOW);
  const event = {
    subject: `assignment/${ids[1]}`,
    sequence: 2,
    type: 'withdrawn',
    actor: 'x',
    occurredAt: at,
    payload: {},
  };
  const undone = own.database.$transaction(async (tx) => {
    await appendAuditEvents(tx, [event], at);
    expect(await tx.listedAssignment.findUniqueOrThrow({ where: { id: event.subject.slice(11) } })).toMatchObject({
      status: 'withdrawn',
      settled: 'withdrawn',
    });
    throw new Error('thôi');
  });
  await expect(undone).rejects.toThrow('thôi');
  expect(await row(ids[1] as string)).toEqual(before);
});

describe('a hand on the table is named in each column, and mended from the log', () => {
  const first = () => `where id = '${ids[0]}'`;
  const hand = (column: string, value: string) => ({
    what: column,
    sql: () => `update listed_assignment set ${column} = ${value} ${first()}`,
    column: column.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase()) as string | null,
  });

  test.each([
    hand('key', `'ma-khac'`),
    hand('plan_id', `'khac'`),
    hand('activity_id', `'khac'`),
    hand('position', '99'),
    hand('title', `'Tên khác'`),
    hand('title_folded', `'ten khac'`),
    hand('label', `'nhãn khác'`),
    hand('agency_id', `'b'`),
    hand('agency_name', `'Tên khác'`),
    hand('field_code', `'II'`),
    hand('field_title', `'Tên khác'`),
    hand('nature', `'continuous'`),
    hand('opens', `'2026-01-01'`),
    hand('due', `'2099-01-01'`),
    hand('due_working', 'null'),
    hand('status', `'verified'`),
    hand('sequence', '1'),
    hand('reported_on', `'2026-01-01'`),
    hand('acknowledged_at', 'now()'),
    hand('settled', `'done-on-time'`),
    hand('settled_days', '7'),
    hand('latest_at', 'null'),
    hand('stated', 'false'),
    { what: 'a missing row', sql: () => `delete from listed_assignment ${first()}`, column: null },
    {
      what: 'a row too many',
      sql: () =>
        `insert into listed_assignment select (jsonb_populate_record(l, '{"id": "them", "key": "them"}')).* from listed_assignment l ${first()}`,
      column: null,
    },
  ])('$what', async ({ sql, column }) => {
    await runSql(own.url, sql());
    const found = await differences();
    expect(found).toMatchObject([{ column, words: expect.stringMatching(/^Việc \S+ «.*danh sách.*\.$/) }]);
    const [parted, ...others] = await listPartedRows(own.database);
    expect([parted?.row, others]).toEqual([expect.stringMatching(/danh sách việc khác/), []]);
    await mendRowFromLog(own.database, parted?.assignmentId as string);
    expect([await differences(), await listPartedRows(own.database)]).toEqual([[], []]);
  });

  test('there is no other column', async () => {
    const { rows } = await runSql(
      own.url,
      `select column_name as name from information_schema.columns where table_name = 'listed_assignment' and column_name not in ('id', 'office_id') order by 1`,
    );
    const tried = readFileSync(new URL(import.meta.url), 'utf8').matchAll(/^ {4}hand\('(\w+)'/gm);
    expect(rows.map(({ name }) => name)).toEqual([...tried].map(([, name]) => name).sort());
  });
});

test('what is missing or fell behind is filled in when the database is prepared, and by the start of a program', async () => {
  const counted = async () => (await loadOverdueReport(own.database, DAY)).total;
  const before = await counted();
  await runSql(own.url, 'delete from listed_assignment');
  expect(await prepareDatabase(own.ownerUrl, own.url)).toEqual([]);
  expect([await differences(), await counted()]).toEqual([[], before]);
  // As a program of before leaves it, which knows no such table.
  await runSql(
    own.url,
    `update listed_assignment set status = 'assigned', sequence = 1, reported_on = null where id = '${ids[0]}'`,
  );
  expect(await Promise.all([1, 2].map(() => ensureListed(own.database)))).toContain(1);
  expect([await differences(), await ensureListed(own.database)]).toEqual([[], 0]);
});

test('an event whose facts no version stated takes them from its row until they are', async () => {
  const id = ids[2] as string;
  const at = instantOf(NOW);
  const event = { subject: `assignment/${id}`, sequence: 1, type: 'assigned', actor: 'x', occurredAt: at, payload: {} };
  await own.database.$transaction((tx) => appendAuditEvents(tx, [event], at));
  expect(await row(id)).toMatchObject({ title: 'Chưa chạy', stated: false });
  expect((await differences()).filter(({ words }) => words.includes('danh sách'))).toEqual([]);
});
