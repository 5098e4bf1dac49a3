// One slot: everything staged for it goes out together, so that a person gets one message and not twelve.
import type { Slot } from '#contracts/primitives.ts';
import type { SlotOutcome } from './activities.ts';
import type { Shell } from './shell.ts';

// The activities wait in-process for the last seconds, and compose meanwhile: a timer of the server may be a second late, a process is not.
const ARRIVE_EARLY_MS = { v1: 15_000, v2: 45_000 };

export interface SlotStart {
  /** As the delivery was started (messages.ts): what runs goes on as it began. */
  v: 1 | 2;
  slotAt: Slot;
}

/** Ends only when no row of the slot is open; `openings` counts how often something was staged for it after it had begun. */
export async function deliverUntilDone(
  { v, slotAt }: SlotStart,
  openings: () => number,
  { nowMs, until, sleep, activities }: Shell<'divideSlot' | 'deliverSlot'>,
): Promise<void> {
  const early = v === 1 ? ARRIVE_EARLY_MS.v1 : ARRIVE_EARLY_MS.v2;
  const waitMs = Date.parse(slotAt) - early - nowMs();
  if (waitMs > 0) await sleep(waitMs);
  for (;;) {
    const openingsSeen = openings();
    const { open, retryInMs } =
      v === 1 ? await activities.deliverSlot({ slotAt }) : await deliverShares(slotAt, activities);
    // A row staged or a receipt that came meanwhile must not wait for another message's next attempt.
    if (open > 0) await until(() => openings() !== openingsSeen, Math.max(1, retryInMs));
    else if (openings() === openingsSeen) return;
  }
}

/** All shares at once, by whichever workers there are. */
async function deliverShares(
  slotAt: Slot,
  { divideSlot, deliverSlot }: Shell<'divideSlot' | 'deliverSlot'>['activities'],
): Promise<SlotOutcome> {
  const { shares: of } = await divideSlot({ slotAt });
  const outcomes = await Promise.all(
    Array.from({ length: of }, (_, index) => deliverSlot({ slotAt, share: { index, of } })),
  );
  const isOpen = outcomes.filter(({ open }) => open > 0);
  return {
    open: outcomes.reduce((sum, { open }) => sum + open, 0),
    retryInMs: Math.min(...(isOpen.length > 0 ? isOpen : outcomes).map(({ retryInMs }) => retryInMs)),
  };
}
