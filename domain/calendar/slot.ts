import type { Instant, Slot } from '#contracts/primitives.ts';
import { epochMsOf, instantOf } from './instant.ts';

/**
 * The slot at an instant: a moment at which messages leave. Always a whole second, so that a slot has the same text wherever it names
 * something (a delivery workflow, a ledger row); throws for an instant within a second.
 */
export function slotOf(instant: Instant): Slot {
  // Made anew: a slot may come from a stored text of before there was one form.
  const slot = instantOf(instant);
  if (epochMsOf(slot) % 1000 !== 0) throw new RangeError(`no slot within a second: ${instant}`);
  return slot as Slot;
}

/** The first whole second at or after an instant, as a slot. */
export function slotNotBefore(epochMs: number): Slot {
  return slotOf(instantOf(Math.ceil(epochMs / 1000) * 1000));
}
