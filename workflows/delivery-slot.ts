// One slot: everything staged for it goes out together, so that a person gets one message and not twelve.
import { condition, setHandler, sleep } from '@temporalio/workflow';
import { deliverSlot } from './activity-proxies.ts';
import { type DeliveryStart, slotReopened } from './messages.ts';

// The activity waits in-process for the last seconds: a timer of the server may be a second late, a process is not.
const ARRIVE_EARLY_MS = 15_000;

/** Ends only when no row of the slot is open; a row staged late opens it again. */
export async function deliverySlot({ slotAt, clockOffsetMs }: DeliveryStart): Promise<void> {
  let openings = 0;
  setHandler(slotReopened, () => {
    openings += 1;
  });
  const waitMs = Date.parse(slotAt) - ARRIVE_EARLY_MS - (Date.now() + clockOffsetMs);
  if (waitMs > 0) await sleep(waitMs);
  for (;;) {
    const openingsSeen = openings;
    const { open, retryInMs } = await deliverSlot({ slotAt });
    // A row staged or a receipt that came meanwhile must not wait for another message's next attempt.
    if (open > 0) await condition(() => openings !== openingsSeen, Math.max(1, retryInMs));
    else if (openings === openingsSeen) return;
  }
}
