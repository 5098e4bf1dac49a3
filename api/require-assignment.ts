import type { AssignmentRow } from '#contracts/assignment.ts';
import type { ActorOf } from '#operations/seam/actor.ts';
import { seeAssignment } from '#operations/see-assignment.ts';
import type { ApiContext } from './context.ts';
import { orProblem } from './or-problem.ts';

/** The assignment as it is today, or a not-found problem: also for whoever may not see it. */
export async function requireAssignment(
  context: ApiContext,
  actor: ActorOf<'account' | 'contact'>,
  assignmentId: string,
): Promise<AssignmentRow> {
  return orProblem(await seeAssignment(context, actor, { assignmentId })).assignment;
}
