import { afterEach, expect, test } from 'vitest';
import { zaloMessage, zaloSetup } from './zalo-fixture.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

async function setup() {
  const made = await zaloSetup();
  open.push(made.sandbox);
  return made;
}

test('the first refresh token is exchanged once and the pair is stored before it is used', async () => {
  const { channel, store, sandbox } = await setup();
  await channel.send(zaloMessage(), '1');
  await channel.send(zaloMessage(), '2');
  expect(store.saved).toHaveLength(1);
  expect(sandbox.violations()).toEqual([]);
});

test('eight workers whose token dies in the middle of a burst make exactly one refresh and lose no message', async () => {
  const { worker, store, sandbox, alarms } = await setup();
  const workers = Array.from({ length: 8 }, () => worker().channel);
  await Promise.all(workers.map((channel, n) => channel.send(zaloMessage(), `warm-${n}`)));
  const before = store.saved.length;
  sandbox.expireAccessToken();
  const outcomes = await Promise.all(
    Array.from({ length: 40 }, (_, n) => workers[n % 8]!.send(zaloMessage({ userId: null }), `burst-${n}`)),
  );
  expect(outcomes.every(({ kind }) => kind === 'accepted')).toBe(true);
  expect(store.saved.length - before).toBe(1);
  expect(sandbox.violations()).toEqual([]);
  expect(alarms).toEqual([]);
});

test('the pair is renewed in quiet, hours before it dies', async () => {
  const { tokens, store, sandbox } = await setup();
  const first = await tokens.current();
  sandbox.moveClock(21 * 3_600_000);
  expect(await tokens.current()).not.toBe(first);
  expect(store.saved).toHaveLength(2);
});

test('a refresh token that Zalo refuses holds the channel and is never tried again, by no worker', async () => {
  const { worker, channel, sandbox, alarms } = await setup();
  await channel.send(zaloMessage(), '1');
  sandbox.expireAccessToken();
  sandbox.failNext({ path: '/oauth', times: 1, how: { kind: 'error', code: -14014, message: 'used' } });
  expect(await channel.send(zaloMessage(), '2')).toMatchObject({
    ...{ kind: 'refused', permanent: false, action: 'hold', code: 'no-token' },
    why: expect.stringMatching(/-14014.*cấp quyền lại/),
  });
  expect(await channel.send(zaloMessage(), '3')).toMatchObject({ kind: 'refused', code: 'no-token' });
  expect(await worker().channel.send(zaloMessage(), '4')).toMatchObject({ kind: 'refused', code: 'no-token' });
  // What holds the channel is the one alarm.
  expect(alarms).toEqual([]);
  expect(sandbox.violations()).toEqual([]);
});

test('a renewal that Zalo refuses hours ahead alarms a person once, while the old token still carries every message', async () => {
  const { channel, tokens, sandbox, alarms } = await setup();
  const first = await tokens.current();
  sandbox.moveClock(21 * 3_600_000);
  sandbox.failNext({ path: '/oauth', times: 1, how: { kind: 'error', code: -14014, message: 'used' } });
  for (const key of ['1', '2']) expect(await channel.send(zaloMessage(), key)).toMatchObject({ kind: 'accepted' });
  expect(await tokens.current()).toBe(first);
  expect(alarms).toEqual([expect.stringContaining('-14014')]);
});

test('a refresh whose answer is lost is not repeated: the pair may be spent', async () => {
  const { channel, sandbox } = await setup();
  await channel.send(zaloMessage(), '1');
  sandbox.expireAccessToken();
  sandbox.failNext({ path: '/oauth', times: 1, how: { kind: 'drop-after' } });
  for (const key of ['2', '3', '4'])
    expect(await channel.send(zaloMessage(), key)).toMatchObject({ action: 'hold', code: 'no-token' });
  expect(sandbox.violations()).toEqual([]);
});

test('a token that lives is used on while the renewal cannot be reached', async () => {
  const { tokens, sandbox, alarms } = await setup();
  const first = await tokens.current();
  sandbox.moveClock(21 * 3_600_000);
  await sandbox.close();
  open.splice(0);
  expect(await tokens.current()).toBe(first);
  expect(alarms).toEqual([]);
});
