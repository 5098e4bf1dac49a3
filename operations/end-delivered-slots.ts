// PostgreSQL was put back to an earlier state: what Temporal remembers as delivered was said, and is not said again (ADR 0201).
import type { Clock } from '#contracts/clock.ts';
import type { EngineClient } from '#engine/engine-client.ts';
import type { Database } from '#store/database.ts';
import { listOpenSlots, supersedeSlot } from '#store/late-row-store.ts';
import { defineOperation } from './seam/define-operation.ts';

export interface DeliveredContext {
  database: Database;
  engine: Pick<EngineClient, 'hasDelivered'>;
  now: Clock;
}

const SAID = 'đã gửi trong lượt này trước khi cơ sở dữ liệu được khôi phục; không gửi lại';

/** Ends the reminders of every slot that has passed and that Temporal knows to be delivered; whatever it does not know of is still owed. */
export const endDeliveredSlots = defineOperation({
  name: 'end-delivered-slots',
  by: ['system'],
  refuses: {},
  run: async ({ database, engine, now: clock }: DeliveredContext): Promise<{ ended: number }> => {
    const now = clock();
    let ended = 0;
    for (const slotAt of await listOpenSlots(database, now))
      if (await engine.hasDelivered(slotAt)) ended += await supersedeSlot(database, slotAt, SAID, now);
    return { ended };
  },
});
