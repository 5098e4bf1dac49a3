import type { DeadlineRule, TermUnit, TimeRule } from '#contracts/deadline.ts';

const UNITS: Readonly<Record<TermUnit, string>> = {
  hour: 'giờ',
  day: 'ngày',
  'working-day': 'ngày làm việc',
  week: 'tuần',
  month: 'tháng',
  year: 'năm',
};

/** What conditional work waits for, in Vietnamese; null when nothing does. With several parts each names its own. */
export function triggerOfRule(rule: DeadlineRule): string | null {
  const found = rule.parts.flatMap((part) =>
    part.times.flatMap((time) => {
      const trigger = triggerOf(time);
      return trigger === null
        ? []
        : [rule.parts.length > 1 && part.label ? `${trigger} (chỉ phần ${part.label})` : trigger];
    }),
  );
  return found.length === 0 ? null : found.join('; ');
}

function triggerOf(time: TimeRule): string | null {
  if (time.type === 'conditional' || time.type === 'unknown') return time.trigger;
  if (time.type !== 'term') return null;
  const sign = time.side === 'after' ? 'cộng' : 'trừ';
  return `${time.event ?? 'sự kiện chưa nêu'} (${sign} ${time.count} ${UNITS[time.unit]})`;
}
