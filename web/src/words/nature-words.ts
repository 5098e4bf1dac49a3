import type { AssignmentRow } from '../api/types.ts';

/** What stands in the place of a date, by the nature of the work. */
export const natureWords: Record<AssignmentRow['nature'], string> = {
  dated: 'Chưa ghi thời hạn',
  continuous: 'Thường xuyên',
  conditional: 'Khi phát sinh',
  undecided: 'Chưa xác định thời hạn',
  past: 'Thời hạn trước kỳ kế hoạch',
};
