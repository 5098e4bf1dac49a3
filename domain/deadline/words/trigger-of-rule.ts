import type { DeadlineRule, TimeRule } from '#contracts/deadline.ts';
import { TERM_UNIT_WORDS } from './term-unit-words.ts';

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
  return `${time.event ?? 'sự kiện chưa nêu'} (${sign} ${time.count} ${TERM_UNIT_WORDS[time.unit]})`;
}
