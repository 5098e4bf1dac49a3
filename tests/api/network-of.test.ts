import type { FastifyRequest } from 'fastify';
import { expect, test } from 'vitest';
import { networkOf } from '#api/network-of.ts';

const from = (remoteAddress: string, forwarded?: string, trusted: string[] = []) =>
  networkOf(
    {
      raw: { socket: { remoteAddress }, headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded } },
    } as unknown as FastifyRequest,
    trusted,
  );

test('a proxy on this machine is believed, and of what it says the last word alone', () => {
  expect(from('127.0.0.1', '198.51.100.9, 203.0.113.7')).toBe('203.0.113.7');
  expect(from('::1', '203.0.113.7')).toBe('203.0.113.7');
  expect(from('::ffff:127.0.0.1', '203.0.113.7')).toBe('203.0.113.7');
});

test('what somebody else says of where they come from does not count, unless the office has named their machine', () => {
  expect(from('192.0.2.5', '203.0.113.7')).toBe('192.0.2.5');
  expect(from('192.0.2.5', '203.0.113.7', ['192.0.2.5'])).toBe('203.0.113.7');
});

test('of a chain of proxies the first that is none of ours counts, however much the visitor wrote before it', () => {
  const trusted = ['10.0.0.0/8'];
  expect(from('10.0.0.2', '198.51.100.9, 203.0.113.7, 10.0.0.1', trusted)).toBe('203.0.113.7');
  expect(from('10.0.0.2', '10.0.0.66, 203.0.113.7, 10.0.0.1', trusted)).toBe('203.0.113.7');
  expect(from('11.0.0.2', '203.0.113.7, 10.0.0.1', trusted)).toBe('11.0.0.2');
});

test('of IPv6 the network counts: one person has all of it', () => {
  expect(from('2001:db8:1:2:3:4:5:6')).toBe(from('2001:db8:1:2::77'));
  expect(from('2001:db8:1:2::77')).not.toBe(from('2001:db8:1:3::77'));
  expect(from('fe80::1%eth0')).toBe('fe80:0:0:0::/64');
});

test('nonsense is cut and not believed to be an address', () => {
  expect(from('127.0.0.1', 'x'.repeat(500)).length).toBe(60);
});
