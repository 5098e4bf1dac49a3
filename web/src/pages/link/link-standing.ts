import type { LinkView } from '../../api/types.ts';

/** Whether a link can still do what it is for, and if not, why. */
export type LinkStanding =
  | 'ready'
  | 'expired'
  | 'used-acknowledge'
  | 'used-report'
  | 'already-acknowledged'
  | 'already-reported'
  | 'verified'
  | 'withdrawn'
  | 'not-possible';

/** What a link can do at `nowMs`; the state of the work counts for more than the state of the link. */
export function linkStanding(
  { action, assignment, usedAt, expiresAt, allowed }: LinkView,
  nowMs: number,
): LinkStanding {
  if (action === 'view') return 'ready';
  if (assignment.status === 'withdrawn' || assignment.status === 'verified') return assignment.status;
  if (usedAt !== null) return action === 'report' ? 'used-report' : 'used-acknowledge';
  if (assignment.status === 'reported') return 'already-reported';
  if (action === 'acknowledge' && assignment.status !== 'assigned') return 'already-acknowledged';
  if (Date.parse(expiresAt) <= nowMs) return 'expired';
  return allowed.includes(action) ? 'ready' : 'not-possible';
}
