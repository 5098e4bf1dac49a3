// Rows that were staged when the letter of their slot to that address was gone: one slot, one address, one message (ADR 0199, 0200).
import type { SlotShare } from '#contracts/delivery.ts';
import type { Slot } from '#contracts/primitives.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import { followUpSlot } from '#domain/calendar/slots.ts';
import { LETTER_GONE } from '#domain/ladder/put-off-late.ts';
import type { ActivityDependencies } from './deps.ts';

/** Moves them to the next quarter of an hour, where all that comes late is one letter, and opens that slot. */
export async function putOffLatecomers(
  { store, engine, now }: Pick<ActivityDependencies, 'store' | 'engine' | 'now'>,
  slotAt: Slot,
  share: SlotShare,
): Promise<void> {
  const slots = new Set<Slot>();
  for (const [assignmentId, ids] of await store.listLatecomers(slotAt, share)) {
    const { calendar, policy } = await store.directory.rulesOf(await store.loadLifecycleRow(assignmentId));
    const at = now();
    const to = followUpSlot(instantOf(at), policy, calendar);
    const move = ids.map((id) => ({ id, to, reason: LETTER_GONE }));
    await store.putOffRows(assignmentId, { move, end: [] }, at);
    slots.add(to);
  }
  for (const slot of slots) await engine.openSlot(slot);
}
