// The four-way count in the words of the official reports (Quyết định 42/2014/QĐ-TTg and the provinces' copies of it).
import type { DueState } from '#contracts/assignment.ts';

export const DUE_STATE_WORDS: Record<DueState, string> = {
  'done-on-time': 'Hoàn thành đúng hạn',
  'done-late': 'Hoàn thành quá hạn',
  'open-in-time': 'Chưa hoàn thành, trong hạn',
  'open-overdue': 'Chưa hoàn thành, quá hạn',
  undated: 'Không có thời hạn cụ thể',
  withdrawn: 'Đã thu hồi',
};
