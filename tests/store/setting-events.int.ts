// Settings that decide who hears what are in the log, with who changed them, and no secret is.
import { beforeAll, expect, test } from 'vitest';
import { CHANNEL_KINDS } from '#channels/kinds.ts';
import { raiseAttention } from '#store/attention-store.ts';
import { linkByCode } from '#store/contact-link-store.ts';
import { aRoster, vn, withContact, ZONE } from '../support/builders.ts';
import { day } from '../support/moments.ts';
import {
  addLinkCode,
  addSubscription,
  changeSubscription,
  removeSubscription,
  resolveMatter,
  rotateSecret,
  saveRoster,
} from '../support/settings.ts';
import { furnish, ownDatabase } from '../support/store.ts';

const own = ownDatabase();
const NOW = new Date(vn('2026-03-03 09:00'));
const BY = { actor: 'Trần Văn Bình', now: NOW };

beforeAll(() => furnish(own.database));

test('ladder and calendar are set in place at the first start', async () => {
  expect((await told()).slice(0, 2)).toEqual(['ladder-set hệ thống', 'calendar-set hệ thống']);
});

test('an import of the roster says who came, changed and went; one that changes nothing says nothing', async () => {
  const before = (await events()).length;
  const next = withContact(aRoster(), 'b.cv', { phone: '0912345678' });
  const roster = { ...next, contacts: next.contacts.filter(({ id }) => id !== 'linhvuc.tp') };
  await saveRoster(own.database, roster, ZONE, BY);
  await saveRoster(own.database, roster, ZONE, BY);
  const added = (await events()).slice(before);
  expect(added).toMatchObject([
    {
      type: 'roster-imported',
      actor: BY.actor,
      payload: {
        changes: {
          agencies: { added: [], changed: [], leftOut: [] },
          contacts: { added: [], changed: ['b.cv'], leftOut: ['linhvuc.tp'] },
        },
      },
    },
  ]);
});

test('a webhook that comes, changes and goes is told with its state; of its secrets only fingerprints', async () => {
  const url = 'https://he-thong.vi-du.example/';
  const before = (await events()).length;
  const id = await addSubscription(own.database, { url, filter: ['*'], sealedSecret: 'bi-mat-1' }, NOW, BY.actor);
  await changeSubscription(own.database, id, { active: false }, BY);
  await rotateSecret(own.database, { subscriptionId: id, sealedSecret: 'bi-mat-2' }, NOW, BY.actor);
  await removeSubscription(own.database, id, NOW, BY.actor);
  const added = (await events()).slice(before);
  expect(added.map(({ type, actor }) => [type, actor])).toEqual(
    ['webhook-added', 'webhook-changed', 'webhook-secret-rotated', 'webhook-removed'].map((type) => [type, BY.actor]),
  );
  const prints = added.map(({ payload }) => (payload as { secretFingerprint: string }).secretFingerprint);
  expect([prints[0], prints[2]]).toEqual([prints[1], prints[3]]);
  expect(prints[0]).not.toBe(prints[2]);
  expect(JSON.stringify(added, (_, value) => (typeof value === 'bigint' ? Number(value) : value))).not.toContain(
    'bi-mat',
  );
});

test('a code for Zalo, the account linked by it, and whose it was before, without the code itself', async () => {
  const expiresAt = new Date(vn('2026-03-03 10:00'));
  const before = (await events()).length;
  for (const [code, contactId] of [
    ['ABCDEFGH', 'a.cv'],
    ['HGFEDCBA', 'b.cv'],
  ] as const) {
    await addLinkCode(own.database, { code, contactId, expiresAt, date: day('2026-03-03') }, NOW, BY.actor);
    await linkByCode(own.database, code, { userId: 'zalo-1', channels: CHANNEL_KINDS }, day('2026-03-03'), NOW);
  }
  const added = (await events()).slice(before);
  expect(added.map(({ subject, type }) => `${subject} ${type}`)).toEqual([
    'contact/a.cv zalo-code-made',
    'contact/a.cv zalo-linked',
    'contact/b.cv zalo-code-made',
    'contact/a.cv zalo-unlinked',
    'contact/b.cv zalo-linked',
  ]);
  expect(JSON.stringify(added.map(({ payload }) => payload))).not.toMatch(/ABCDEFGH|HGFEDCBA/);
});

test('a matter that is ticked off is told once, by whom, each time that it came up', async () => {
  const before = (await events()).length;
  for (const _ of [1, 2]) {
    await raiseAttention(own.database, { id: 'kenh', what: 'Kênh hỏng', place: 'Cấu hình' }, NOW);
    await Promise.all([1, 2, 3].map(() => resolveMatter(own.database, 'kenh', NOW, BY.actor)));
  }
  expect((await told()).slice(before)).toEqual([1, 2].map(() => `matter-resolved ${BY.actor}`));
});

test('settings that change at once all stand in the log', async () => {
  const before = (await events()).length;
  const expiresAt = new Date(vn('2026-03-03 10:00'));
  const codes = Array.from({ length: 8 }, (_, index) => ({
    code: `MA${index}`,
    contactId: 'a.cv',
    expiresAt,
    date: day('2026-03-03'),
  }));
  await Promise.all(codes.map((code) => addLinkCode(own.database, code, NOW, BY.actor)));
  expect((await events()).length).toBe(before + codes.length);
});

function events() {
  return own.database.auditEvent.findMany({ orderBy: { index: 'asc' } });
}

async function told(): Promise<string[]> {
  return (await events()).map(({ type, actor }) => `${type} ${actor}`);
}
