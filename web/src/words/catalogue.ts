// Generated from domain/words/catalogue.ts by web/generate-client.ts. Do not edit: run `npx tsx web/generate-client.ts`.
export const catalogue = {
  "status": {
    "assigned": "đã giao, chưa tiếp nhận",
    "in-progress": "đang thực hiện",
    "reported": "đã báo cáo, chờ xác nhận",
    "verified": "đã xác nhận hoàn thành",
    "withdrawn": "đã thu hồi"
  },
  "dueState": {
    "done-on-time": "hoàn thành đúng hạn",
    "done-late": "hoàn thành quá hạn",
    "open-in-time": "chưa hoàn thành, trong hạn",
    "open-overdue": "chưa hoàn thành, quá hạn",
    "undated": "không có thời hạn cụ thể",
    "withdrawn": "đã thu hồi"
  },
  "nature": {
    "dated": "chưa ghi thời hạn",
    "continuous": "thường xuyên",
    "conditional": "khi phát sinh",
    "undecided": "chưa xác định thời hạn",
    "past": "thời hạn trước kỳ kế hoạch"
  },
  "planStatus": {
    "draft": "dự thảo, chưa giao việc",
    "publishing": "đang giao việc",
    "published": "đã giao việc"
  },
  "standing": {
    "open": "chưa giao tiếp",
    "handed-on": "đã giao tiếp",
    "reported": "đã báo cáo, chờ cấp trên xác nhận",
    "returned": "cấp trên trả lại báo cáo",
    "verified": "cấp trên đã xác nhận",
    "withdrawn": "cấp trên đã thu hồi"
  },
  "deadlineKind": {
    "date": "ngày cụ thể",
    "month": "trong tháng",
    "quarter": "trong quý",
    "half": "nửa năm",
    "year": "trong năm",
    "range": "khoảng thời gian",
    "recurring": "định kỳ",
    "composite": "nhiều mốc",
    "continuous": "thường xuyên",
    "conditional": "khi phát sinh",
    "unknown": "chưa đọc được"
  },
  "reminder": {
    "planned": "dự kiến gửi",
    "staged": "đã lên lịch, chờ giờ gửi",
    "sending": "đang gửi",
    "sent": "đã gửi",
    "superseded": "không cần gửi nữa",
    "deferred": "dời sang đợt sau",
    "refused": "không gửi được"
  },
  "message": {
    "delivered": "đã tới nơi",
    "read": "đã xem",
    "covered": "đã gửi qua kênh khác",
    "held": "giữ lại, gửi ở lượt sau",
    "unknown": "không rõ đã tới nơi",
    "failed": "không gửi được"
  },
  "command": {
    "acknowledge": {
      "button": "Tiếp nhận",
      "done": "Đã ghi nhận việc tiếp nhận.",
      "explain": "Cơ quan chủ trì xác nhận đã nhận được việc này. Hệ thống thôi nhắc tiếp nhận và tiếp tục nhắc theo thời hạn."
    },
    "report": {
      "button": "Báo cáo kết quả",
      "done": "Đã gửi báo cáo. Việc chuyển sang chờ xác nhận.",
      "explain": "Báo cáo được chuyển đến người xác nhận. Trong lúc chờ, hệ thống không nhắc hạn việc này."
    },
    "verify": {
      "button": "Xác nhận hoàn thành",
      "done": "Đã xác nhận hoàn thành.",
      "explain": "Việc được tính là hoàn thành vào ngày của báo cáo được xác nhận. Các nhắc việc còn lại không gửi nữa."
    },
    "return": {
      "button": "Trả lại",
      "done": "Đã trả lại báo cáo cho cơ quan chủ trì.",
      "explain": "Cơ quan chủ trì nhận lại việc kèm lý do và phải báo cáo lại. Thời hạn không đổi."
    },
    "withdraw": {
      "button": "Thu hồi",
      "done": "Đã thu hồi việc.",
      "explain": "Việc bị thu hồi thì kết thúc, không nhắc nữa và không tính vào số liệu. Không thể khôi phục."
    }
  },
  "role": {
    "administrator": "Quản trị hệ thống",
    "officer": "Cán bộ cơ quan thường trực",
    "field-lead": "Cơ quan chủ trì lĩnh vực",
    "lead-head": "Lãnh đạo cơ quan chủ trì",
    "lead-clerk": "Chuyên viên cơ quan chủ trì",
    "leadership": "Lãnh đạo, văn phòng",
    "auditor": "Người kiểm tra"
  }
} as const;
