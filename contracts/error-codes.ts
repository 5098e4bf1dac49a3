// The error catalogue: every refusal that leaves the API has a code here and a page in docs/errors.

export const ERROR_CODES = {
  'not-found': { status: 404, title: 'Không tìm thấy' },
  'invalid-request': { status: 400, title: 'Dữ liệu gửi lên chưa đúng' },
  'command-does-not-fit': { status: 409, title: 'Việc không còn ở trạng thái cho phép thao tác này' },
  'command-not-storable': { status: 422, title: 'Không ghi lại được nội dung này' },
  'date-in-future': { status: 400, title: 'Ngày ghi nhận không được ở tương lai' },
  'date-too-early': { status: 400, title: 'Ngày ghi nhận quá sớm' },
  'plan-file-refused': { status: 422, title: 'Không đọc được tệp kế hoạch' },
  'plan-not-draft': { status: 409, title: 'Kế hoạch đã giao việc' },
  'plan-has-undecided-dates': { status: 409, title: 'Còn thời hạn chưa được xác nhận' },
  'deadline-unreadable': { status: 422, title: 'Không đọc được thời gian này' },
  'roster-missing': { status: 409, title: 'Chưa có danh bạ cơ quan' },
  'link-invalid': { status: 404, title: 'Đường dẫn không hợp lệ' },
  'link-expired': { status: 410, title: 'Đường dẫn đã hết hạn' },
  'link-used': { status: 409, title: 'Đường dẫn đã được sử dụng' },
  'link-other-action': { status: 403, title: 'Đường dẫn này không dùng cho thao tác này' },
  'link-holder-changed': { status: 403, title: 'Đường dẫn không còn dành cho người nhận thư này' },
  'webhook-refused': { status: 422, title: 'Không nhận địa chỉ này' },
  'webhook-secrets-many': { status: 409, title: 'Khóa ký vừa được đổi nhiều lần' },
  'engine-unavailable': { status: 503, title: 'Bộ máy nhắc việc tạm thời chưa sẵn sàng' },
  internal: { status: 500, title: 'Lỗi hệ thống' },
} as const;

export type ErrorCode = keyof typeof ERROR_CODES;
