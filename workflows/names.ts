// Names that programs outside the bundle share with it. Changing one strands what is running.

export const ENGINE_QUEUE = 'dondoc-engine';
/** Delivery has its own queue and worker: a burst of stagings must not delay what is due now (ADR 0003). */
export const DELIVERY_QUEUE = 'dondoc-delivery';

export const lifecycleId = (assignmentId: string) => `assignment/${assignmentId}`;
export const assignmentOfLifecycle = (workflowId: string) => workflowId.slice('assignment/'.length);
export const deliveryId = (slotAt: string) => `delivery/${slotAt}`;
export const publicationId = (planId: string) => `publication/${planId}`;
export const SWEEP_ID = 'ledger-sweep';
