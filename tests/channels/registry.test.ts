import { expect, test } from 'vitest';
import { createCaptureChannel } from '#channels/capture-channel.ts';
import { createDomainLimiter } from '#channels/email/domain-limiter.ts';
import { createChannelRegistry } from '#channels/registry.ts';
import { outgoing } from './outgoing-fixture.ts';

test('a channel is found by its name, and two of one name are refused', async () => {
  const email = createCaptureChannel('email');
  const registry = createChannelRegistry([email, createCaptureChannel('zalo')]);
  expect(registry.get('email')).toBe(email);
  expect(registry.get('fax')).toBeUndefined();
  expect(registry.names()).toEqual(['email', 'zalo']);
  expect(() => createChannelRegistry([email, email])).toThrow(/twice/);
  await registry.close();
});

test('a rehearsal counts one message however often it was attempted', async () => {
  const channel = createCaptureChannel();
  await channel.send(outgoing('a@example.vn'), '1');
  await channel.send(outgoing('a@example.vn'), '1');
  expect(channel.captured).toHaveLength(1);
  expect(channel.attemptsOf('1')).toBe(2);
});

test('a burst to one domain is spread, other domains do not wait', async () => {
  const waits: number[] = [];
  const clock = { now: () => new Date(0), wait: async (ms: number) => void waits.push(ms) };
  const limiter = createDomainLimiter({ 'gmail.com': 2 }, clock);
  for (const address of ['a@gmail.com', 'b@GMAIL.com', 'x@tuky.vn', 'c@gmail.com']) await limiter.turnFor(address);
  expect(waits).toEqual([500, 1000]);
});
