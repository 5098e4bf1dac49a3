import { expect, test } from 'vitest';
import { RosterContact } from '#contracts/roster.ts';
import { channelsOf, whoNeedsAPerson } from '#domain/delivery/reachability.ts';

const contact = (id: string, over: object = {}) =>
  RosterContact.parse({ id, agency: 'Phòng Tư pháp', name: id, role: 'clerk', ...over });

test('a person without Zalo gets mail, one without mail gets Zalo, whatever was wished', () => {
  expect(channelsOf(contact('a', { email: 'a@x.vn', channels: ['zalo'] }))).toEqual([
    { channel: 'email', address: 'a@x.vn' },
  ]);
  expect(channelsOf(contact('b', { phone: '0912345678' }))).toEqual([{ channel: 'zalo', address: '0912345678' }]);
  const both = contact('c', { email: 'c@x.vn', zaloUserId: '1', phone: '2', channels: ['zalo', 'email'] });
  expect(channelsOf(both).map(({ channel, address }) => `${channel}:${address}`)).toEqual(['zalo:1', 'email:c@x.vn']);
});

test('one with neither, or whose addresses have all failed, is on the officer’s list before any reminder', () => {
  const contacts = [contact('a'), contact('b', { email: 'b@x.vn' }), contact('c', { email: 'c@x.vn' })];
  const list = whoNeedsAPerson(contacts, (id) => (id === 'c' ? ['email'] : []));
  expect(list.map(({ contactId }) => contactId)).toEqual(['a', 'c']);
  expect(list[0]!.why).toContain('Chưa có địa chỉ');
  expect(list[1]!.why).toContain('thư điện tử');
});
