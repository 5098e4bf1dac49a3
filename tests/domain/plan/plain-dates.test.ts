import { expect, it } from 'vitest';
import { plainDates } from '#domain/plan/plain-dates.ts';

it.each([
  ['30-Jun-2026', '30/6/2026'],
  ['30 June 2026', '30/6/2026'],
  ['June 30, 2026', '30/6/2026'],
  ['Trước ngày Dec 15, 2026', 'Trước ngày 15/12/2026'],
  ['Từ 01-Mar-2026 đến 15-Sep-2026', 'Từ 1/3/2026 đến 15/9/2026'],
  ['Jun-2026', '6/2026'],
  ['May 2026', '5/2026'],
  ['30-Jun', '30/6'],
  ['2026-12-15', '15/12/2026'],
  ['2026.6.5', '5/6/2026'],
  ['2026-06-30T17:00:00.000Z', '30/6/2026'],
  ['2026-06-30 00:00:00', '30/6/2026'],
  ['46203', '30/6/2026'],
  ['46203.5', '30/6/2026'],
])('«%s» is «%s»', (written, plain) => {
  expect(plainDates(written)).toBe(plain);
});

it.each([
  'Trước ngày 15/12/2026',
  'Quý II/2026',
  '2026-2027',
  'Giai đoạn 2026-2030',
  'Năm 2026',
  '6/5/2026',
  'Jun-26',
  'Marketing 2026',
  'Theo Quyết định 12345',
  '12345',
  '2026-13-05',
  '99-Jun-2026',
  'Theo Kế hoạch số 15/2026-02-03/KH',
  'Sau 30 ngày',
  'Tháng 6/2026',
  'Đồng chí Mai 2026',
])('«%s» stays as written', (written) => {
  expect(plainDates(written)).toBe(written);
});
