// A time text in the years of its plan: rhythms in every year, and dates that lie far from the plan are asked.
import { describe, expect, test } from 'vitest';
import type { YearEvidence } from '#contracts/plan.ts';
import { type PlanYears, yearsOfTexts } from '#domain/assignment/plan-years.ts';
import { readPlanText } from '#domain/assignment/read-plan-text.ts';
import { OFFICIAL_CALENDAR } from '../../support/builders.ts';
import { day } from '../../support/moments.ts';

const PLAN: PlanYears = { yearFrom: 2026, yearTo: 2026 };
const read = (text: string, plan: PlanYears = PLAN) => readPlanText(text, yearsOfTexts(plan), OFFICIAL_CALENDAR);
const duesOf = (text: string, plan: PlanYears = PLAN) => read(text, plan).deadlines.flatMap(({ due }) => due);
const evidence = (source: YearEvidence['source'], words: string): YearEvidence[] => [
  { source, says: 'years', words, yearFrom: 2026, yearTo: 2026 },
];

describe('a plan of several years', () => {
  const span = { yearFrom: 2026, yearTo: 2028 };

  test.each([
    ['Hằng năm', ['2026-12-31', '2027-12-31', '2028-12-31']],
    ['Quý IV hàng năm', ['2026-12-31', '2027-12-31', '2028-12-31']],
    ['Trước ngày 15/11 hằng năm', ['2026-11-14', '2027-11-14', '2028-11-14']],
  ])('dates «%s» in every year', (text, dues) => {
    expect(duesOf(text, span)).toEqual(dues);
    expect(read(text, span).sure).toBe(true);
  });

  test('dates a quarterly rhythm in every quarter', () => {
    expect(duesOf('Hàng quý', span)).toHaveLength(12);
  });

  test('begins its rhythms in the year of its document', () => {
    expect(duesOf('Hằng năm', { yearFrom: 2021, yearTo: 2025, issuedOn: day('2023-03-01') })).toEqual([
      '2023-12-31',
      '2024-12-31',
      '2025-12-31',
    ]);
  });

  test.each(['Quý II', 'Tháng 6', 'Trước ngày 15/11'])('asks of which of its years «%s» is', (text) => {
    expect(read(text, span)).toMatchObject({ sure: false });
    expect(duesOf(text, span)).toEqual([]);
  });
});

describe('a date far from the plan is asked', () => {
  test.each([
    ['15/6/2025', 'năm 2025 ở trước năm kế hoạch 2026, có thể ghi nhầm năm'],
    ['Trước ngày 30/9/2025', 'năm 2025 ở trước năm kế hoạch 2026, có thể ghi nhầm năm'],
    ['Quý II/2024', 'năm 2024 ở trước năm kế hoạch 2026, có thể ghi nhầm năm'],
    ['15/6/2062', 'năm 2062 cách xa năm kế hoạch 2026, có thể ghi nhầm năm'],
    ['Quý I/2032', 'năm 2032 cách xa năm kế hoạch 2026, có thể ghi nhầm năm'],
  ])('%s', (text, doubt) => {
    const { sure, doubts, why } = read(text);
    expect(sure).toBe(false);
    expect(doubts).toEqual([doubt]);
    expect(why).toContain(doubt);
  });

  test.each(['15/6/2026', 'Quý I/2027', 'Tháng 11/2025', 'Trước ngày 10 tháng 01 năm sau', 'Năm 2026-2030'])(
    'a date near it is not: %s',
    (text) => {
      expect(read(text).doubts).toEqual([]);
    },
  );

  test('what was due before the document of the plan is', () => {
    const issued = { ...PLAN, issuedOn: day('2026-01-05') };
    expect(read('Tháng 11/2025', issued).doubts).toEqual(['ngày 30/11/2025 ở trước ngày ban hành 05/01/2026']);
    const ahead = { ...PLAN, issuedOn: day('2025-11-10') };
    expect(read('Tháng 11/2025', ahead).doubts).toEqual([]);
    expect(read('Tháng 10/2025', ahead).sure).toBe(false);
  });
});

describe('when only the date of the document speaks for the year', () => {
  const byDate = {
    ...PLAN,
    issuedOn: day('2026-09-20'),
    yearEvidence: evidence('date', 'ngày của văn bản 20/09/2026'),
  };

  test.each(['Quý II', 'Trước ngày 15/6', 'Tháng 3'])(
    '«%s», which has passed by then, may be of the next year',
    (text) => {
      expect(read(text, byDate).sure).toBe(false);
      expect(read(text, byDate).doubts.join()).toContain('có thể là của năm sau');
    },
  );

  test.each(['Quý IV', 'Trước ngày 15/11', 'Hằng tháng'])('«%s» is not asked', (text) => {
    expect(read(text, byDate).sure).toBe(true);
  });

  test('a title that names the year, or a person, settles it', () => {
    for (const source of ['title', 'person'] as const) {
      const named = [...byDate.yearEvidence, ...evidence(source, 'năm 2026')];
      expect(read('Quý II', { ...byDate, yearEvidence: named }).sure).toBe(true);
    }
  });
});

test('a rhythm of a school year is asked: it has no dates in the summer before it and after it', () => {
  const school = {
    yearFrom: 2026,
    yearTo: 2027,
    yearEvidence: evidence('title', 'tên kế hoạch ghi «năm học 2026-2027»'),
  };
  expect(read('Hằng tháng', school).sure).toBe(false);
  expect(read('Tháng 9/2026', school).sure).toBe(true);
});

describe('while the years are not known', () => {
  const unknown: PlanYears = { yearFrom: null, yearTo: null };

  test.each(['Quý II', 'Trước ngày 15/11', 'Hằng năm', '30/6/2026'])(
    '«%s» has no date, and is no question of its own',
    (text) => {
      const { sure, doubts, why } = read(text, unknown);
      expect({ sure, doubts }).toEqual({ sure: true, doubts: [] });
      expect(duesOf(text, unknown)).toEqual([]);
      expect(why).toContain('Chưa tính ngày vì chưa rõ năm của kế hoạch');
    },
  );

  test('what is unclear for other reasons is still named', () => {
    expect(read('Theo tiến độ của dự án XYZ-7', unknown).sure).toBe(false);
  });
});
