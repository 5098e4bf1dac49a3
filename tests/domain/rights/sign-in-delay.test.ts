import { expect, test } from 'vitest';
import { brakesOf, waitAfter } from '#domain/rights/sign-in-delay.ts';

test('some slips of the hand cost nothing, then each failure makes the wait longer, up to a quarter of an hour', () => {
  expect([1, 4, 5, 6, 7].map((failures) => waitAfter('pair', failures))).toEqual([0, 0, 5_000, 10_000, 20_000]);
  expect(waitAfter('pair', 1_000)).toBe(900_000);
});

test('an office behind one address may fail more often than one place at one account', () => {
  expect(waitAfter('network', 20)).toBe(0);
  expect(waitAfter('network', 60)).toBe(300_000);
});

test('a device of the account is held up by nothing that happens elsewhere', () => {
  const brakes = brakesOf('account an', { device: 'device x', network: 'network 10.0.0.1', isKnownNetwork: true });
  expect(brakes).toEqual([{ key: 'account an device x', kind: 'pair' }]);
});

test('a network of the account is not held up by strangers, and a stranger is held up by all others', () => {
  const keys = (isKnownNetwork: boolean) =>
    brakesOf('account an', { device: null, network: 'network 10.0.0.1', isKnownNetwork }).map(({ key }) => key);
  expect(keys(true)).toEqual(['account an network 10.0.0.1', 'network 10.0.0.1']);
  expect(keys(false)).toEqual(['account an network 10.0.0.1', 'network 10.0.0.1', 'account an']);
});
