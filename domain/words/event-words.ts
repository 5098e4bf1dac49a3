// Audit events in the words of the people who read them.

const WORDS: Record<string, string> = {
  'plan-imported': 'Nhập kế hoạch',
  'draft-deleted': 'Xóa bản nháp kế hoạch',
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
  'lead-moved': 'Chuyển cơ quan chủ trì',
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
  'matter-reopened': 'Đưa lại vào danh sách cần xử lý',
  'above-given': 'Nhận việc cấp trên giao',
  'above-changed': 'Cấp trên đổi nội dung hoặc thời hạn việc đã giao',
  'above-handed-on': 'Giao tiếp việc cấp trên giao',
  'above-reported': 'Báo cáo lên cấp trên',
  'above-returned': 'Trả lại báo cáo gửi cấp trên',
  'above-verified': 'Xác nhận hoàn thành việc cấp trên giao',
  'above-withdrawn': 'Thu hồi việc cấp trên giao',
  'reminder-resent': 'Gửi lại lời nhắc',
  'channel-tried-again': 'Cho thử lại địa chỉ',
  'ladder-set': 'Đặt bậc thang nhắc việc',
  'calendar-set': 'Đặt lịch làm việc',
  'account-invited': 'Mời sử dụng hệ thống',
  'account-signed-in': 'Đăng nhập',
  'account-sign-in-failed': 'Thử đăng nhập sai nhiều lần',
  'account-sessions-ended': 'Kết thúc phiên đăng nhập',
  'account-link-made': 'Cấp đường dẫn đặt mật khẩu',
  'account-password-set': 'Đặt mật khẩu',
  'account-factor-changed': 'Đổi xác thực hai bước',
  'account-rule-changed': 'Đặt quy định đăng nhập',
  'account-role-given': 'Giao vai trò',
  'account-role-taken': 'Thôi giao vai trò',
  'account-switched': 'Tắt hoặc bật tài khoản',
  'account-key-made': 'Tạo khóa API',
  'account-key-revoked': 'Thu hồi khóa API',
};

/** Every type that has words, as the product came to know them. */
export function eventTypesInOrder(): string[] {
  return Object.keys(WORDS);
}

/** What happened, in one or two words; an unknown type is shown as it is stored rather than hidden. */
export function eventWords(type: string): string {
  return WORDS[type] ?? type;
}
