import type { Slot } from '#contracts/primitives.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import { slotOf } from '#domain/calendar/slot.ts';
import { vn } from './builders.ts';

type Deliver = (slotAt: Slot) => Promise<{ open: number; retryInMs: number }>;

/**
 * Looks at a slot, and at those that its reminders move to, as their workflows do, until the clock says `end` (a wall clock in Vietnam) or
 * nothing is open. `world`: the clock, and the slots that were opened since the last look.
 */
export function watchSlots(world: { nowMs: number; reopened: string[] }, deliver: Deliver) {
  /** Those that have something open, as far as anybody was told. */
  const slots = new Set<Slot>();
  return async function lookUntil(slotAt: Slot, end: string): Promise<void> {
    const endMs = Date.parse(vn(end));
    slots.add(slotAt);
    while (world.nowMs < endMs && slots.size > 0) {
      let nextMs = endMs;
      for (const one of slots) {
        const early = Date.parse(one) - world.nowMs;
        const { open, retryInMs } = early > 0 ? { open: 1, retryInMs: early } : await deliver(one);
        if (open === 0) slots.delete(one);
        else nextMs = Math.min(nextMs, world.nowMs + retryInMs);
        for (const opened of world.reopened.splice(0)) slots.add(slotOf(instantOf(opened)));
      }
      world.nowMs = nextMs;
    }
  };
}
