// Audit events in the words of the people who read them.

const WORDS: Record<string, string> = {
  'plan-imported': 'Nhập kế hoạch',
  'plan-published': 'Giao việc theo kế hoạch',
  'deadline-decided': 'Xác nhận cách hiểu thời hạn',
  assigned: 'Giao việc',
  acknowledged: 'Tiếp nhận việc',
  reported: 'Báo cáo kết quả',
  verified: 'Xác nhận hoàn thành',
  returned: 'Trả lại báo cáo',
  withdrawn: 'Thu hồi việc',
  'zalo-linked': 'Liên kết tài khoản Zalo',
};

/** What happened, in one or two words; an unknown type is shown as it is stored rather than hidden. */
export function eventWords(type: string): string {
  return WORDS[type] ?? type;
}
