import type { DeadlineDates, DeadlineRule } from '#contracts/deadline.ts';
import { formatDate } from '#domain/calendar/format-date.ts';
import { printRule } from './print-rule.ts';

const SHOWN = 4;

/** The reading in one Vietnamese line: the rule in plain words, its dates, and what is doubtful. */
export function explainReading(
  rule: DeadlineRule,
  deadlines: readonly DeadlineDates[],
  doubts: readonly string[],
): string {
  const dates = [...new Set(deadlines.flatMap((one) => one.due))].sort();
  const shown = dates.slice(0, SHOWN).map(formatDate).join(', ');
  const last = dates.slice(SHOWN).at(-1);
  const more = last === undefined ? '' : ` … (${dates.length} ngày, cuối cùng ${formatDate(last)})`;
  const hints = [...new Set(doubts)];
  return [
    `Hiểu là: ${printRule(rule)}`,
    dates.length > 0 ? ` → ${shown}${more}` : ' → không có ngày cụ thể',
    hints.length > 0 ? `. Cần người xem lại: ${hints.join('; ')}` : '',
  ]
    .join('')
    .replace(/\s+/g, ' ');
}
