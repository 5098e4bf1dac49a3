// Somebody looks at who is hard to reach.
import { type ChannelsHere, listHardToReach } from '#store/reachability-store.ts';
import type { OperationContext } from './seam/context.ts';
import { defineOperation } from './seam/define-operation.ts';
import { viewDay } from './seam/view-day.ts';

export const seeChannels = defineOperation({
  name: 'see-channels',
  by: ['account'],
  refuses: {},
  run: async (context: OperationContext, _actor, { here }: { here: ChannelsHere }) =>
    listHardToReach(context.database, viewDay(context).dataDate, here),
});
