import type { AssignmentStatus } from '../api/types.ts';

/** The states of an assignment. */
export const statusWords: Record<AssignmentStatus, string> = {
  assigned: 'Đã giao, chưa tiếp nhận',
  'in-progress': 'Đang thực hiện',
  reported: 'Đã báo cáo, chờ xác nhận',
  verified: 'Đã xác nhận hoàn thành',
  withdrawn: 'Đã thu hồi',
};
