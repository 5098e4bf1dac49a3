// One slot: everything staged for it goes out together, so that a person gets one message and not twelve.
import type { Slot } from '#contracts/primitives.ts';
import type { Shell } from './shell.ts';

// The activity waits in-process for the last seconds: a timer of the server may be a second late, a process is not.
const ARRIVE_EARLY_MS = 15_000;

/** Ends only when no row of the slot is open; `openings` counts how often something was staged for it after it had begun. */
export async function deliverUntilDone(
  slotAt: Slot,
  openings: () => number,
  { nowMs, until, sleep, activities }: Shell<'deliverSlot'>,
): Promise<void> {
  const waitMs = Date.parse(slotAt) - ARRIVE_EARLY_MS - nowMs();
  if (waitMs > 0) await sleep(waitMs);
  for (;;) {
    const openingsSeen = openings();
    const { open, retryInMs } = await activities.deliverSlot({ slotAt });
    // A row staged or a receipt that came meanwhile must not wait for another message's next attempt.
    if (open > 0) await until(() => openings() !== openingsSeen, Math.max(1, retryInMs));
    else if (openings() === openingsSeen) return;
  }
}
