import type { AssignmentStatus } from '#contracts/lifecycle.ts';

/** Why a reminder is no longer needed, in the words of the ledger. */
export const REASONS: Record<AssignmentStatus, string> = {
  assigned: 'chưa cần nhắc',
  'in-progress': 'đã tiếp nhận',
  reported: 'đã báo cáo, chờ xác nhận',
  verified: 'đã hoàn thành và được xác nhận',
  withdrawn: 'việc đã được thu hồi',
};
