import type { PlanRow } from '../api/types.ts';

/** The kind of a time text. */
export const deadlineWords: Record<PlanRow['reading']['kind'], string> = {
  date: 'Ngày cụ thể',
  month: 'Trong tháng',
  quarter: 'Trong quý',
  half: 'Nửa năm',
  year: 'Trong năm',
  range: 'Khoảng thời gian',
  recurring: 'Định kỳ',
  composite: 'Nhiều mốc',
  continuous: 'Thường xuyên',
  conditional: 'Khi phát sinh',
  unknown: 'Chưa đọc được',
};
