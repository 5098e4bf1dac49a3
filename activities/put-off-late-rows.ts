// Late rows of an assignment: a letter that missed its slot leaves at a proper hour, never in the night in which the server came back.
import type { Slot } from '#contracts/primitives.ts';
import { instantOf, isBefore } from '#domain/calendar/instant.ts';
import { isTooLate, putOffLate } from '#domain/ladder/put-off-late.ts';
import type { ActivityDependencies } from './deps.ts';

type Needs = Pick<ActivityDependencies, 'store' | 'now' | 'everySlotIsPast'>;

/** Moves what is too late for its slot to the next one; the slots that then hold something of this assignment, `slots` among them. */
export async function putOffLateRows(
  { store, now, everySlotIsPast = false }: Needs,
  assignmentId: string,
  slots: readonly Slot[],
): Promise<Slot[]> {
  const nowAt = now();
  const nowInstant = instantOf(nowAt);
  if (everySlotIsPast || slots.every((slotAt) => !isBefore(slotAt, nowInstant))) return [...slots];
  const row = await store.loadLifecycleRow(assignmentId);
  const input = { status: row.status, now: nowInstant, ...(await store.directory.rulesOf(row)) };
  const isLate = (slotAt: Slot) => isTooLate(slotAt, input);
  if (!slots.some(isLate)) return [...slots];
  const verdict = putOffLate(await store.listOpenRows(assignmentId), input);
  await store.putOffRows(assignmentId, verdict, nowAt);
  return [...new Set([...slots.filter((slotAt) => !isLate(slotAt)), ...verdict.move.map(({ to }) => to)])];
}
