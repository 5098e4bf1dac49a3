import { isAt, numberAt, textAt } from '#domain/deadline/text/match-tokens.ts';
import type { Token } from '#domain/deadline/text/tokenise-text.ts';
import type { Read } from './raw.ts';

/** A wall clock: "17h00", "17 giờ 30 phút", "08:30", "12h00'"; null for anything that is no time of day. */
export function readClock(tokens: readonly Token[], i: number): Read<string> | null {
  const hour = numberAt(tokens, i);
  if (!(hour >= 0 && hour <= 24) || (tokens[i]?.text.length ?? 9) > 2) return null;
  const mark = textAt(tokens, i + 1);
  if (mark === ':') {
    const minute = numberAt(tokens, i + 2);
    return minute >= 0 && minute < 60 ? done(tokens, hour, minute, i + 3) : null;
  }
  if (mark !== 'h' && mark !== 'giờ' && mark !== 'g') return null;
  const minute = numberAt(tokens, i + 2);
  if (minute >= 0 && minute < 60 && tokens[i + 2]?.text.length === 2 && textAt(tokens, i + 3) !== '/')
    return done(tokens, hour, minute, isAt(tokens, i + 3, 'phút') || isAt(tokens, i + 3, 'p') ? i + 4 : i + 3);
  return done(tokens, hour, 0, i + 2);
}

function done(tokens: readonly Token[], hour: number, minute: number, next: number): Read<string> {
  let end = next;
  while (textAt(tokens, end) === "'" || textAt(tokens, end) === '"') end++;
  if (isAt(tokens, end, 'sáng')) end++;
  let hours = hour;
  if (isAt(tokens, end, 'chiều') || isAt(tokens, end, 'tối')) {
    end++;
    if (hour < 12) hours += 12;
  }
  return { value: `${String(hours).padStart(2, '0')}:${String(minute).padStart(2, '0')}`, next: end };
}
