// Names that programs outside the bundle share with it. Changing one strands what is running.

export const ENGINE_QUEUE = 'dondoc-engine';
/** Delivery has its own queue and worker: a burst of stagings must not delay what is due now (ADR 0003). */
export const DELIVERY_QUEUE = 'dondoc-delivery';

/** The first office's workflows are named as before there were others; a workflow's name is where its office stands (ADR 0222). */
const FIRST_OFFICE = 1;
const ofOffice = (office: number, id: string) => (office === FIRST_OFFICE ? id : `office-${office}/${id}`);
export const officeOfWorkflow = (workflowId: string) => Number(/^office-(\d+)\//.exec(workflowId)?.[1] ?? FIRST_OFFICE);

export const assignmentOfLifecycle = (workflowId: string) => workflowId.replace(/^(office-\d+\/)?assignment\//, '');

/** Of one office; its functions take no second argument, so that a list may be mapped by them. */
export const workflowNames = (office = FIRST_OFFICE) => ({
  lifecycle: (assignmentId: string) => ofOffice(office, `assignment/${assignmentId}`),
  delivery: (slotAt: string) => ofOffice(office, `delivery/${slotAt}`),
  publication: (planId: string) => ofOffice(office, `publication/${planId}`),
});
export const SWEEP_ID = 'ledger-sweep';
