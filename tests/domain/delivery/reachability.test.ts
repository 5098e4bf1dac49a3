import { expect, test } from 'vitest';
import { RosterContact } from '#contracts/roster.ts';
import { channelAddress, channelTitle, channelWords, type KnownChannel } from '#domain/delivery/known-channel.ts';
import { channelsOf, failedChannels, whoNeedsAPerson } from '#domain/delivery/reachability.ts';

const MAIL: KnownChannel = { name: 'email', label: 'thư điện tử', addressedBy: ['email'] };
const ZALO: KnownChannel = { name: 'zalo', label: 'Zalo', addressedBy: ['zaloUserId', 'phone'] };
const FAX: KnownChannel = { name: 'fax', label: 'fax', addressedBy: ['phone'] };
const TWO = [MAIL, ZALO];
const allSetUp = () => true;

const contact = (id: string, over: object = {}) =>
  RosterContact.parse({ id, agency: 'Phòng Tư pháp', name: id, role: 'clerk', ...over });
const ways = (over: object, known: readonly KnownChannel[] = TWO) =>
  channelsOf(contact('c', over), known).map(({ channel, address }) => `${channel}:${address}`);

test('a person without Zalo gets mail, one without mail gets Zalo, whatever was wished', () => {
  expect(ways({ email: 'a@x.vn', channels: ['zalo'] })).toEqual(['email:a@x.vn']);
  expect(ways({ phone: '0912345678' })).toEqual(['zalo:0912345678']);
  const both = { email: 'c@x.vn', zaloUserId: '1', phone: '2', channels: ['zalo', 'email'] };
  expect(ways(both)).toEqual(['zalo:1', 'email:c@x.vn']);
});

test('a channel that is known is used like every other: by wish first, else in the order of the list', () => {
  const phone = { phone: '0912345678' };
  expect(ways(phone, [MAIL, ZALO, FAX])).toEqual(['zalo:0912345678', 'fax:0912345678']);
  expect(ways({ ...phone, channels: ['fax'] }, [MAIL, ZALO, FAX])).toEqual(['fax:0912345678', 'zalo:0912345678']);
});

test('a wish for a channel that the product has no more is passed over', () => {
  expect(ways({ email: 'a@x.vn', phone: '2', channels: ['fax', 'email'] })).toEqual(['email:a@x.vn', 'zalo:2']);
});

test('the wish names what comes first', () => {
  const both = { email: 'c@x.vn', phone: '2' };
  const first = (...channels: ('email' | 'zalo')[]) => channelsOf(contact('c', { ...both, channels }), TWO)[0]?.channel;
  expect([first('email', 'zalo'), first('email'), first('zalo', 'email'), first('zalo')]).toEqual([
    'email',
    'email',
    'zalo',
    'zalo',
  ]);
});

test('one with neither, or whose addresses have all failed, is on the officer’s list before any reminder', () => {
  const contacts = [contact('a'), contact('b', { email: 'b@x.vn' }), contact('c', { email: 'c@x.vn' })];
  const list = whoNeedsAPerson(contacts, TWO, allSetUp, (id) => (id === 'c' ? ['email'] : []));
  expect(list.map(({ contactId }) => contactId)).toEqual(['a', 'c']);
  expect(list[0]!.why).toContain('Chưa có địa chỉ');
  expect(list[1]!.why).toContain('không nhận được tin (thư điện tử)');
});

test('an address on a channel that is not set up reaches nobody, and the list says which', () => {
  const phone = contact('a', { phone: '0912345678' });
  const noZalo = (channel: string) => channel !== 'zalo';
  expect(whoNeedsAPerson([phone], TWO, allSetUp)).toEqual([]);
  expect(whoNeedsAPerson([phone], TWO, noZalo)).toMatchObject([{ why: expect.stringContaining('(Zalo)') }]);
  expect(whoNeedsAPerson([phone], [...TWO, FAX], noZalo)).toEqual([]);
  const failed = () => ['zalo'];
  expect(whoNeedsAPerson([phone], [...TWO, FAX], allSetUp, failed)).toEqual([]);
  expect(whoNeedsAPerson([phone], TWO, allSetUp, failed)).toMatchObject([{ why: expect.stringContaining('Mọi kênh') }]);
});

test('a channel writes to its own address: mail to the mailbox, Zalo to the account and else to the phone', () => {
  const person = contact('a', { email: 'a@x.vn', phone: '0912345678' });
  expect(channelAddress(person, 'email', TWO)).toBe('a@x.vn');
  expect(channelAddress(person, 'zalo', TWO)).toBe('0912345678');
  expect(channelAddress({ ...person, zaloUserId: 'z1' }, 'zalo', TWO)).toBe('z1');
  expect(channelAddress(person, 'fax', TWO)).toBeNull();
});

test('a channel has failed for good only while its address is the one that failed', () => {
  const person = contact('a', { email: 'a@x.vn', phone: '0912345678' });
  const marks = [
    { channel: 'email', address: 'old@x.vn' },
    { channel: 'zalo', address: '0912345678' },
  ];
  expect(failedChannels(person, marks, TWO)).toEqual(['zalo']);
});

test('a wish for what is no channel of ours is passed over', () => {
  const person = { ...contact('a', { email: 'a@x.vn', phone: '0912345678' }), channels: ['fax', 'zalo'] };
  expect(channelsOf(person, TWO).map(({ channel }) => channel)).toEqual(['zalo', 'email']);
});

test('nobody whose addresses work is on the list, and each on it is named with the agency', () => {
  expect(whoNeedsAPerson([contact('a', { email: 'a@x.vn' })], TWO, allSetUp)).toEqual([]);
  expect(whoNeedsAPerson([contact('b')], TWO, allSetUp)).toMatchObject([
    { contactId: 'b', name: 'b', agency: 'Phòng Tư pháp' },
  ]);
});

test('a channel is called by its word, an unknown one as it is', () => {
  expect([channelWords('email', TWO), channelWords('fax', TWO)]).toEqual(['thư điện tử', 'fax']);
  expect(TWO.map(channelTitle)[0]).toBe('Thư điện tử');
});
