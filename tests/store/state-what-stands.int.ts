// An installation of yesterday: its log said nothing of dates, roster or deliveries. One start later it is covered.
import { beforeAll, expect, test } from 'vitest';
import { instantOf } from '#domain/calendar/instant.ts';
import { appendAuditEvents, type NewAuditEvent } from '#store/audit-store.ts';
import { sealDeliveries } from '#store/delivery-seals.ts';
import { recordTransition } from '#store/lifecycle-store.ts';
import { prepareDatabase } from '#store/prepare-database.ts';
import { loadOverdueReport } from '#store/report-store.ts';
import { stateWhatStands } from '#store/state-what-stands.ts';
import { verifyInstallation } from '#store/verify-installation.ts';
import { fanOutEvents } from '#store/webhook-store.ts';
import { aPlan, vn } from '../support/builders.ts';
import { day } from '../support/moments.ts';
import { addSubscription } from '../support/settings.ts';
import { addPlan, dumpDatabase, furnish, ownDatabase, publishedAsBefore, runSql } from '../support/store.ts';

const own = ownDatabase();
const NOW = new Date(vn('2026-03-03 09:00'));
const DAY = { dataDate: day('2026-12-31'), dataEndsAt: new Date(vn('2027-01-01 00:00')) };
let ids: string[];
let yesterday: string[];

beforeAll(async () => {
  await furnish(own.database);
  const draft = await addPlan(own.database, aPlan([{ title: 'Còn là dự thảo' }]));
  const published = await publishedAsBefore(own.database, aPlan([{}, { title: 'Việc hai' }, { title: 'Chưa chạy' }]));
  ids = published.assignmentIds;
  await own.database.ledgerEntry.updateMany({ data: { status: 'superseded', reason: 'cũ', endedAt: NOW } });
  await addSubscription(own.database, { url: 'https://x.vi-du.example/', filter: ['*'], sealedSecret: 's' }, NOW);
  // The log and the tables as the version before wrote them.
  await runSql(
    own.url,
    `set session_replication_role = replica; delete from audit_event; delete from webhook_delivery; delete from publication;
     delete from listed_assignment;
     update webhook_cursor set audit_index = 0;
     set session_replication_role = default;
     alter table message drop column sealed_index; alter table ledger_entry drop column sealed_index cascade;
     drop trigger if exists ledger_entry_end_is_final on ledger_entry;
     drop trigger if exists ledger_entry_end_stays on ledger_entry;
     create trigger ledger_entry_end_is_final before update or delete on ledger_entry
       for each row when (old.ended_at is not null) execute function refuse_change();
     delete from _prisma_migrations where migration_name like '%_sealed_deliveries'`,
  );
  const file = {
    title: 'Kế hoạch cải cách hành chính năm 2026',
    fileName: 'ke-hoach.docx',
    fileSha256: 'ab'.repeat(32),
  };
  const past: [string, number, string, Record<string, unknown>][] = [
    [`plan/${draft}`, 1, 'plan-imported', { ...file, rows: 1 }],
    [`plan/${published.planId}`, 1, 'plan-imported', { ...file, rows: 3 }],
    [`plan/${published.planId}`, 2, 'plan-published', { assignments: 3 }],
    [`assignment/${ids[0]}`, 1, 'assigned', {}],
    [`assignment/${ids[1]}`, 1, 'assigned', {}],
  ];
  await append(past.map(([subject, sequence, type, payload]) => ({ subject, sequence, type, payload })));
  await runSql(
    own.url,
    `update assignment set rules_version = 1, sequence = 0; update assignment set sequence = 1, lifecycle_ready_at = now() where id <> '${ids[2]}'`,
  );
  yesterday = (await events()).map(({ hash }) => hash);
  expect(await prepareDatabase(own.ownerUrl, own.url)).toEqual(['20261128100000_sealed_deliveries']);
}, 60_000);

test('until the first start nothing is wrong and what is not covered is counted', async () => {
  expect(await verifyInstallation(own.database, null)).toMatchObject({ ok: true, unstated: 2 });
});

test('the first start states what stands, the second adds nothing, and no old event is touched', async () => {
  const told = await Promise.all([stateWhatStands(own.database, NOW), stateWhatStands(own.database, NOW)]);
  expect(told.reduce((sum, { assignments }) => sum + assignments, 0)).toBe(3);
  const before = await dumpDatabase(own.url);
  expect(await stateWhatStands(own.database, NOW)).toEqual({ plans: 0, assignments: 0 });
  expect(await dumpDatabase(own.url)).toEqual(before);
  expect((await events()).slice(0, yesterday.length).map(({ hash }) => hash)).toEqual(yesterday);
});

test('from then on it is covered as if it had begun today', async () => {
  while ((await sealDeliveries(own.database, NOW)) > 0);
  const verdict = await verifyInstallation(own.database, null);
  expect(verdict).toMatchObject({ ok: true, unstated: 0, differences: [], deliveries: { unsealed: 0 } });
  const before = (await loadOverdueReport(own.database, DAY)).total;
  for (const id of ids) {
    await runSql(own.url, `update assignment set due = '2027-05-01', due_working = '2027-05-04' where id = '${id}'`);
    expect((await verifyInstallation(own.database, null)).differences.map(({ column }) => column).sort()).toEqual([
      'due',
      'dueWorking',
    ]);
    expect((await loadOverdueReport(own.database, DAY)).total).toEqual(before);
    await runSql(own.url, `update assignment set due = '2026-11-14', due_working = '2026-11-16' where id = '${id}'`);
  }
});

test('a lifecycle that starts only now finds its facts stated, whatever a hand did meanwhile', async () => {
  const id = ids[2] as string;
  await runSql(own.url, `update assignment set due = '2027-05-01', due_working = '2027-05-04' where id = '${id}'`);
  const event = { sequence: 1, type: 'assigned', actor: 'hệ thống', occurredAt: instantOf(NOW) } as const;
  const supersede = { steps: [], reason: '' };
  await recordTransition(own.database, { assignmentId: id, event, status: 'assigned', supersede, add: [] }, NOW);
  const found = (await verifyInstallation(own.database, null)).differences;
  expect(found.map(({ subject, column }) => [subject, column])).toEqual([
    [`assignment/${id}`, 'due'],
    [`assignment/${id}`, 'dueWorking'],
  ]);
  await runSql(own.url, `update assignment set due = '2026-11-14', due_working = '2026-11-16' where id = '${id}'`);
});

test('a report of a day before the statement counts the same', async () => {
  const dataEndsAt = new Date(vn('2026-02-02 00:00'));
  const { total } = await loadOverdueReport(own.database, { dataDate: day('2026-02-01'), dataEndsAt });
  expect(total).toMatchObject({ openInTime: 3, openOverdue: 0 });
});

test('an assignment that a hand puts in later is not stated at the next start', async () => {
  await runSql(
    own.url,
    `insert into assignment select (jsonb_populate_record(a, '{"id": "them", "key": "them"}')).* from assignment a limit 1`,
  );
  expect(await stateWhatStands(own.database, NOW)).toEqual({ plans: 0, assignments: 0 });
  const [found] = (await verifyInstallation(own.database, null)).differences;
  expect(found).toMatchObject({ subject: 'assignment/them', words: expect.stringContaining('không có sự kiện nào') });
});

test('other systems are not told of what is stated afterwards', async () => {
  while ((await fanOutEvents(own.database, NOW)) > 0);
  const told = await own.database.webhookDelivery.groupBy({ by: ['type'], _count: true });
  expect(told.map(({ type, _count }) => [type, _count]).sort()).toEqual([
    ['assignment.assigned', 3],
    ['plan.imported', 2],
    ['plan.published', 1],
  ]);
});

async function append(past: Pick<NewAuditEvent, 'subject' | 'sequence' | 'type' | 'payload'>[]): Promise<void> {
  const at = vn('2026-01-05 09:00');
  const events = past.map((event) => ({ ...event, actor: 'Cán bộ', occurredAt: at }));
  await own.database.$transaction((tx) => appendAuditEvents(tx, events, at));
}

function events() {
  return own.database.auditEvent.findMany({ orderBy: { index: 'asc' } });
}
