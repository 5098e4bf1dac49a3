// Reminders that were on their way and that nobody took before their slot was over.
import { isTooLate, type LateInput, type LateVerdict, type OpenRow, putOffLate } from './put-off-late.ts';

const OVER = 'không còn cần nhắc: việc đã sang trạng thái khác trong khi chờ gửi';

/**
 * What becomes of the reminders of one assignment that are on their way, beside those that are still to be said; null while they may leave as
 * they are. A report that came meanwhile ends them, everything else is as for rows that nobody began with.
 */
export function putOffUntaken(
  sending: readonly Omit<OpenRow, 'status'>[],
  open: readonly OpenRow[],
  input: LateInput,
): LateVerdict | null {
  if (!sending.every(({ slotAt }) => isTooLate(slotAt, input))) return null;
  const saysSo = ({ rung }: { rung: string }) =>
    input.policy.rungs.some(({ name, while: states }) => name === rung && states.includes(input.status));
  const over = sending.filter((row) => !saysSo(row)).map(({ id }) => ({ id, reason: OVER }));
  const still = sending.filter(saysSo).map((row) => ({ ...row, status: 'staged' as const }));
  const isOwn = ({ id }: { id: string }) => still.some((row) => row.id === id);
  const { move, end } = putOffLate([...open, ...still], input);
  return { move: move.filter(isOwn), end: [...over, ...end.filter(isOwn)] };
}
