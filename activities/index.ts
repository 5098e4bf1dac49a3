import type { Activities } from '#workflows/activities.ts';
import { createDeliverSlot } from './deliver-slot.ts';
import type { ActivityDependencies } from './deps.ts';
import { createDivideSlot } from './divide-slot.ts';
import { createNoteStanding } from './note-standing.ts';
import { createCountNotReady, createFinishPublication, createStartLifecycles } from './publish-plan.ts';
import { createReachSteps } from './reach-steps.ts';
import { createRecordAssignments } from './record-assignments.ts';
import { createRecordTransition } from './record-transition.ts';
import { refuseForGood } from './refuse-for-good.ts';
import { createSweepLedger } from './sweep-ledger.ts';

/** Every activity that workflows ask for, over what worker/ gives them. */
export function createActivities(deps: ActivityDependencies): Activities {
  return {
    recordTransition: refuseForGood(createRecordTransition(deps), deps),
    reachSteps: refuseForGood(createReachSteps(deps), deps),
    noteStanding: createNoteStanding(deps),
    divideSlot: createDivideSlot(deps),
    deliverSlot: createDeliverSlot(deps),
    recordAssignments: createRecordAssignments(deps),
    startLifecycles: createStartLifecycles(deps),
    countNotReady: createCountNotReady(deps),
    finishPublication: createFinishPublication(deps),
    sweepLedger: createSweepLedger(deps),
  };
}
