// Reminders that were on their way and that nobody took while their slot was there.
import type { Instant, LocalDate } from '#contracts/primitives.ts';
import { toLocalDate } from '#domain/calendar/local-time.ts';
import { followUpSlot } from '#domain/calendar/slots.ts';
import { isTooLate, type LateInput, type LateVerdict, type OpenRow, putOffLate } from './put-off-late.ts';
import { speaksIn } from './speaks-in.ts';

const OVER = 'không còn cần nhắc: việc đã sang trạng thái khác trong khi chờ gửi';

export interface UntakenVerdict extends LateVerdict {
  /** False = they may still leave on the same day. */
  isOver: boolean;
}

/**
 * What becomes of the reminders of one assignment that are on their way, beside those that are still to be said; null in the last minutes of a
 * day, in which they leave as they are or not at all. A report that came meanwhile ends them. On the same day they move to the next quarter of an
 * hour, to be composed anew; after it everything else is as for rows that nobody began with.
 */
export function putOffUntaken(
  sending: readonly Omit<OpenRow, 'status'>[],
  open: readonly OpenRow[],
  input: LateInput,
): UntakenVerdict | null {
  const isOver = sending.every(({ slotAt }) => isTooLate(slotAt, input));
  const to = followUpSlot(input.now, input.policy, input.calendar);
  if (!isOver && dayOf(to, input) !== dayOf(input.now, input)) return null;
  const saysSo = ({ rung }: { rung: string }) => speaksIn(rung, input.status, input.policy);
  const over = sending.filter((row) => !saysSo(row)).map(({ id }) => ({ id, reason: OVER }));
  const still = sending.filter(saysSo).map((row) => ({ ...row, status: 'staged' as const }));
  if (!isOver) return { isOver, move: still.map(({ id }) => ({ id, to })), end: over };
  const isOwn = ({ id }: { id: string }) => still.some((row) => row.id === id);
  const { move, end } = putOffLate([...open, ...still], input);
  return { isOver, move: move.filter(isOwn), end: [...over, ...end.filter(isOwn)] };
}

function dayOf(at: Instant, { calendar }: LateInput): LocalDate {
  return toLocalDate(at, calendar.zone);
}
