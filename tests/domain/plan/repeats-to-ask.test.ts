// A row that stands twice is asked about once: by the doubt of the reader, or at the press when nobody was asked before.
import { expect, test } from 'vitest';
import { doubtRepeats } from '#domain/plan/find-repeats.ts';
import { type DraftRow, repeatsToAsk } from '#domain/plan/repeats-to-ask.ts';
import { aPlan } from '../../support/builders.ts';

type Row = NonNullable<Parameters<typeof aPlan>[0]>[number];
type Decided = Row & { decided?: string };
const ONE: Row = { title: 'Rà soát văn bản', leads: ['Phòng A'], deadlineText: 'Quý III' };

/** The draft as it is stored after the reader has read it and people have decided. */
function draft(...rows: Decided[]): DraftRow[] {
  const read = doubtRepeats(aPlan(rows).rows).rows;
  return read.map(({ place, objective, task, activity, products, leads, deadlineText: written, doubts = [] }, n) => {
    const decided = rows[n]?.decided ?? null;
    const { title } = activity;
    return { ...place, objective, task: task?.title ?? null, title, products, leads, written, decided, doubts };
  });
}
const asked = (rows: DraftRow[], given: Parameters<typeof repeatsToAsk>[1] = []) =>
  repeatsToAsk(rows, given).map(({ row, first }) => [row, first.row, first.plan]);
const given = (row: Decided) =>
  draft(row).map(({ written, decided: _, doubts: __, ...said }) => ({ ...said, time: written, plan: 'Kế hoạch cũ' }));

test('what was doubted and decided in the review is not asked again', () => {
  expect(asked(draft(ONE, { ...ONE, decided: 'Quý III' }, { ...ONE, decided: 'Quý III' }))).toEqual([]);
});

test('what a decision made alike, or nobody was asked about, is', () => {
  expect(asked(draft(ONE, { ...ONE, deadlineText: 'Quý IV', decided: 'Quý III' }))).toEqual([[3, 2, null]]);
  // Read before there was the doubt.
  expect(asked(draft(ONE, ONE).map((row) => ({ ...row, doubts: [] })))).toEqual([[3, 2, null]]);
});

test('a doubt about one pair answers for no other', () => {
  const other = { ...ONE, deadlineText: 'Quý IV' };
  expect(asked(draft(ONE, other, { ...other, decided: 'Quý III' }))).toEqual([[4, 2, null]]);
});

test('a doubt that is about something else answers nothing', () => {
  const row = { ...ONE, deadlineText: 'Quý IV', doubts: ['chưa rõ cột nào là thời hạn'], decided: 'Quý III' };
  expect(asked(draft(ONE, row))).toEqual([[3, 2, null]]);
});

test('a row of a plan that was given out is another question', () => {
  expect(asked(draft(ONE, { ...ONE, decided: 'Quý III' }), given(ONE))).toEqual([
    [2, 2, 'Kế hoạch cũ'],
    [3, 2, 'Kế hoạch cũ'],
  ]);
});

test.each<[string, Row, number]>([
  ['case, marks and blanks', { title: 'RÀ SOÁT  văn bản.' }, 1],
  ['the place of a tone', { title: 'Rà soát văn bản'.normalize('NFD') }, 1],
  ['the order of agencies', { leads: ['Phòng B', 'Phòng A'] }, 1],
  ['field, co-ordinators and money', { field: 'II', coordinators: ['Phòng B'], funding: '10 triệu' }, 1],
  ['the objective', { objective: 'Mục tiêu 2' }, 0],
  ['the task', { task: { code: '2', title: 'Nhiệm vụ 2' } }, 0],
  ['a product', { products: ['Kế hoạch'] }, 0],
  ['a number in the title', { title: 'Rà soát văn bản 2' }, 0],
])('reader and press agree on rows that differ in %s', (_, change, times) => {
  const first = { ...ONE, leads: ['Phòng A', 'Phòng B'] };
  const read = draft(first, { ...first, ...change });
  expect(read.filter(({ doubts }) => doubts.length > 0)).toHaveLength(times);
  expect(asked(read.map((row) => ({ ...row, doubts: [] })))).toHaveLength(times);
});

test('rows without a lead or a title give nobody work, and are no repeats', () => {
  expect(draft({ ...ONE, leads: [] }, { ...ONE, leads: [] }).flatMap(({ doubts }) => doubts)).toEqual([]);
  expect(asked(draft({ ...ONE, title: '' }, { ...ONE, title: '' }))).toEqual([]);
});
