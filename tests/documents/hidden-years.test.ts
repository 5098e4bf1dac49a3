// An Excel cell that shows "30/6" holds a year too: when it is another than the plan's, a person is asked.
import { utils, write } from '@e965/xlsx';
import { describe, expect, test } from 'vitest';
import { readPlan } from '#documents/read-plan.ts';

async function doubtsOf(title: string, day: string, format: string) {
  const sheet = utils.aoa_to_sheet([
    [title],
    ['STT', 'Nội dung công việc', 'Cơ quan chủ trì', 'Thời gian hoàn thành'],
    [1, 'Rà soát thủ tục hành chính', 'Phòng Nội vụ', null],
  ]);
  sheet.D3 = { t: 'd', v: new Date(`${day}T00:00:00Z`), z: format };
  const book = utils.book_new();
  utils.book_append_sheet(book, sheet, 'KH');
  const bytes = write(book, { type: 'buffer', bookType: 'xlsx', cellDates: true });
  const { rows } = await readPlan(bytes, 'ke-hoach.xlsx');
  expect(rows).toHaveLength(1);
  return rows[0]?.doubts ?? [];
}

const OF_2026 = 'KẾ HOẠCH CẢI CÁCH HÀNH CHÍNH NĂM 2026';

describe('a date that is shown without its year', () => {
  test.each([
    ['2025-06-30', 'd/m'],
    ['2025-06-30', 'dd/mm'],
    ['2025-06-30', 'd-mmm'],
    ['2027-06-26', 'd/m'],
    ['2025-06-25', 'd/m'],
    ['2025-11-15', 'dd/mm'],
  ])('is asked when it is %s in a plan of 2026 (%s)', async (day, format) => {
    expect(await doubtsOf(OF_2026, day, format)).toEqual([
      `ô Excel không hiện năm nhưng chứa năm ${day.slice(0, 4)}, kế hoạch là năm 2026`,
    ]);
  });

  test.each([
    [OF_2026, '2026-06-30', 'd/m'],
    [OF_2026, '2026-06-26', 'd/m'],
    ['KẾ HOẠCH CẢI CÁCH HÀNH CHÍNH GIAI ĐOẠN 2025-2030', '2027-06-30', 'd/m'],
  ])('is not asked in %s when it is %s', async (title, day, format) => {
    expect(await doubtsOf(title, day, format)).toEqual([]);
  });

  test('is asked while the years of the plan are not known', async () => {
    expect((await doubtsOf('KẾ HOẠCH CẢI CÁCH HÀNH CHÍNH', '2026-06-30', 'd/m'))[0]).toContain('kế hoạch chưa rõ năm');
  });
});

test.each([
  ['2025-06-30', 'dd/mm/yyyy'],
  ['2025-06-30', 'd/m/yy'],
  ['2025-06-01', 'mmm-yy'],
])('a date that shows its year (%s as %s) is held against the plan by what it says', async (day, format) => {
  expect(await doubtsOf(OF_2026, day, format)).toEqual([]);
});
