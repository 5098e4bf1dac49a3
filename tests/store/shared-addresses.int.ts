// Who shares an address with whom follows the roster, and what goes to one address is one share, one letter and one mark.
import { beforeEach, expect, test } from 'vitest';
import { CHANNEL_KINDS } from '#channels/kinds.ts';
import type { Roster, RosterContact } from '#contracts/roster.ts';
import { clearUnreachable, markUnreachable } from '#store/attention-store.ts';
import { linkByCode } from '#store/contact-link-store.ts';
import { createStore } from '#store/create-store.ts';
import { clearFailedAddress, listHardToReach } from '#store/reachability-store.ts';
import { ensureSharedAddresses, listSharers } from '#store/shared-address-store.ts';
import { aContact, aRoster, EVERY_CHANNEL, ZONE } from '../support/builders.ts';
import { DUE_SLOT, dueMessages } from '../support/due-messages.ts';
import { day } from '../support/moments.ts';
import { addLinkCode, saveRoster } from '../support/settings.ts';
import { furnish, ownDatabase, publishedAsBefore, runSql } from '../support/store.ts';

const own = ownDatabase();
const NOW = new Date('2026-03-02T02:00:00Z');
const MAILBOX = 'van-thu@vi-du.example';
let assignmentId: string;
const { aClaim, stageDue } = dueMessages(() => ({
  store: createStore(own.database),
  database: own.database,
  assignmentId,
}));

beforeEach(async () => {
  await furnish(own.database);
  await runSql(
    own.url,
    `set session_replication_role = replica; delete from unreachable_channel;
     delete from ledger_entry where slot_at = '${DUE_SLOT}'; delete from message`,
  );
  assignmentId = (await publishedAsBefore(own.database)).assignmentIds[0] as string;
});

const rosterOf = (changes: Record<string, Partial<RosterContact>>): Roster => ({
  ...aRoster(),
  contacts: aRoster().contacts.map((one) => ({ ...one, ...changes[one.id] })),
});
const shareMailbox = (...ids: string[]) => rosterOf(Object.fromEntries(ids.map((id) => [id, { email: MAILBOX }])));
const importing = (roster: Roster) => saveRoster(own.database, roster, ZONE);
async function shared(): Promise<string[]> {
  const rows = await own.database.sharedAddress.findMany({ orderBy: [{ channel: 'asc' }, { contactId: 'asc' }] });
  return rows.map(({ contactId, channel, holderId }) => `${channel}: ${contactId} → ${holderId}`);
}

test('an import writes who shares an address, and the next one what is so then', async () => {
  expect(await shared()).toEqual([]);
  await importing(shareMailbox('a.tp', 'a.cv', 'b.cv'));
  expect(await shared()).toEqual(['email: a.tp → a.cv', 'email: b.cv → a.cv']);
  await importing(shareMailbox('a.tp', 'b.cv'));
  expect(await shared()).toEqual(['email: b.cv → a.tp']);
  await importing(aRoster());
  expect(await shared()).toEqual([]);
});

test('who has left the roster holds no letters and shares none', async () => {
  await importing(shareMailbox('a.cv', 'a.tp', 'b.cv'));
  const roster = shareMailbox('a.cv', 'a.tp', 'b.cv');
  await importing({ ...roster, contacts: roster.contacts.filter(({ id }) => id !== 'a.cv') });
  expect(await shared()).toEqual(['email: b.cv → a.tp']);
});

test('an account that is linked on Zalo is an address of its own from then on', async () => {
  const phone = { phone: '0912345678' };
  await importing(rosterOf({ 'a.cv': phone, 'a.tp': { phone: '+84 912 345 678' } }));
  expect(await shared()).toEqual(['sms: a.tp → a.cv', 'zalo: a.tp → a.cv']);
  const expiresAt = new Date(NOW.getTime() + 3_600_000);
  await addLinkCode(own.database, { code: 'MA-1', contactId: 'a.cv', expiresAt, date: day('2026-03-02') }, NOW);
  await linkByCode(own.database, 'MA-1', { userId: 'zalo-7', channels: CHANNEL_KINDS }, day('2026-03-02'), NOW);
  expect(await shared()).toEqual(['sms: a.tp → a.cv']);
  await runSql(own.url, 'update contact set zalo_user_id = null');
});

test('an installation of yesterday, whose roster says nothing of it, knows it after a start', async () => {
  await importing(shareMailbox('a.cv', 'a.tp'));
  await runSql(own.url, 'delete from shared_address');
  await ensureSharedAddresses(own.database, CHANNEL_KINDS);
  expect(await shared()).toEqual(['email: a.tp → a.cv']);
  // A channel that is new with this version is known too.
  await runSql(own.url, `update contact set phone = '024-1' where id in ('b.cv', 'b.tp')`);
  const fax = { name: 'fax', label: 'fax', addressedBy: ['phone'] as const };
  await ensureSharedAddresses(own.database, [...CHANNEL_KINDS, fax]);
  expect(await shared()).toContain('fax: b.tp → b.cv');
});

test('everybody who has an address is found from each of them', async () => {
  await importing(shareMailbox('a.cv', 'a.tp', 'b.cv'));
  for (const contactId of ['a.cv', 'a.tp', 'b.cv'])
    expect(await listSharers(own.database, { contactId, channel: 'email' })).toEqual(['a.cv', 'a.tp', 'b.cv']);
  expect(await listSharers(own.database, { contactId: 'a.tp', channel: 'zalo' })).toEqual(['a.tp']);
});

test('what goes to one address is in one share, and counted once', async () => {
  await stageDue();
  const store = createStore(own.database);
  const addresses = await store.countAddressesInSlot(DUE_SLOT);
  // Once alone and once together, whichever share each of them would be in.
  await importing(shareMailbox('a.cv', 'a.tp'));
  expect(await store.countAddressesInSlot(DUE_SLOT)).toBe(addresses - 1);
  const shares = await Promise.all([0, 1, 2, 3, 4].map((index) => store.listStagedMarks(DUE_SLOT, { index, of: 5 })));
  const holders = shares.map((marks) => new Set(marks.map(({ holderId }) => holderId)));
  expect(holders.filter((ids) => ids.has('a.cv'))).toHaveLength(1);
  expect(holders.some((ids) => ids.has('a.tp'))).toBe(false);
  const rows = shares.flat().filter(({ holderId }) => holderId === 'a.cv');
  expect((await store.listStagedRows(rows.map(({ id }) => id))).map(({ contact }) => contact.id).sort()).toEqual(
    expect.arrayContaining(['a.cv', 'a.tp']),
  );
});

test('a row that is staged when the letter of another reader of its address is gone is a latecomer', async () => {
  await importing(shareMailbox('a.cv', 'a.tp'));
  await stageDue();
  const store = createStore(own.database);
  const share = { index: 0, of: 1 };
  const claim = await aClaim('a.tp');
  expect(await store.listLatecomers(DUE_SLOT, share)).toEqual(new Map());
  expect(await store.claimMessages([claim])).toEqual(new Set([claim.id]));
  const late = (await store.listLatecomers(DUE_SLOT, share)).get(assignmentId) ?? [];
  const rows = await own.database.ledgerEntry.findMany({ where: { id: { in: late } } });
  expect(rows.map(({ contactId }) => contactId)).toEqual(['a.cv']);
  await importing(aRoster());
  expect((await store.listLatecomers(DUE_SLOT, share)).get(assignmentId)).toBeUndefined();
});

test('letters that are kept and messages on their way are of the share of their address', async () => {
  await importing(shareMailbox('a.cv', 'a.tp'));
  await stageDue();
  const store = createStore(own.database);
  const claim = { ...(await aClaim('a.tp')), holderId: 'a.cv' };
  await store.keepLetters([claim]);
  const shares = Array.from({ length: 16 }, (_, index) => ({ index, of: 16 }));
  const marks = await Promise.all(shares.map((share) => store.listStagedMarks(DUE_SLOT, share)));
  const home = marks.findIndex((each) => each.some(({ holderId }) => holderId === 'a.cv'));
  for (const share of shares.filter(({ index }) => index !== home)) await store.forgetLetters(DUE_SLOT, share);
  expect(await store.claimMessages([{ ...claim, isKept: true }])).toEqual(new Set([claim.id]));
  const sending = await Promise.all(shares.map((share) => store.listSendingIds(DUE_SLOT, share)));
  expect(sending.findIndex((ids) => ids.includes(claim.id))).toBe(home);
  await store.forgetLetters(DUE_SLOT, { index: home, of: 16 });
  expect(await own.database.preparedLetter.count({ where: { id: claim.id } })).toBe(0);
});

test('an address that failed has failed for everybody who has it, and is tried again for all', async () => {
  await importing(rosterOf({ 'a.cv': { email: MAILBOX }, 'a.tp': { email: MAILBOX.toUpperCase() } }));
  const failure = { contactId: 'a.tp', channel: 'email', address: MAILBOX, reason: 'không có hộp thư' };
  await markUnreachable(own.database, failure, NOW);
  const hard = async () =>
    (await listHardToReach(own.database, day('2026-03-02'), EVERY_CHANNEL)).map(({ contactId }) => contactId);
  expect(await hard()).toEqual(['a.cv', 'a.tp']);
  const by = { actor: 'Cán bộ', now: NOW };
  expect(await clearFailedAddress(own.database, { contactId: 'a.cv', channel: 'email' }, by)).toBe(true);
  expect(await hard()).toEqual([]);
  const events = await own.database.auditEvent.findMany({ where: { type: 'channel-tried-again' } });
  expect(events.map(({ subject }) => subject)).toEqual(['contact/a.cv', 'contact/a.tp']);
  expect(await clearFailedAddress(own.database, { contactId: 'a.cv', channel: 'email' }, by)).toBe(false);
});

test('a mark of one who shares nothing is one mark', async () => {
  const alone = { ...aRoster(), contacts: [...aRoster().contacts, aContact({ id: 'c', agency: 'a' })] };
  await importing(alone);
  await markUnreachable(own.database, { contactId: 'c', channel: 'email', address: 'x', reason: 'r' }, NOW);
  await markUnreachable(own.database, { contactId: 'c', channel: 'email', address: 'y', reason: 'r' }, NOW);
  expect(await own.database.unreachableChannel.findMany({ select: { contactId: true, address: true } })).toEqual([
    { contactId: 'c', address: 'y' },
  ]);
  await clearUnreachable(own.database, 'c', 'email');
  expect(await own.database.unreachableChannel.count()).toBe(0);
});
