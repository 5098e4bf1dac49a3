import { expect, test } from 'vitest';
import { createWitnessCheck, parseWitness } from '#domain/audit/against.ts';
import { GENESIS_HASH } from '#domain/audit/canonical-event.ts';

const hash = (index: number) => index.toString(16).padStart(64, '0');

test('a root is read with and without its count, in either case of letters', () => {
  expect(parseWitness(`${'AB'.repeat(32)}:12`)).toEqual({ root: 'ab'.repeat(32), count: 12 });
  expect(parseWitness(` ${'ab'.repeat(32)} `)).toEqual({ root: 'ab'.repeat(32), count: null });
  for (const wrong of [
    '',
    'ab',
    'ab'.repeat(33),
    `${'ab'.repeat(32)}:`,
    `${'ab'.repeat(32)}:1.5`,
    `${'xy'.repeat(32)}:1`,
  ])
    expect([wrong, parseWitness(wrong)]).toEqual([wrong, null]);
});

test.each([
  ['the last event', { root: hash(5), count: 5 }, 5, { ok: true, count: 5 }],
  ['an event that others followed', { root: hash(3), count: 3 }, 5, { ok: true, count: 3 }],
  ['a root alone', { root: hash(3), count: null }, 5, { ok: true, count: 3 }],
  ['the root before the first event', { root: GENESIS_HASH, count: 0 }, 5, { ok: true, count: 0 }],
  ['a tail that was cut', { root: hash(9), count: 9 }, 5, { ok: false, why: 'cut' }],
  ['another event in its place', { root: 'f'.repeat(64), count: 3 }, 5, { ok: false, why: 'rebuilt' }],
  ['another event in the last place', { root: 'f'.repeat(64), count: 5 }, 5, { ok: false, why: 'rebuilt' }],
  ['the right hash of another event', { root: hash(4), count: 3 }, 5, { ok: false, why: 'rebuilt' }],
  ['a root that nobody knows', { root: 'f'.repeat(64), count: null }, 5, { ok: false, why: 'unknown' }],
])('against a log of five events: %s', (_, witness, events, verdict) => {
  const check = createWitnessCheck(witness);
  for (let index = 1; index <= events; index += 1) check.see(index, hash(index));
  expect(check.verdict(events)).toEqual(verdict);
});
