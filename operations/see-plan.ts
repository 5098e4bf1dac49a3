// Somebody looks at a plan row by row, as it was read, with the reading of each date.

import { instantOf } from '#domain/calendar/instant.ts';
import { toLocalDate } from '#domain/calendar/local-time.ts';
import type { KnownChannel } from '#domain/delivery/known-channel.ts';
import { findPlanDetail, type PlanRowsWanted } from '#store/plan-page-store.ts';
import type { OperationContext } from './seam/context.ts';
import { defineOperation } from './seam/define-operation.ts';
import { PLAN } from './seam/hidden.ts';
import { type Refusal, refuse } from './seam/refusal.ts';

type Detail = NonNullable<Awaited<ReturnType<typeof findPlanDetail>>>;

export interface SeePlanInput {
  planId: string;
  /** Null = the whole plan. */
  wanted: PlanRowsWanted | null;
  /** Every channel that the product has. */
  channels: readonly KnownChannel[];
}

export const seePlan = defineOperation({
  name: 'see-plan',
  by: ['account'],
  hides: PLAN,
  refuses: { 'not-found': 'no such plan' },
  run: async (
    { database, now, zone }: OperationContext,
    _actor,
    { planId, wanted, channels }: SeePlanInput,
  ): Promise<{ ok: true; plan: Detail } | Refusal<'not-found'>> => {
    const look = { date: toLocalDate(instantOf(now()), zone), channels };
    const plan = await findPlanDetail(database, planId, wanted, look);
    return plan === null ? refuse('not-found', PLAN.missing) : { ok: true, plan };
  },
});
