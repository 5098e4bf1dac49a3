// Every Vietnamese word for a rung, a state, a role or a button. Mails, Zalo, the pages (through the API) and the reports say the same thing.
import type { AudienceRole } from '#contracts/ladder.ts';
import type { AssignmentStatus } from '#contracts/lifecycle.ts';

const STATUS: Record<AssignmentStatus, string> = {
  assigned: 'đã giao',
  'in-progress': 'đang thực hiện',
  reported: 'đã báo cáo',
  verified: 'đã xác nhận',
  withdrawn: 'đã thu hồi',
};

const AUDIENCE: Record<AudienceRole, string> = {
  lead: 'cơ quan chủ trì',
  'lead-head': 'người đứng đầu cơ quan chủ trì',
  'field-lead': 'chủ trì lĩnh vực',
  'standing-agency': 'cơ quan thường trực',
  'chairman-office': 'văn phòng (tham mưu cho Chủ tịch)',
  chairman: 'Chủ tịch',
  verifier: 'người xác nhận',
};

/** The words a reader sees, by the code's own word for each thing. */
export const WORDS = {
  status: STATUS,
  audience: AUDIENCE,
  action: {
    acknowledge: 'Đã nhận việc',
    report: 'Báo cáo',
    view: 'Xem chi tiết',
    verify: 'Xem và xác nhận',
  },
  /** What a digest calls its groups; also the words of the counts in its subject. */
  group: {
    overdue: 'quá hạn',
    due: 'đến hạn',
    returned: 'bị trả lại',
    before: 'sắp đến hạn',
    unacknowledged: 'chưa tiếp nhận',
    assigned: 'mới giao',
    'awaiting-verification': 'chờ xác nhận',
    progress: 'cần báo tiến độ',
  },
  fact: {
    task: 'Nhiệm vụ',
    agency: 'Cơ quan chủ trì',
    product: 'Sản phẩm',
    due: 'Hạn hoàn thành',
    status: 'Tình trạng',
    plan: 'Theo kế hoạch',
    why: 'Cách tính hạn',
  },
} as const;

/** A rung of the ladder in words, with its repetition: "quá hạn mức 4, nhắc lại lần 2". */
export function rungWords({ rung, turn }: { rung: string; turn: number }): string {
  return turn === 1 ? rungName(rung) : `${rungName(rung)}, nhắc lại lần ${turn}`;
}

function rungName(name: string): string {
  const fixed = FIXED_RUNGS[name];
  if (fixed !== undefined) return fixed;
  const before = /^before-(\d+)$/.exec(name);
  if (before) return `nhắc trước ${before[1]} ngày làm việc`;
  const overdue = /^overdue-(\d+)$/.exec(name);
  if (overdue) return `quá hạn mức ${overdue[1]}`;
  return name;
}

const FIXED_RUNGS: Record<string, string> = {
  assigned: 'giao việc',
  unacknowledged: 'nhắc chưa tiếp nhận',
  due: 'đến hạn',
  'awaiting-verification': 'chờ xác nhận',
  progress: 'hỏi tiến độ',
  returned: 'báo cáo bị trả lại',
};
