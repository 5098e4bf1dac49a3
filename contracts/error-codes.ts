// The error catalogue: every refusal that leaves the API has a code here and a page in docs/errors.

export const ERROR_CODES = {
  'not-found': { status: 404, title: 'Không tìm thấy' },
  'invalid-request': { status: 400, title: 'Dữ liệu gửi lên chưa đúng' },
  'method-not-allowed': { status: 405, title: 'Địa chỉ này không nhận cách gửi này' },
  'request-too-slow': { status: 408, title: 'Gửi quá lâu' },
  'body-too-large': { status: 413, title: 'Nội dung gửi lên quá lớn' },
  'address-too-long': { status: 414, title: 'Địa chỉ quá dài' },
  'media-type-unknown': { status: 415, title: 'Không nhận loại nội dung này' },
  'headers-too-large': { status: 431, title: 'Phần đầu của yêu cầu quá lớn' },
  'host-not-allowed': { status: 421, title: 'Máy chủ không mang tên này' },
  'foreign-page': { status: 403, title: 'Yêu cầu từ một trang web khác' },
  'event-not-genuine': { status: 401, title: 'Không xác minh được nơi gửi' },
  'event-too-old': { status: 401, title: 'Sự kiện đã quá thời gian nhận' },
  'command-does-not-fit': { status: 409, title: 'Việc không còn ở trạng thái cho phép thao tác này' },
  'date-in-future': { status: 400, title: 'Ngày ghi nhận không được ở tương lai' },
  'plan-file-refused': { status: 422, title: 'Không đọc được tệp kế hoạch' },
  'plan-not-draft': { status: 409, title: 'Kế hoạch đã giao việc' },
  'plan-has-undecided-dates': { status: 409, title: 'Còn thời hạn chưa được xác nhận' },
  'deadline-unreadable': { status: 422, title: 'Không đọc được thời gian này' },
  'roster-missing': { status: 409, title: 'Chưa có danh bạ cơ quan' },
  'link-invalid': { status: 404, title: 'Đường dẫn không hợp lệ' },
  'link-expired': { status: 410, title: 'Đường dẫn đã hết hạn' },
  'link-used': { status: 409, title: 'Đường dẫn đã được sử dụng' },
  'link-other-action': { status: 403, title: 'Đường dẫn này không dùng cho thao tác này' },
  'webhook-refused': { status: 422, title: 'Không nhận địa chỉ này' },
  'webhook-secrets-many': { status: 409, title: 'Khóa ký vừa được đổi nhiều lần' },
  'engine-unavailable': { status: 503, title: 'Bộ máy nhắc việc tạm thời chưa sẵn sàng' },
  internal: { status: 500, title: 'Lỗi hệ thống' },
} as const;

export type ErrorCode = keyof typeof ERROR_CODES;
