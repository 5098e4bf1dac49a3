import { expect, test } from 'vitest';
import { CHANNEL_KINDS } from '#channels/kinds.ts';
import { type Reader, waysTo, waysToAll } from '#domain/delivery/ways-to.ts';
import { CHANNELS, PROMISES } from '../../support/message-decider.ts';

const BOTH = { email: 'a@x.vn', phone: '0912345678', zaloUserId: null, channels: ['zalo', 'email'] };
const promisesOf = (channel: string) => PROMISES[channel] ?? null;
const zone = 'Asia/Ho_Chi_Minh';

test('the ways to a person are the set-up channels with an address, in the order of the wish', () => {
  expect(waysTo(BOTH, [], CHANNELS, promisesOf, zone)).toMatchObject({
    open: [
      { channel: 'zalo', address: '0912345678', promises: PROMISES.zalo },
      { channel: 'email', address: 'a@x.vn', promises: PROMISES.email },
    ],
    zone,
  });
  const onlyMail = (channel: string) => (channel === 'email' ? promisesOf(channel) : null);
  expect(waysTo(BOTH, [], CHANNELS, onlyMail, zone).open.map(({ channel }) => channel)).toEqual(['email']);
});

test('an address that failed for good is no way any more, a new one is a new chance', () => {
  const failed = [{ channel: 'email', address: 'a@x.vn' }];
  expect(waysTo(BOTH, failed, CHANNELS, promisesOf, zone).open.map(({ channel }) => channel)).toEqual(['zalo']);
  const moved = { ...BOTH, email: 'b@x.vn' };
  expect(waysTo(moved, failed, CHANNELS, promisesOf, zone).open).toHaveLength(2);
});

test('a person whom no way reaches has the reason on record', () => {
  const none = { email: null, phone: null, zaloUserId: null, channels: ['email'] };
  expect(waysTo(none, [], CHANNELS, promisesOf, zone)).toMatchObject({
    open: [],
    whyNone: 'người nhận không có địa chỉ trên kênh nào',
  });
  const failed = [
    { channel: 'email', address: 'a@x.vn' },
    { channel: 'zalo', address: '0912345678' },
  ];
  expect(waysTo(BOTH, failed, CHANNELS, promisesOf, zone).whyNone).toBe(
    'mọi địa chỉ đã ghi đều không nhận được tin (email, zalo)',
  );
  expect(waysTo(BOTH, [], CHANNELS, () => null, zone)).toMatchObject({
    open: [],
    whyNone: 'kênh zalo, email chưa được cấu hình',
  });
});

const clerk: Reader = { ...BOTH, channels: ['email'], unreachable: [] };
const head: Reader = { ...clerk, email: 'A@X.vn', phone: '0987654321' };
const toAll = (...readers: [Reader, ...Reader[]]) => waysToAll(readers, CHANNEL_KINDS, promisesOf, zone);

test('a letter to several goes only where the address of all of them is the same', () => {
  expect(toAll(clerk, head).open).toEqual([{ channel: 'email', address: 'a@x.vn', promises: PROMISES.email }]);
  expect(toAll(clerk, { ...head, phone: clerk.phone }).open.map(({ channel }) => channel)).toEqual([
    'email',
    'zalo',
    'sms',
  ]);
  expect(toAll(clerk)).toEqual(waysTo(clerk, [], CHANNEL_KINDS, promisesOf, zone));
});

test('an address that failed for one of them has failed for all, and they are told why none is left', () => {
  const failed = { ...head, unreachable: [{ channel: 'email', address: 'a@x.vn' }] };
  expect(toAll(clerk, failed)).toMatchObject({
    open: [],
    whyNone: 'những người cùng nhận thư này không còn địa chỉ chung',
  });
  const nothing = { ...clerk, email: null, phone: null };
  expect(toAll(nothing, head).whyNone).toBe('người nhận không có địa chỉ trên kênh nào');
});
