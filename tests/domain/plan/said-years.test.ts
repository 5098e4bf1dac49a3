// What an officer says of the years counts before what the file says; what cannot be is refused with what to write.
import { describe, expect, test } from 'vitest';
import { readPlanTitle } from '#domain/plan/read-preamble.ts';
import { readSaidYears, saidYears } from '#domain/plan/said-years.ts';
import { spokenYears } from '#domain/plan/spoken-years.ts';
import { day } from '../../support/moments.ts';

test.each([
  ['2026', { yearFrom: 2026, yearTo: 2026 }],
  [' 2026 - 2030 ', { yearFrom: 2026, yearTo: 2030 }],
  ['2026–2027', { yearFrom: 2026, yearTo: 2027 }],
])('«%s» is a year or a span', (text, years) => {
  expect(readSaidYears(text)).toEqual(years);
});

test.each([
  ['26', 'không phải năm'],
  ['năm 2026', 'không phải năm'],
  ['2026-30', 'không phải năm'],
  ['', 'không phải năm'],
  ['2030-2026', 'đứng trước năm đầu'],
  ['1026', 'từ 2000 đến 2100'],
  ['2026-2062', 'dài 37 năm'],
])('«%s» is refused: %s', (text, why) => {
  expect(readSaidYears(text)).toContain(why);
});

describe('said of a plan', () => {
  const plan = readPlanTitle(
    ['Kim Sơn, ngày 05 tháng 01 năm 2026', 'KẾ HOẠCH', 'Cải cách hành chính năm 2025'],
    [],
    [],
  );

  test('they are its years, with what the file says beside them', () => {
    const said = saidYears(plan, { years: { yearFrom: 2026, yearTo: 2026 } });
    expect(said).toMatchObject({ yearFrom: 2026, yearTo: 2026, issuedOn: '2026-01-05' });
    expect(spokenYears(said)).toBe(
      'Kế hoạch năm 2026, do người xem kế hoạch ghi (năm 2026). Trong tệp: tên kế hoạch ghi «năm 2025»; ngày của văn bản 05/01/2026.',
    );
    const again = saidYears(said, { years: { yearFrom: 2025, yearTo: 2025 }, issuedOn: null });
    expect(again.yearEvidence?.filter(({ source }) => source === 'person')).toHaveLength(1);
    expect(again.issuedOn).toBeNull();
  });

  test.each([
    ['KẾ HOẠCH|Chuyển đổi số', '2026-01-05', 2026, 2026],
    ['KẾ HOẠCH|Chuyển đổi số', '2026-12-05', null, null],
    ['KẾ HOẠCH|Chuyển đổi số năm 2026', '2025-12-05', 2026, 2026],
    ['KẾ HOẠCH|Chuyển đổi số năm 2026', '2024-01-05', null, null],
    ['Kim Sơn, ngày 05 tháng 01 năm 2026|KẾ HOẠCH|Cải cách hành chính năm 2025', '2025-01-05', 2025, 2025],
    ['KẾ HOẠCH|Kinh tế số đến năm 2030', '2026-01-05', 2026, 2030],
    ['KẾ HOẠCH|Kinh tế số từ năm 2026', '2026-01-05', null, null],
  ])('a date alone is weighed with what the file says: %s, %s', (text, date, yearFrom, yearTo) => {
    const read = readPlanTitle(text.split('|'), [], []);
    expect(saidYears(read, { issuedOn: day(date) })).toMatchObject({ yearFrom, yearTo, issuedOn: date });
  });

  test('nothing said changes nothing', () => {
    expect(saidYears(plan, {})).toEqual(plan);
  });
});
