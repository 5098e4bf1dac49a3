// `audit verify`: what the tables show is what the log says, or the place where it is not is named.
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Difference } from '#domain/audit/difference.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import { NEWEST_RULES } from '#domain/lifecycle/rules/rules-of.ts';
import { appendAuditEvents, loadChainEnd } from '#store/audit-store.ts';
import { sealDeliveries } from '#store/delivery-seals.ts';
import { recordTransition, type Transition } from '#store/lifecycle-store.ts';
import { findPlan } from '#store/plan-store.ts';
import { loadOverdueReport } from '#store/report-store.ts';
import { stateWhatStands } from '#store/state-what-stands.ts';
import { verifyInstallation } from '#store/verify-installation.ts';
import { aPlan, vn } from '../support/builders.ts';
import { hearReceipt } from '../support/delivery.ts';
import { day } from '../support/moments.ts';
import { decideRowText } from '../support/settings.ts';
import { deliverOne, settleEverything } from '../support/settled-installation.ts';
import { addPlan, furnish, ownDatabase, publishedPlan, runSql } from '../support/store.ts';

const own = ownDatabase();
const NOW = new Date(vn('2026-03-03 09:00'));
const DAY = { dataDate: day('2026-12-31'), dataEndsAt: new Date(vn('2027-01-01 00:00')) };
let planId: string;
let ids: string[];
let messageId: string;

beforeAll(async () => {
  await furnish(own.database);
  await stateWhatStands(own.database, NOW);
  const draft = await addPlan(own.database, aPlan([{ deadlineText: 'Theo tiến độ' }]));
  const rowId = (await findPlan(own.database, draft))?.rowIds[0] as string;
  await decideRowText(own.database, { planId: draft, rowId, text: 'Quý IV', actor: 'Cán bộ', now: NOW });
  const rows = [{}, { title: 'Việc hai' }, { title: 'Việc ba', leads: ['Đoàn kiểm tra'] }];
  ({ planId, assignmentIds: ids } = await publishedPlan(own.database, aPlan(rows)));
  for (const id of ids)
    await record(id, { sequence: 1, type: 'assigned', rulesVersion: NEWEST_RULES }, 'assigned', '2026-01-05 09:00');
  const [first, second] = ids as [string, string];
  await report(first, 2, '2026-03-01');
  await record(first, { sequence: 3, type: 'returned', reason: 'Thiếu', steps: [] }, 'in-progress', '2026-03-02 08:00');
  await report(first, 4, '2026-03-02');
  await record(second, { sequence: 2, type: 'acknowledged' }, 'in-progress', '2026-01-06 09:00');
  await settleEverything(own.database, NOW);
  messageId = await deliverOne(own.database, NOW);
  await stateWhatStands(own.database, NOW);
  while ((await sealDeliveries(own.database, NOW)) > 0);
}, 60_000);

test('an installation that nobody touched is intact, everything sealed', async () => {
  const verdict = await verifyInstallation(own.database, null);
  expect(verdict).toMatchObject({ ok: true, broken: null, differences: [], unstated: 0 });
  expect(verdict.deliveries).toMatchObject({ unsealed: 0 });
  expect(verdict.deliveries.sealed).toBeGreaterThan(1);
  expect({ root: verdict.root, events: verdict.events }).toEqual(await loadChainEnd(own.database));
});

describe('a hand on the tables is named, and moves no count of the report', () => {
  let undo: string[] = [];
  afterEach(async () => {
    await runSql(own.url, `set session_replication_role = replica; ${undo.join(';')}`);
    expect(await differences()).toEqual([]);
  });

  const first = () => `id = '${ids[0]}'`;
  const one = (column: string, value: string) => ({
    sql: () => `update assignment set ${column} = ${value} where ${first()}`,
    table: 'assignment',
    column: column.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase()),
  });

  test.each([
    one('due', `'2026-11-01'`),
    one('due_working', `'2027-05-01'`),
    one('opens', `'2026-01-01'`),
    { ...one('nature', `'continuous', due = null, due_working = null`), column: 'nature' },
    one('agency_id', `'b'`),
    one('title', `'Tên khác'`),
    one('label', `'nhãn khác'`),
    one('key', `'ma-khac'`),
    { ...one('status', `'verified', ended_at = now()`), column: 'status' },
    one('sequence', '9'),
    one('rules_version', '1'),
    one('reported_on', `'2026-01-01'`),
    { ...one('acknowledged_at', 'now()'), column: 'acknowledgedAt' },
    { ...one('why', `'lý do khác'`), column: 'explanation' },
    { sql: () => `delete from assignment where ${first()}`, table: 'assignment', column: null },
    {
      sql: () =>
        `insert into assignment select (jsonb_populate_record(a, '{"id": "them", "key": "them"}')).* from assignment a where ${first()}`,
      table: 'assignment',
      column: null,
    },
    {
      sql: () => `update report set note = 'khác' where assignment_id = '${ids[0]}' and sequence = 2`,
      table: 'report',
      column: 'note',
    },
    { sql: () => `update report set outcome = 'accepted' where sequence = 4`, table: 'report', column: 'outcome' },
    {
      sql: () => `update report set evidence_url = 'https://x' where sequence = 4`,
      table: 'report',
      column: 'evidenceUrl',
    },
    { sql: () => 'delete from report where sequence = 2', table: 'report', column: null },
    { sql: () => `update plan set title = 'Tên khác' where id = '${planId}'`, table: 'plan', column: 'title' },
    { sql: () => `update plan set status = 'draft' where id = '${planId}'`, table: 'plan', column: 'status' },
    {
      sql: () => `update plan_activity set leads = '{}' where plan_id = '${planId}'`,
      table: 'plan_activity',
      column: null,
    },
    {
      sql: () => `update plan_activity set decided_text = 'Quý I' where decided_text is not null`,
      table: 'plan_activity',
      column: 'decidedText',
    },
    {
      sql: () => `update ledger_entry set ended_at = ended_at - interval '1 day' where message_id is not null`,
      table: 'ledger_entry',
      column: null,
    },
    {
      sql: () => `update ledger_entry set status = 'superseded', reason = 'khác' where message_id is not null`,
      table: 'ledger_entry',
      column: null,
    },
    {
      sql: () => 'update ledger_entry set turn = turn + 1 where message_id is not null',
      table: 'ledger_entry',
      column: null,
    },
    { sql: () => 'delete from ledger_entry where message_id is not null', table: 'ledger_entry', column: null },
    { sql: () => `update message set contact_id = 'b.cv'`, table: 'message', column: null },
    { sql: () => `update message set text = 'khác'`, table: 'message', column: null },
    { sql: () => 'delete from message', table: 'message', column: null },
    { sql: () => `update delivery set at = at - interval '1 hour'`, table: 'delivery', column: null },
    { sql: () => `update delivery set receipt = 'bounced'`, table: 'delivery', column: null },
    { sql: () => 'delete from delivery', table: 'delivery', column: null },
    {
      sql: () => `update webhook_subscription set url = 'https://ke-khac.vn/'`,
      table: 'webhook_subscription',
      column: 'url',
    },
    {
      sql: () => `update webhook_subscription set sealed_secret = 'khac'`,
      table: 'webhook_subscription',
      column: 'secretFingerprint',
    },
    { sql: () => 'delete from webhook_subscription', table: 'webhook_subscription', column: null },
    {
      sql: () => `update contact set email = 'ke.khac@vi-du.example' where id = 'a.cv'`,
      table: 'contact',
      column: null,
    },
    { sql: () => `update contact set zalo_user_id = null`, table: 'contact', column: 'zaloUserId' },
    {
      sql: () => `update attention set resolved_at = null where id = 'viec-can-xu-ly'`,
      table: 'attention',
      column: 'resolvedAt',
    },
    {
      sql: () => `update attention set resolved_at = now() where id = 'con-mo'`,
      table: 'attention',
      column: 'resolvedAt',
    },
    {
      sql: () => `insert into letterhead (version, reply_to) values (1, 'ke.khac@vi-du.example')`,
      table: 'letterhead',
      column: null,
    },
    {
      sql: () => `update member_office set sender_address = 'ke.khac@vi-du.example'`,
      table: 'member_office',
      column: 'senderAddress',
    },
    {
      sql: () => `update ladder_policy set policy = policy || '{"regularSlot": "23:00"}'`,
      table: 'ladder_policy',
      column: null,
    },
    {
      sql: () => `update calendar_edition set content = content || '{"zone": "UTC"}'`,
      table: 'calendar_edition',
      column: null,
    },
  ])('$table $column: $sql', async ({ sql, table, column }) => {
    const counts = await report_();
    const { rows } = await runSql(own.url, `select to_jsonb(t) as row from ${table} t`);
    undo = [
      `delete from ${table}`,
      ...rows.map(({ row }) => {
        const json = JSON.stringify(row).replaceAll("'", "''");
        return `insert into ${table} select * from jsonb_populate_record(null::${table}, '${json}')`;
      }),
    ];
    await runSql(own.url, `set session_replication_role = replica; ${sql()}`);
    const found = await differences();
    expect(found.length).toBeGreaterThan(0);
    expect(found.map((difference) => difference.column)).toContain(column);
    for (const { words } of found) expect(words).toMatch(/^[A-ZĐ].+\.$/);
    if (table === 'assignment' || table === 'report') {
      expect(found[0]?.words).toMatch(/^Việc \S+ «/);
      // An inserted row of a plan that is being published is not told apart before `verify`.
      if (!sql().startsWith('insert')) expect(await report_()).toEqual(counts);
    }
  });
});

test('a receipt that comes after the seal is no tampering: it is sealed with it', async () => {
  await hearReceipt(own.database, { channel: 'email', messageId }, 'delivered', NOW);
  const before = await verifyInstallation(own.database, null);
  expect(before).toMatchObject({ ok: true, deliveries: { unsealed: 1 } });
  expect(await sealDeliveries(own.database, NOW)).toBe(1);
  expect(await sealDeliveries(own.database, NOW)).toBe(0);
  expect(await verifyInstallation(own.database, null)).toMatchObject({ ok: true, deliveries: { unsealed: 0 } });
});

test('a receipt that comes while its message is being sealed waits, and is sealed with it', async () => {
  await runSql(
    own.url,
    `update delivery set receipt = null, receipt_at = null; update message set sealed_index = null`,
  );
  let receipt: Promise<unknown> | undefined;
  await own.database.$transaction(async (sealing) => {
    const { index } = await sealing.auditEvent.findFirstOrThrow({ orderBy: { index: 'desc' } });
    await sealing.message.update({ where: { id: messageId }, data: { sealedIndex: index } });
    receipt = hearReceipt(own.database, { channel: 'email', messageId }, 'delivered', NOW);
    await new Promise((resolve) => setTimeout(resolve, 300));
  });
  await receipt;
  expect((await own.database.message.findUniqueOrThrow({ where: { id: messageId } })).sealedIndex).toBeNull();
  while ((await sealDeliveries(own.database, NOW)) > 0);
  expect(await verifyInstallation(own.database, null)).toMatchObject({ ok: true, deliveries: { unsealed: 0 } });
});

test('a message that a hand puts in is never sealed, and named for as long as it is there', async () => {
  const them = '{"id": "them", "rfc_message_id": "them", "sealed_index": null}';
  await runSql(own.url, `insert into message select (jsonb_populate_record(m, '${them}')).* from message m`);
  expect(await sealDeliveries(own.database, NOW)).toBe(0);
  expect(await differences()).toMatchObject([{ subject: 'message/them' }]);
  await runSql(own.url, `delete from message where id = 'them'`);
});

test('what is sealed by two workers at once is sealed once', async () => {
  await hearReceipt(own.database, { channel: 'email', messageId }, 'read', NOW);
  const sealed = await Promise.all([1, 2, 3].map(() => sealDeliveries(own.database, NOW)));
  expect(sealed.sort()).toEqual([0, 0, 1]);
});

test('an intact installation is intact in the middle of its work', async () => {
  let working = true;
  const work = (async () => {
    for (let sequence = 5; working && sequence < 60; sequence += 2) {
      const id = ids[0] as string;
      await record(id, { sequence, type: 'returned', reason: 'Thiếu', steps: [] }, 'in-progress', '2026-03-04 08:00');
      await report(id, sequence + 1, '2026-03-05');
      await sealDeliveries(own.database, NOW);
    }
  })();
  for (let round = 0; round < 5; round += 1)
    expect(await verifyInstallation(own.database, null)).toMatchObject({ ok: true, differences: [] });
  working = false;
  await work;
});

test('a root that was written down is found, and a cut or rebuilt log is told apart', async () => {
  const { root, events: count } = await loadChainEnd(own.database);
  const against = async (witness: { root: string; count: number | null }) =>
    (await verifyInstallation(own.database, witness)).witness;
  expect(await against({ root, count })).toEqual({ ok: true, count });
  expect(await against({ root, count: null })).toEqual({ ok: true, count });
  expect(await against({ root, count: count + 1 })).toEqual({ ok: false, why: 'cut' });
  expect(await against({ root, count: count - 1 })).toEqual({ ok: false, why: 'rebuilt' });
  expect(await against({ root: 'f'.repeat(64), count: null })).toEqual({ ok: false, why: 'unknown' });
});

test('the report prints the root of the moment in which it was counted', async () => {
  expect((await loadOverdueReport(own.database, { ...DAY })).audit).toEqual(await loadChainEnd(own.database));
});

test('an event for an assignment that never was is named', async () => {
  const before = await loadChainEnd(own.database);
  const event = { subject: 'assignment/khong-co', sequence: 1, type: 'assigned', actor: 'x', payload: {} };
  const at = instantOf(NOW.toISOString());
  await own.database.$transaction((tx) => appendAuditEvents(tx, [{ ...event, occurredAt: at }], at));
  expect((await differences()).map(({ subject }) => subject)).toEqual(['assignment/khong-co']);
  await runSql(
    own.url,
    `set session_replication_role = replica; delete from audit_event where index > ${before.events}`,
  );
});

async function differences(): Promise<Difference[]> {
  return (await verifyInstallation(own.database, null)).differences;
}

async function report_() {
  const { total, byAgency, overdue } = await loadOverdueReport(own.database, { planId, ...DAY });
  return { total, byAgency, overdue: overdue.map(({ id, due, daysLate }) => ({ id, due, daysLate })) };
}

type Told = { sequence: number } & Record<string, unknown>;

function record(assignmentId: string, event: Told, status: Transition['status'], at: string) {
  const whole = { actor: 'Nguyễn Thị Hạnh', occurredAt: vn(at), ...event } as unknown as Transition['event'];
  const supersede = { steps: event.type === 'acknowledged' ? ['unacknowledged'] : [], reason: 'đã tiếp nhận' };
  return recordTransition(own.database, { assignmentId, event: whole, status, supersede, add: [] }, NOW);
}

function report(id: string, sequence: number, reportedOn: string) {
  const said = { note: 'Đã xong', documentNumber: '12/BC', evidenceUrl: null, reportedOn, steps: [] };
  return record(id, { sequence, type: 'reported', ...said }, 'reported', `${reportedOn} 09:00`);
}
