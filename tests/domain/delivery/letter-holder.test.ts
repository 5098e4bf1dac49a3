import { expect, test } from 'vitest';
import { CHANNEL_KINDS } from '#channels/kinds.ts';
import type { RosterContact } from '#contracts/roster.ts';
import { letterHolders, sharedAddresses } from '#domain/delivery/letter-holder.ts';
import { failedChannels } from '#domain/delivery/reachability.ts';
import { aContact } from '../../support/builders.ts';

const contact = (id: string, changes: Partial<RosterContact> = {}) => aContact({ id, agency: 'a', ...changes });
const shared = (...contacts: RosterContact[]) =>
  sharedAddresses(contacts, CHANNEL_KINDS).map(
    ({ contactId, channel, holderId }) => `${channel}: ${contactId} → ${holderId}`,
  );

test('whoever has an address alone holds their own letters', () => {
  expect(shared(contact('an'), contact('binh', { phone: '0912345678' }))).toEqual([]);
  expect(letterHolders([contact('an')], CHANNEL_KINDS)('an', 'email')).toBe('an');
});

test('of several with one address the smallest id holds the letters of all, in whatever order they stand', () => {
  const people = ['binh', 'an', 'chi'].map((id) => contact(id, { email: 'van-thu@xa.vn' }));
  const expected = ['email: binh → an', 'email: chi → an'];
  expect(shared(...people).sort()).toEqual(expected);
  expect(shared(...people.reverse()).sort()).toEqual(expected);
  const holderOf = letterHolders(people, CHANNEL_KINDS);
  expect(['an', 'binh', 'chi'].map((id) => holderOf(id, 'email'))).toEqual(['an', 'an', 'an']);
  expect(holderOf('binh', 'zalo')).toBe('binh');
});

test('a mailbox is the same in another case, a phone however its number is written', () => {
  expect(shared(contact('an', { email: 'VT@xa.vn' }), contact('binh', { email: 'vt@XA.vn' }))).toEqual([
    'email: binh → an',
  ]);
  const phones = ['0912 345 678', '+84912345678', '0912.345.679'].map((phone, n) => contact(`p${n}`, { phone }));
  expect(shared(...phones)).toEqual(['zalo: p1 → p0', 'sms: p1 → p0']);
});

test('what counts is where the channel writes to: an account on Zalo is not the phone beside it', () => {
  const linked = contact('an', { phone: '0912345678', zaloUserId: '8123' });
  expect(shared(linked, contact('binh', { phone: '0912345678' }))).toEqual(['sms: binh → an']);
});

test('nobody shares the address that they do not have', () => {
  expect(shared(contact('an', { email: null }), contact('binh', { email: null }))).toEqual([]);
});

test('a channel of an unknown kind of address is asked like every other', () => {
  const fax = { name: 'fax', label: 'fax', addressedBy: ['phone'] as const };
  const people = ['an', 'binh'].map((id) => contact(id, { phone: '024-1' }));
  expect(sharedAddresses(people, [fax])).toEqual([{ contactId: 'binh', channel: 'fax', holderId: 'an' }]);
});

test('an address that failed in one writing has failed in every other', () => {
  const mark = [{ channel: 'email', address: 'VT@xa.vn' }];
  expect(failedChannels(contact('an', { email: 'vt@xa.vn' }), mark, CHANNEL_KINDS)).toEqual(['email']);
  expect(failedChannels(contact('an', { email: 'moi@xa.vn' }), mark, CHANNEL_KINDS)).toEqual([]);
});
