// Somebody looks at one piece of work, as it is today.
import type { AssignmentRow } from '#contracts/assignment.ts';
import { viewAssignments } from '#store/assignment-view-store.ts';
import { findWorkSubject } from '#store/work-subject-store.ts';
import type { OperationContext } from './seam/context.ts';
import { defineOperation } from './seam/define-operation.ts';
import { WORK } from './seam/hidden.ts';
import { type Refusal, refuse } from './seam/refusal.ts';
import { viewDay } from './seam/view-day.ts';

/** Also what the log alone knows is an assignment: a row that another hand took away is missed, not unknown. */
export const seeAssignment = defineOperation({
  name: 'see-assignment',
  by: ['account', 'contact'],
  hides: WORK,
  of: ({ database }: OperationContext, { assignmentId }: { assignmentId: string }) =>
    findWorkSubject(database, assignmentId),
  refuses: { 'not-found': 'no such work' },
  run: async (
    context: OperationContext,
    _actor,
    { assignmentId }: { assignmentId: string },
  ): Promise<{ ok: true; assignment: AssignmentRow } | Refusal<'not-found'>> => {
    const [assignment] = await viewAssignments(context.database, { assignmentId, ...viewDay(context) });
    if (assignment === undefined) return refuse('not-found', WORK.missing);
    return { ok: true, assignment };
  },
});
