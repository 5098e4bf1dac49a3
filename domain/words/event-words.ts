// Audit events in the words of the people who read them.

const WORDS: Record<string, string> = {
  'plan-imported': 'Nhập kế hoạch',
  'publication-begun': 'Bắt đầu giao việc',
  'plan-published': 'Giao việc theo kế hoạch',
  'deadline-decided': 'Xác nhận cách hiểu thời hạn',
  'plan-years-set': 'Ghi năm của kế hoạch',
  assigned: 'Giao việc',
  acknowledged: 'Tiếp nhận việc',
  reported: 'Báo cáo kết quả',
  verified: 'Xác nhận hoàn thành',
  returned: 'Trả lại báo cáo',
  withdrawn: 'Thu hồi việc',
  'zalo-linked': 'Liên kết tài khoản Zalo',
  'zalo-unlinked': 'Bỏ liên kết tài khoản Zalo',
  'zalo-code-made': 'Cấp mã liên kết Zalo',
  'facts-stated': 'Ghi nhận dữ kiện vào nhật ký',
  'settings-stated': 'Ghi nhận thiết lập vào nhật ký',
  'deliveries-sealed': 'Niêm phong kết quả gửi',
  'roster-imported': 'Nhập danh bạ',
  'roster-extended': 'Thêm cơ quan vào danh bạ',
  'webhook-added': 'Đăng ký hệ thống nhận sự kiện',
  'webhook-changed': 'Sửa đăng ký nhận sự kiện',
  'webhook-secret-rotated': 'Đổi khóa ký gửi sự kiện',
  'webhook-removed': 'Xóa đăng ký nhận sự kiện',
  'matter-resolved': 'Đánh dấu đã xử lý',
  'ladder-set': 'Đặt bậc thang nhắc việc',
  'calendar-set': 'Đặt lịch làm việc',
};

/** What happened, in one or two words; an unknown type is shown as it is stored rather than hidden. */
export function eventWords(type: string): string {
  return WORDS[type] ?? type;
}
