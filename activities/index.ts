import { createDeliverSlot } from './deliver-slot.ts';
import type { ActivityDependencies } from './deps.ts';
import { createCountNotReady, createFinishPublication, createStartLifecycles } from './publish-plan.ts';
import { createReachSteps } from './reach-steps.ts';
import { createRecordTransition } from './record-transition.ts';
import { createSweepLedger } from './sweep-ledger.ts';

export type Activities = ReturnType<typeof createActivities>;

/** Every activity, over what worker/ gives them. */
export function createActivities(deps: ActivityDependencies) {
  return {
    recordTransition: createRecordTransition(deps),
    reachSteps: createReachSteps(deps),
    deliverSlot: createDeliverSlot(deps),
    startLifecycles: createStartLifecycles(deps),
    countNotReady: createCountNotReady(deps),
    finishPublication: createFinishPublication(deps),
    sweepLedger: createSweepLedger(deps),
  };
}
