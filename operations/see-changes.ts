// Somebody listens for what changes, of all they may see or of one piece of work.
import type { Hearing } from '#domain/changes/told.ts';
import { covers } from '#domain/rights/reach.ts';
import { findWorkSubject } from '#store/work-subject-store.ts';
import type { OperationContext } from './seam/context.ts';
import { defineOperation, reachOfAccount } from './seam/define-operation.ts';
import { WORK } from './seam/hidden.ts';
import { type Refusal, refuse } from './seam/refusal.ts';

/** How far they hear: of each kind of change as far as they could go and see. */
export const seeChanges = defineOperation({
  name: 'see-changes',
  by: ['account'],
  refuses: { 'not-found': 'no such work, or none that they may see' },
  run: async (
    { database }: Pick<OperationContext, 'database'>,
    actor,
    { assignmentId }: { assignmentId: string | null },
    within,
  ): Promise<{ ok: true; hearing: Hearing } | Refusal<'not-found'>> => {
    const subject = assignmentId === null ? null : await findWorkSubject(database, assignmentId);
    if (assignmentId !== null && (subject === null || !covers(within, subject)))
      return refuse('not-found', WORK.missing);
    const hearing = {
      only: assignmentId,
      work: within,
      plans: reachOfAccount(actor, 'see-plan') !== null,
      matters: reachOfAccount(actor, 'list-matters') !== null,
      // Letters on their way are shown on the first page of who sees all of it.
      messages: reachOfAccount(actor, 'see-overview') === 'all',
    };
    return { ok: true, hearing };
  },
});
