// What an installation holds besides assignments, for tests that compare all of it with the log: each kind of setting, and one mail with its proof.
import { expect } from 'vitest';
import { CHANNEL_KINDS } from '#channels/kinds.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import { slotOf } from '#domain/calendar/slot.ts';
import { raiseAttention } from '#store/attention-store.ts';
import { linkByCode } from '#store/contact-link-store.ts';
import type { Database } from '#store/database.ts';
import { changeMessage } from '#store/delivery-store.ts';
import { claimMessages } from '#store/message-store.ts';
import { aRoster, vn, withContact, ZONE } from './builders.ts';
import { day } from './moments.ts';
import { addLinkCode, addSubscription, changeSubscription, resolveMatter, saveRoster } from './settings.ts';

/** Every setting that has an event: roster, Zalo account, webhook, matters. */
export async function settleEverything(database: Database, now: Date): Promise<void> {
  const webhook = { url: 'https://he-thong.vi-du.example/', filter: ['*'], sealedSecret: 'niem-phong' };
  const id = await addSubscription(database, webhook, now, 'Cán bộ');
  await changeSubscription(database, id, { filter: ['plan.*'] }, { actor: 'Cán bộ', now: now });
  await saveRoster(database, withContact(aRoster(), 'b.cv', { phone: '0912345678' }), ZONE);
  await addLinkCode(
    database,
    { code: 'ABCDEFGH', contactId: 'a.cv', expiresAt: new Date(vn('2026-03-03 10:00')), date: day('2026-03-03') },
    now,
  );
  await linkByCode(database, 'ABCDEFGH', { userId: 'zalo-1', channels: CHANNEL_KINDS }, day('2026-03-03'), now);
  for (const matter of ['viec-can-xu-ly', 'con-mo'])
    await raiseAttention(
      database,
      { id: matter, what: 'Kênh hỏng', place: 'Cấu hình' },
      new Date(vn('2026-03-02 09:00')),
    );
  await resolveMatter(database, 'viec-can-xu-ly', now, 'Cán bộ');
}

/** One mail from its claim to its acceptance, with the ledger rows that it carries; its id. */
export async function deliverOne(database: Database, now: Date): Promise<string> {
  const row = await database.ledgerEntry.findFirstOrThrow({
    where: { contactId: 'a.cv', status: 'planned' },
    orderBy: { slotAt: 'asc' },
    include: { assignment: { select: { sequence: true } } },
  });
  await database.ledgerEntry.update({ where: { id: row.id }, data: { status: 'staged' } });
  const id = 'thu-1';
  const composed = { subject: 'Nhắc việc', text: 'Nội dung', html: '<p>Nội dung</p>' };
  const slotAt = slotOf(instantOf(row.slotAt));
  const claim = {
    id,
    rows: [{ id: row.id, sequence: row.assignment.sequence }],
    contactId: 'a.cv',
    holderId: 'a.cv',
    channel: 'email',
    slotAt,
    rfcMessageId: `<${id}@x.vn>`,
    claimedAt: now,
    composed,
    forms: {},
    isKept: false,
  };
  expect(await claimMessages(database, [claim])).toEqual(new Set([id]));
  const outcome = { kind: 'accepted' as const, providerId: '<1@x.vn>' };
  const noted = { type: 'note-outcome' as const, number: 1, channel: 'email', outcome, at: instantOf(now) };
  const end = { type: 'end' as const, end: 'sent' as const, channel: 'email', reason: null };
  await changeMessage(database, id, () => [noted, end], now);
  return id;
}
