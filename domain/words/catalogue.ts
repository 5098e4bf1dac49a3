// Every Vietnamese word for a state, a role, a kind or a button, by the code's own word for it. Mails, Zalo, reports and pages say the same thing:
// the pages' copy (web/src/words/catalogue.ts) is generated of this file. A word begins small; whoever begins a line with it makes it large.
import type { AssignmentNature, DueState, LedgerStatus } from '#contracts/assignment.ts';
import type { DeadlineKind } from '#contracts/deadline.ts';
import type { AudienceRole } from '#contracts/ladder.ts';
import type { RungKind } from '#contracts/ladder-edit.ts';
import type { AssignmentStatus } from '#contracts/lifecycle.ts';
import type { AboveStanding } from '#domain/above/what-happened-above.ts';
import type { CommandType } from '#domain/lifecycle/can-accept.ts';
import { ROLE_WORDS } from '#domain/rights/roles.ts';

const status: Record<AssignmentStatus, string> = {
  assigned: 'đã giao, chưa tiếp nhận',
  'in-progress': 'đang thực hiện',
  reported: 'đã báo cáo, chờ xác nhận',
  verified: 'đã xác nhận hoàn thành',
  withdrawn: 'đã thu hồi',
};

/** The four-way count as the official reports word it (Quyết định 42/2014/QĐ-TTg and the provinces' copies of it). */
const dueState: Record<DueState, string> = {
  'done-on-time': 'hoàn thành đúng hạn',
  'done-late': 'hoàn thành quá hạn',
  'open-in-time': 'chưa hoàn thành, trong hạn',
  'open-overdue': 'chưa hoàn thành, quá hạn',
  undated: 'không có thời hạn cụ thể',
  withdrawn: 'đã thu hồi',
};

/** What stands in the place of a date. */
const nature: Record<AssignmentNature, string> = {
  dated: 'chưa ghi thời hạn',
  continuous: 'thường xuyên',
  conditional: 'khi phát sinh',
  undecided: 'chưa xác định thời hạn',
  past: 'thời hạn trước kỳ kế hoạch',
};

const planStatus: Record<'draft' | 'publishing' | 'published', string> = {
  draft: 'dự thảo, chưa giao việc',
  publishing: 'đang giao việc',
  published: 'đã giao việc',
};

/** Of work that another office gives, as the office sees it to which it was given. */
const standing: Record<AboveStanding, string> = {
  open: 'chưa giao tiếp',
  'handed-on': 'đã giao tiếp',
  reported: 'đã báo cáo, chờ cấp trên xác nhận',
  returned: 'cấp trên trả lại báo cáo',
  verified: 'cấp trên đã xác nhận',
  withdrawn: 'cấp trên đã thu hồi',
};

const deadlineKind: Record<DeadlineKind, string> = {
  date: 'ngày cụ thể',
  month: 'trong tháng',
  quarter: 'trong quý',
  half: 'nửa năm',
  year: 'trong năm',
  range: 'khoảng thời gian',
  recurring: 'định kỳ',
  composite: 'nhiều mốc',
  continuous: 'thường xuyên',
  conditional: 'khi phát sinh',
  unknown: 'chưa đọc được',
};

/** How a row of the reminder ledger stands. */
const reminder: Record<LedgerStatus, string> = {
  planned: 'dự kiến gửi',
  staged: 'đã lên lịch, chờ giờ gửi',
  sending: 'đang gửi',
  sent: 'đã gửi',
  superseded: 'không cần gửi nữa',
  deferred: 'dời sang đợt sau',
  refused: 'không gửi được',
};

/** What a message can be besides. */
const message = {
  delivered: 'đã tới nơi',
  read: 'đã xem',
  covered: 'đã gửi qua kênh khác',
  held: 'giữ lại, gửi ở lượt sau',
  unknown: 'không rõ đã tới nơi',
  failed: 'không gửi được',
};

/** Each command as an officer gives it: its button, what is said when it is done, and what it will do. */
const command: Record<CommandType, { button: string; done: string; explain: string }> = {
  acknowledge: {
    button: 'Tiếp nhận',
    done: 'Đã ghi nhận việc tiếp nhận.',
    explain:
      'Cơ quan chủ trì xác nhận đã nhận được việc này. Hệ thống thôi nhắc tiếp nhận và tiếp tục nhắc theo thời hạn.',
  },
  report: {
    button: 'Báo cáo kết quả',
    done: 'Đã gửi báo cáo. Việc chuyển sang chờ xác nhận.',
    explain: 'Báo cáo được chuyển đến người xác nhận. Trong lúc chờ, hệ thống không nhắc hạn việc này.',
  },
  verify: {
    button: 'Xác nhận hoàn thành',
    done: 'Đã xác nhận hoàn thành.',
    explain: 'Việc được tính là hoàn thành vào ngày của báo cáo được xác nhận. Các nhắc việc còn lại không gửi nữa.',
  },
  return: {
    button: 'Trả lại',
    done: 'Đã trả lại báo cáo cho cơ quan chủ trì.',
    explain: 'Cơ quan chủ trì nhận lại việc kèm lý do và phải báo cáo lại. Thời hạn không đổi.',
  },
  withdraw: {
    button: 'Thu hồi',
    done: 'Đã thu hồi việc.',
    explain: 'Việc bị thu hồi thì kết thúc, không nhắc nữa và không tính vào số liệu. Không thể khôi phục.',
  },
};

/** The buttons of a letter. */
const action = {
  acknowledge: 'Đã nhận việc',
  report: 'Báo cáo',
  view: 'Xem chi tiết',
  verify: 'Xem và xác nhận',
  allWork: 'Xem tất cả việc của tôi',
} as const;

const audience: Record<AudienceRole, string> = {
  lead: 'cơ quan chủ trì',
  'lead-head': 'người đứng đầu cơ quan chủ trì',
  'field-lead': 'chủ trì lĩnh vực',
  'standing-agency': 'cơ quan thường trực',
  'chairman-office': 'văn phòng (tham mưu cho Chủ tịch)',
  chairman: 'Chủ tịch',
  verifier: 'người xác nhận',
};

/** The rungs of a ladder as a form names them; a number of working days follows where they count some. */
const rungKind: Record<RungKind, string> = {
  assigned: 'giao việc',
  unacknowledged: 'chưa tiếp nhận sau',
  progress: 'hỏi tiến độ việc thường xuyên, trước cuối quý',
  before: 'nhắc trước hạn',
  due: 'đến hạn',
  overdue: 'quá hạn',
  returned: 'báo cáo bị trả lại',
  'awaiting-verification': 'báo cáo chờ xác nhận quá',
};

/** What a digest calls its groups; also the words of the counts in its subject. */
const group = {
  overdue: 'quá hạn',
  due: 'đến hạn',
  returned: 'bị trả lại',
  before: 'sắp đến hạn',
  unacknowledged: 'chưa tiếp nhận',
  assigned: 'mới giao',
  'awaiting-verification': 'chờ xác nhận',
  progress: 'cần báo tiến độ',
} as const;

/** The facts that a letter lists of an assignment. */
const fact = {
  task: 'Nhiệm vụ',
  agency: 'Cơ quan chủ trì',
  product: 'Sản phẩm',
  due: 'Hạn hoàn thành',
  status: 'Tình trạng',
  plan: 'Theo kế hoạch',
  why: 'Cách tính hạn',
} as const;

/** The words that pages need too. */
export const PAGE_WORDS = {
  status,
  dueState,
  nature,
  planStatus,
  standing,
  deadlineKind,
  reminder,
  message,
  command,
  role: ROLE_WORDS,
};

export const WORDS = { ...PAGE_WORDS, action, audience, group, fact, rungKind };
