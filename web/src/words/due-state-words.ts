import type { DueState } from '../api/types.ts';

/** The four ways of the official count (and what stands apart); used while the server's own words are not there. */
export const dueStateWords: Record<DueState, string> = {
  'done-on-time': 'Hoàn thành đúng hạn',
  'done-late': 'Hoàn thành quá hạn',
  'open-in-time': 'Chưa hoàn thành, trong hạn',
  'open-overdue': 'Chưa hoàn thành, quá hạn',
  undated: 'Không có thời hạn cụ thể',
  withdrawn: 'Đã thu hồi',
};
