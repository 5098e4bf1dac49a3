// One slot on Temporal; the loop is slot-loop.ts.
import { setHandler } from '@temporalio/workflow';
import { deliverSlot, divideSlot } from './activity-proxies.ts';
import { type DeliveryStart, slotReopened } from './messages.ts';
import { deliverUntilDone } from './slot-loop.ts';
import { temporalTime } from './temporal-shell.ts';

/** Ends only when no row of the slot is open; a row staged late opens it again. */
export async function deliverySlot({ v, slotAt, clockOffsetMs }: DeliveryStart): Promise<void> {
  let openings = 0;
  setHandler(slotReopened, () => {
    openings += 1;
  });
  const activities = { divideSlot, deliverSlot };
  await deliverUntilDone({ v, slotAt }, () => openings, { ...temporalTime(clockOffsetMs), activities });
}
