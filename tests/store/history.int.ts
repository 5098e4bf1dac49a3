// What happened stays as it was written: triggers refuse changes, and a change behind their back breaks the chain.
import { beforeEach, expect, test } from 'vitest';
import { GENESIS_HASH } from '#domain/audit/canonical-event.ts';
import { appendAuditEvents, verifyAuditChain } from '#store/audit-store.ts';
import { openDatabase } from '#store/database.ts';
import { at } from '../support/moments.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { ownDatabase, runSql } from '../support/store.ts';

const own = ownDatabase();
const RECORDED = at('2026-03-02T03:00:00Z');

beforeEach(async () => {
  await behindTheTriggers('delete from audit_event');
  await own.database.$transaction((tx) => appendAuditEvents(tx, [1, 2, 3, 4].map(anEvent), RECORDED));
});

test('an intact chain names its length and its root', async () => {
  const verdict = await verifyAuditChain(own.database);
  const last = await own.database.auditEvent.findFirstOrThrow({ orderBy: { index: 'desc' } });
  expect(verdict).toEqual({ ok: true, events: 4, root: last.hash });
});

test('an empty log is intact', async () => {
  await behindTheTriggers('delete from audit_event');
  expect(await verifyAuditChain(own.database)).toEqual({ ok: true, events: 0, root: GENESIS_HASH });
});

test.each([
  ['changes what was said', `update audit_event set payload = '{"note": "khác"}' where index = 2`, 2, 'hash'],
  ['changes who did it', `update audit_event set actor = 'Ai đó' where index = 3`, 3, 'hash'],
  [
    'moves the moment by a millisecond',
    `update audit_event set occurred_at = occurred_at + interval '1 ms' where index = 1`,
    1,
    'hash',
  ],
  ['removes an event', 'delete from audit_event where index = 2', 3, 'gap'],
  ['removes the first event', 'delete from audit_event where index = 1', 2, 'gap'],
  [
    'removes an event and closes the gap',
    'delete from audit_event where index = 2; update audit_event set index = index - 1 where index > 2',
    2,
    'link',
  ],
  ['puts another hash under an event', `update audit_event set hash = repeat('a', 64) where index = 2`, 2, 'hash'],
])('whoever %s behind the triggers is found out at the first broken link', async (_, sql, index, why) => {
  await behindTheTriggers(sql);
  expect(await verifyAuditChain(own.database)).toMatchObject({ ok: false, index, why });
});

test('a forged event with a fitting hash breaks the link of the one after it', async () => {
  const other = await createTestDatabase();
  const forged = openDatabase(other.url);
  try {
    await forged.$transaction((tx) =>
      appendAuditEvents(tx, [anEvent(1), { ...anEvent(2), actor: 'Kẻ giả mạo' }], RECORDED),
    );
    const { hash } = await forged.auditEvent.findUniqueOrThrow({ where: { index: 2n } });
    await behindTheTriggers(`update audit_event set actor = 'Kẻ giả mạo', hash = '${hash}' where index = 2`);
    expect(await verifyAuditChain(own.database)).toMatchObject({ ok: false, index: 3, why: 'link' });
  } finally {
    await forged.$disconnect();
    await other.drop();
  }
});

test('the same event is recorded once, and a change comes back whole or not at all', async () => {
  const again = await own.database.$transaction((tx) => appendAuditEvents(tx, [anEvent(4), anEvent(5)], RECORDED));
  expect(again).toBe(1);
  await expect(
    own.database.$transaction(async (tx) => {
      await appendAuditEvents(tx, [anEvent(6)], RECORDED);
      throw new Error('the change failed');
    }),
  ).rejects.toThrow('the change failed');
  expect(await verifyAuditChain(own.database)).toMatchObject({ ok: true, events: 5 });
});

test('many writers at once leave one chain', async () => {
  const writers = Array.from({ length: 20 }, (_, writer) =>
    own.database.$transaction((tx) =>
      appendAuditEvents(
        tx,
        [1, 2].map((sequence) => ({ ...anEvent(sequence), subject: `viec-${writer}` })),
        RECORDED,
      ),
    ),
  );
  await Promise.all(writers);
  expect(await verifyAuditChain(own.database)).toMatchObject({ ok: true, events: 44 });
});

test('a note with every kind of sign is hashed as it comes back', async () => {
  const payload = { note: '“Đã xong” — 100 % 🎉\n\t\\ " \u2028 é e\u0301', nested: { z: 1, a: [null, 1.5, -0, 1e21] } };
  await own.database.$transaction((tx) => appendAuditEvents(tx, [{ ...anEvent(9), payload }], RECORDED));
  expect(await verifyAuditChain(own.database)).toMatchObject({ ok: true, events: 5 });
});

test.each([
  ['changed', `update audit_event set actor = 'x'`],
  ['removed', 'delete from audit_event'],
  ['emptied', 'truncate audit_event'],
])('the audit log can not be %s', async (_, sql) => {
  await expect(runSql(own.url, sql)).rejects.toMatchObject({ code: '23001' });
});

function anEvent(sequence: number) {
  return {
    subject: 'assignment/viec-1',
    sequence,
    type: 'reported',
    actor: 'Nguyễn Thị Hạnh',
    occurredAt: at('2026-03-02T02:00:00Z'),
    payload: { note: `Lần ${sequence}` },
  };
}

/** As a superuser who switches the triggers off. */
async function behindTheTriggers(sql: string): Promise<void> {
  await runSql(own.url, `set session_replication_role = replica; ${sql}`);
}
