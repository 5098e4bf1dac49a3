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
  const waiting = /^awaiting-verification-(\d+)$/.exec(name);
  if (waiting) return `chờ xác nhận mức ${waiting[1]}`;
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
