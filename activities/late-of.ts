// Whether a message may still leave as it was composed, and where its reminders go when it may not.
import type { Instant, Slot } from '#contracts/primitives.ts';
import { addMinutes, instantOf, isBefore } from '#domain/calendar/instant.ts';
import type { Late } from '#domain/delivery/state.ts';
import { putOffUntaken } from '#domain/ladder/put-off-untaken.ts';
import type { SendingMessage } from '#store/message-store.ts';
import type { ActivityDependencies } from './deps.ts';

// Most messages are asked for within the minutes of their slot, and need no question to the database.
const LOOK_AFTER_MINUTES = 15;

/** Null in the minutes of the slot of the message, and for one that was called sent before. */
export async function lateOf(
  { store, now: clock, everySlotIsPast = false }: Pick<ActivityDependencies, 'store' | 'now' | 'everySlotIsPast'>,
  { id, slotAt }: SendingMessage,
): Promise<Late | null> {
  const now = instantOf(clock());
  if (everySlotIsPast || isBefore(now, addMinutes(instantOf(slotAt), LOOK_AFTER_MINUTES))) return null;
  const rows = await store.listSendingRows(id);
  const move: { id: string; to: Slot }[] = [];
  const end: { id: string; reason: string }[] = [];
  let isOver = true;
  for (const assignmentId of new Set(rows.map((row) => row.assignmentId))) {
    const row = await store.loadLifecycleRow(assignmentId);
    const input = { status: row.status, now, ...(await store.directory.rulesOf(row)) };
    const own = rows.filter((row) => row.assignmentId === assignmentId);
    const verdict = putOffUntaken(own, await store.listOpenRows(assignmentId), input);
    if (verdict === null) return null;
    move.push(...verdict.move);
    end.push(...verdict.end);
    isOver &&= verdict.isOver;
  }
  const [first, ...others] = rows.map(({ since }) => since);
  if (first === undefined) return null;
  return {
    isOver,
    move,
    end,
    since: others.reduce<Instant>((oldest, one) => (isBefore(one, oldest) ? one : oldest), first),
  };
}
