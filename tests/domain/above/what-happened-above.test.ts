import { expect, test } from 'vitest';
import { handedOnPlan } from '#domain/above/handed-on-plan.ts';
import { type NotedWork, standingAbove, whatHappenedAbove } from '#domain/above/what-happened-above.ts';
import { day } from '../../support/moments.ts';

const noted = (
  status: NotedWork['status'],
  sequence: number,
  returnReason: string | null = null,
  facts: Partial<NotedWork> = {},
): NotedWork => ({
  status,
  sequence,
  returnReason,
  officeName: 'UBND tỉnh',
  title: 'Rà soát thủ tục',
  due: '2026-06-30',
  ...facts,
});

test.each([
  ['new', null, noted('assigned', 1), 'above-given'],
  ['new, and done already', null, noted('verified', 4), 'above-given'],
  ['nothing', noted('assigned', 1), noted('assigned', 1), null],
  ['taken over', noted('assigned', 1), noted('in-progress', 2), null],
  ['reported', noted('in-progress', 2), noted('reported', 3), 'above-reported'],
  ['returned', noted('reported', 3), noted('in-progress', 4, 'Thiếu'), 'above-returned'],
  [
    'reported and returned between two looks',
    noted('in-progress', 2),
    noted('in-progress', 4, 'Thiếu'),
    'above-returned',
  ],
  ['returned and reported between two looks', noted('reported', 3), noted('reported', 5), 'above-reported'],
  ['verified', noted('reported', 3), noted('verified', 4), 'above-verified'],
  ['withdrawn', noted('in-progress', 2), noted('withdrawn', 3), 'above-withdrawn'],
  ['withdrawn still', noted('withdrawn', 3), noted('withdrawn', 3), null],
  [
    'given to another agency: its own state is not seen any more',
    noted('in-progress', 2),
    noted('withdrawn', 2),
    'above-withdrawn',
  ],
  ['due on another day', noted('assigned', 1), noted('assigned', 1, null, { due: '2026-07-31' }), 'above-changed'],
  ['named otherwise', noted('assigned', 1), noted('in-progress', 2, null, { title: 'Rà soát lại' }), 'above-changed'],
  [
    'given by an office of another name, and withdrawn long ago',
    noted('withdrawn', 3),
    noted('withdrawn', 3, 'Thiếu', { officeName: 'UBND thành phố' }),
    'above-changed',
  ],
  ['open again without a reason', noted('reported', 3), noted('in-progress', 4), 'above-changed'],
  ['given to this one again', noted('withdrawn', 2), noted('in-progress', 2), 'above-given'],
])('%s', (_, was, now, event) => {
  expect(whatHappenedAbove(was, now)).toBe(event);
});

test('how it stands follows what stands above, and whether it was handed on', () => {
  const standing = (work: NotedWork, handedOn: boolean) => standingAbove(work, handedOn);
  expect(standing(noted('assigned', 1), false)).toBe('open');
  expect(standing(noted('assigned', 1), true)).toBe('handed-on');
  expect(standing(noted('in-progress', 4, 'Thiếu'), true)).toBe('returned');
  expect(standing(noted('reported', 5, null), true)).toBe('reported');
  expect(standing(noted('withdrawn', 5, 'Thiếu'), true)).toBe('withdrawn');
});

test('the plan by which it is given on covers the years from today to its date, in whichever order they lie', () => {
  const work = { officeName: 'UBND tỉnh', planTitle: 'Kế hoạch', title: 'Rà soát'.repeat(100), products: ['Báo cáo'] };
  const planOf = (due: string | null) =>
    handedOnPlan({
      work,
      leads: ['Phòng A'],
      coordinators: [],
      due: due === null ? null : day(due),
      today: day('2026-11-30'),
    });
  const years = (due: string | null) => [planOf(due).plan.yearFrom, planOf(due).plan.yearTo];
  expect([years('2027-02-01'), years('2025-12-31'), years(null)]).toEqual([
    [2026, 2027],
    [2025, 2026],
    [2026, 2026],
  ]);
  expect([planOf('2027-02-01').rows[0]?.deadlineText, planOf(null).rows[0]?.deadlineText]).toEqual([
    'Ngày 01/02/2027',
    'Thường xuyên',
  ]);
  expect(planOf(null).plan.title?.length).toBe(300);
});
