// Which state each event leads to: the one table that both the running lifecycle and the audit's fold read.
import type { AssignmentStatus } from '#contracts/lifecycle.ts';
import type { LifecycleEvent } from './state.ts';

export const STATUS_AFTER: Record<LifecycleEvent['type'], AssignmentStatus> = {
  assigned: 'assigned',
  acknowledged: 'in-progress',
  reported: 'reported',
  verified: 'verified',
  returned: 'in-progress',
  withdrawn: 'withdrawn',
};
