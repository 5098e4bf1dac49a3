// What a kill in a burst is blamed for (`npm run bench:kills`).
import { expect, test } from 'vitest';
import { judgeKill, type Kill } from '../../bench/kills/judge-kill.ts';
import type { SinkMail } from '../../bench/mail-sink.ts';

const SLOT = 1_000_000;
const PEOPLE = ['a', 'b', 'c'];

/** Killed two seconds after the instant, and back three seconds later. */
const kill = (changes: Partial<Kill> = {}): Kill => ({
  part: 'worker',
  atMs: SLOT + 2_000,
  backAtMs: SLOT + 5_000,
  slotAtMs: SLOT,
  putDown: new Set(),
  ...changes,
});
/** So many milliseconds after the instant. */
const mail = (to: string, afterMs: number, changes: Partial<SinkMail> = {}): SinkMail => ({
  at: SLOT + afterMs,
  messageId: `<${to}>`,
  to,
  heard: true,
  ...changes,
});
/** Accepted, and nothing followed on its connection. */
const unheard = (to: string, afterMs: number) => mail(to, afterMs, { heard: false });
const rest = [mail('b', 100), mail('c', 200)];

test('who got no mail was lost', () => {
  expect(judgeKill(kill(), PEOPLE, rest).lost).toEqual(['a']);
  expect(judgeKill(kill(), PEOPLE, [mail('a', 50), ...rest])).toEqual({
    ...{ lost: [], atTheKill: [], needless: [], early: 0 },
    longestPauseMs: 0,
  });
});

test.each([1_990, 2_008])(
  'a second copy is excused where the worker died with the first one on its connection (%i)',
  (afterMs) => {
    const { atTheKill, needless } = judgeKill(kill(), PEOPLE, [...rest, unheard('a', afterMs), mail('a', 9_000)]);
    expect({ atTheKill, needless }).toEqual({ atTheKill: ['<a>'], needless: [] });
  },
);

test.each([
  ['another part died', { part: 'postgres' } as const, [unheard('a', 1_990), mail('a', 9_000)], 'the worker lived'],
  ['the first was of the worker that came after', {}, [unheard('a', 5_001), mail('a', 9_000)], 'that lived'],
  ['the connection went on', {}, [mail('a', 1_000), mail('a', 9_000)], 'had been read'],
  ['its answer was put down', { putDown: new Set(['<a>']) }, [unheard('a', 1_990), mail('a', 9_000)], 'put down'],
  ['it came three times', {}, [unheard('a', 1_990), mail('a', 9_000), mail('a', 9_500)], '3 times'],
  [
    'the second has another Message-ID',
    {},
    [unheard('a', 1_990), mail('a', 9_000, { messageId: '<other>' })],
    'another Message-ID',
  ],
] as [string, Partial<Kill>, SinkMail[], string][])('a second copy is needless where %s', (_, changes, mails, why) => {
  const { atTheKill, needless } = judgeKill(kill(changes), PEOPLE, [...rest, ...mails]);
  expect(atTheKill).toEqual([]);
  expect(needless).toEqual([expect.stringContaining(why)]);
});

test('a pause counts from the last mail before it, or from the instant, and only if it ended after the kill', () => {
  const pauseOf = (changes: Partial<Kill>, mails: SinkMail[]) => judgeKill(kill(changes), PEOPLE, mails).longestPauseMs;
  expect(pauseOf({}, [mail('a', 500), mail('b', 1_900), mail('c', 7_900)])).toBe(6_000);
  expect(pauseOf({ atMs: SLOT - 2_000 }, [mail('a', 4_000), mail('b', 4_100), mail('c', 4_200)])).toBe(4_000);
  expect(pauseOf({ atMs: SLOT + 9_000 }, [mail('a', 100), mail('b', 200), mail('c', 8_000)])).toBe(0);
});

test('nothing leaves before the instant', () => {
  expect(judgeKill(kill(), PEOPLE, [mail('a', -1), ...rest]).early).toBe(1);
});
