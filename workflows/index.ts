export { assignmentLifecycle } from './assignment-lifecycle.ts';
export { deliverySlot } from './delivery-slot.ts';
export { ledgerSweep } from './ledger-sweep.ts';
export { planPublication } from './plan-publication.ts';
