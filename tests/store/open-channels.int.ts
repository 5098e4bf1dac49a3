// Channels are an open set: an installation of before is carried over, and a channel that comes later needs no other table.
import { beforeAll, expect, test } from 'vitest';
import { ZaloForm } from '#channels/zalo/compose-zalo.ts';
import { readProofs } from '#store/delivery-seals.ts';
import { listSendingIds, listSendingMessages } from '#store/message-store.ts';
import { prepareDatabase } from '#store/prepare-database.ts';
import { findRoster } from '#store/roster-store.ts';
import { aRoster, vn, withContact, ZONE } from '../support/builders.ts';
import { saveRoster } from '../support/settings.ts';
import { furnish, ownDatabase, runSql } from '../support/store.ts';

const own = ownDatabase();
const FORM = `{"text": "Nhiệm vụ", "template": {"key": "nhac-viec", "data": {"han": "15/11/2026"}}, "viewUrl": null, "acknowledgePayload": "#nhan:x"}`;

beforeAll(async () => {
  await furnish(own.database);
  const roster = withContact(aRoster(), 'a.cv', { channels: ['zalo', 'email'], phone: '0912345678' });
  await saveRoster(own.database, withContact(roster, 'b.cv', { channels: [] }), ZONE);
  // The tables as the version before wrote them, with a message on Zalo, a mail, and one that waits for its next attempt.
  await runSql(
    own.url,
    `alter table contact drop constraint contact_channels;
     alter table contact add constraint contact_channels check (channels <@ array['email', 'zalo']);
     alter table message drop constraint message_forms_by_channel;
     alter table message rename column forms to zalo;
     delete from _prisma_migrations where migration_name like '%_open_channels' or migration_name like '%_message_forms';
     insert into message (id, contact_id, channel, slot_at, rfc_message_id, subject, text, html, zalo, status, claimed_at, ended_at) values
      ('cu-1', 'a.cv', 'zalo', '2026-01-05T02:01:00Z', '<cu-1@x>', 'Giao việc', 'chữ', '<p>chữ</p>', '${FORM}',
       'sent', '2026-01-05T02:01:01Z', '2026-01-05T02:01:02Z'),
      ('cu-2', 'a.cv', 'email', '2026-01-05T02:02:00Z', '<cu-2@x>', 'Nhắc việc', 'chữ', '<p>chữ</p>', null,
       'sent', '2026-01-05T02:02:01Z', '2026-01-05T02:02:02Z'),
      ('cu-3', 'a.cv', 'zalo', '2026-01-05T02:03:00Z', '<cu-3@x>', 'Nhắc việc', 'chữ', '<p>chữ</p>', '${FORM}',
       'sending', '2026-01-05T02:03:01Z', null);
     insert into delivery (id, message_id, attempt, at, outcome, channel)
      values ('d-1', 'cu-1', 1, '2026-01-05T02:01:02Z', 'accepted', 'zalo')`,
  );
  const carried = await prepareDatabase(own.ownerUrl, own.url);
  expect(carried).toEqual(['20261129091000_open_channels', '20261129093000_message_forms']);
}, 60_000);

const wishesOf = async (id: string) =>
  (await findRoster(own.database))?.contacts.find((one) => one.id === id)?.channels;

async function proofs(): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  await own.database.$transaction(async (tx) => {
    for await (const { id, hash } of readProofs(tx)) found[id] = hash;
  });
  return found;
}

const EVERYBODY = { index: 0, of: 1 };

test('what people wished for before stays', async () => {
  expect(await wishesOf('a.cv')).toEqual(['zalo', 'email']);
  expect(await wishesOf('b.cv')).toEqual([]);
});

test('a wish for a channel that came later is kept', async () => {
  await saveRoster(own.database, withContact(aRoster(), 'a.cv', { channels: ['bo-cau', 'email'] }), ZONE);
  expect(await wishesOf('a.cv')).toEqual(['bo-cau', 'email']);
});

test('what the version before has sealed in the audit log still holds', async () => {
  // Counted by the version before, over the same rows.
  expect(await proofs()).toMatchObject({
    'cu-1': '97aaba5a03d3c4e849934153940a9a232d4c323badfa01aa5775870adbe3b88d',
    'cu-2': '176a556d1d751d465f86d1e1623a6e5e28ff885f1abbdd9ec319bf4ea59ceafc',
  });
});

test('a message that waited for its next attempt says on Zalo what it said before', async () => {
  const [message] = await listSendingMessages(
    own.database,
    await listSendingIds(own.database, vn('2026-01-05 09:03'), EVERYBODY),
  );
  const forms = message?.forms as Record<string, unknown>;
  expect(ZaloForm.parse(forms.zalo)).toEqual(JSON.parse(FORM));
});

test('what a later channel says is sealed with the message', async () => {
  const before = await proofs();
  await runSql(own.url, `update message set forms = forms || '{"bo-cau": {"text": "một"}}' where id = 'cu-1'`);
  const one = await proofs();
  await runSql(own.url, `update message set forms = forms || '{"bo-cau": {"text": "hai"}}' where id = 'cu-1'`);
  const two = await proofs();
  expect(new Set([before['cu-1'], one['cu-1'], two['cu-1']]).size).toBe(3);
  expect(two['cu-2']).toBe(before['cu-2']);
});
