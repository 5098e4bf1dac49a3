import { expect, test } from 'vitest';
import { RosterContact } from '#contracts/roster.ts';
import {
  channelAddress,
  channelsOf,
  channelWords,
  failedChannels,
  whoNeedsAPerson,
} from '#domain/delivery/reachability.ts';

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

test('the wish names what comes first', () => {
  const both = { email: 'c@x.vn', phone: '2' };
  const first = (...channels: ('email' | 'zalo')[]) => channelsOf(contact('c', { ...both, channels }))[0]?.channel;
  expect([first('email', 'zalo'), first('email'), first('zalo', 'email'), first('zalo')]).toEqual([
    'email',
    'email',
    'zalo',
    'zalo',
  ]);
});

test('one with neither, or whose addresses have all failed, is on the officer’s list before any reminder', () => {
  const contacts = [contact('a'), contact('b', { email: 'b@x.vn' }), contact('c', { email: 'c@x.vn' })];
  const list = whoNeedsAPerson(contacts, (id) => (id === 'c' ? ['email'] : []));
  expect(list.map(({ contactId }) => contactId)).toEqual(['a', 'c']);
  expect(list[0]!.why).toContain('Chưa có địa chỉ');
  expect(list[1]!.why).toContain('không nhận được tin (thư điện tử)');
});

test('a channel writes to its own address: mail to the mailbox, Zalo to the account and else to the phone', () => {
  const person = contact('a', { email: 'a@x.vn', phone: '0912345678' });
  expect(channelAddress(person, 'email')).toBe('a@x.vn');
  expect(channelAddress(person, 'zalo')).toBe('0912345678');
  expect(channelAddress({ ...person, zaloUserId: 'z1' }, 'zalo')).toBe('z1');
  expect(channelAddress(person, 'fax')).toBeNull();
});

test('a channel has failed for good only while its address is the one that failed', () => {
  const person = contact('a', { email: 'a@x.vn', phone: '0912345678' });
  const marks = [
    { channel: 'email', address: 'old@x.vn' },
    { channel: 'zalo', address: '0912345678' },
  ];
  expect(failedChannels(person, marks)).toEqual(['zalo']);
});

test('a wish for what is no channel of ours is passed over', () => {
  const person = { ...contact('a', { email: 'a@x.vn', phone: '0912345678' }), channels: ['fax', 'zalo'] };
  expect(channelsOf(person).map(({ channel }) => channel)).toEqual(['zalo', 'email']);
});

test('nobody whose addresses work is on the list, and each on it is named with the agency', () => {
  expect(whoNeedsAPerson([contact('a', { email: 'a@x.vn' })])).toEqual([]);
  expect(whoNeedsAPerson([contact('b')])).toMatchObject([{ contactId: 'b', name: 'b', agency: 'Phòng Tư pháp' }]);
});

test('a channel is called by its word, an unknown one as it is', () => {
  expect([channelWords('email'), channelWords('fax')]).toEqual(['thư điện tử', 'fax']);
});
