import { expect, test } from 'vitest';
import { shiftedInstants, shiftedWords } from '#domain/audit/shifted-instants.ts';

const at = (logged: string | null, stored: string | null) => ({ subject: 's', column: 'c', logged, stored, words: '' });

test.each([
  ['seven hours early', at('2026-03-03T02:00:00.123Z', '2026-03-02T19:00:00.123Z'), [{ minutes: -420, count: 1 }]],
  ['seven hours late', at('2026-03-03T02:00:00Z', '2026-03-03T09:00:00Z'), [{ minutes: 420, count: 1 }]],
  ['a zone of quarters', at('2026-03-03T02:00:00Z', '2026-03-03T07:45:00Z'), [{ minutes: 345, count: 1 }]],
  ['the furthest zone', at('2026-03-03T00:00:00Z', '2026-03-03T14:00:00Z'), [{ minutes: 840, count: 1 }]],
  ['further than any zone', at('2026-03-03T00:00:00Z', '2026-03-03T14:15:00Z'), []],
  ['a hand that set another second', at('2026-03-03T02:00:00Z', '2026-03-02T19:00:01Z'), []],
  ['a hand that set some minutes', at('2026-03-03T02:00:00Z', '2026-03-03T02:07:00Z'), []],
  ['a day', at('2026-03-03', '2026-03-02'), []],
  ['words', at('in-progress', 'verified'), []],
  ['nothing there', at('2026-03-03T02:00:00Z', null), []],
])('%s', (_, difference, shifted) => {
  expect(shiftedInstants([difference])).toEqual(shifted);
});

test('each distance is counted, the most frequent first, and said with what to do', () => {
  const early = at('2026-03-03T02:00:00Z', '2026-03-02T19:00:00Z');
  const late = at('2026-03-03T02:00:00Z', '2026-03-03T07:30:00Z');
  expect(shiftedInstants([late, early, early])).toEqual([
    { minutes: -420, count: 2 },
    { minutes: 330, count: 1 },
  ]);
  expect(shiftedWords({ minutes: 330, count: 1 })).toContain(
    '1 mốc giờ trong bảng dữ liệu muộn hơn nhật ký đúng 5 giờ 30 phút.',
  );
});
