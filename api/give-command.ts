// Commands of people over HTTP: a refusal becomes a problem, a success the assignment as it is then.
import type { AssignmentCommand, AssignmentRow } from '#contracts/assignment.ts';
import { giveCommand as give } from '#operations/give-command.ts';
import { viewAssignments } from '#store/assignment-view-store.ts';
import type { ApiContext } from './context.ts';
import { dataDay } from './data-day.ts';
import { ApiProblem } from './problem.ts';

/** Carries a command out and answers with the assignment as it is then. */
export async function giveCommand(
  context: ApiContext,
  input: { assignmentId: string; command: AssignmentCommand; actor: string; commandId?: string },
): Promise<AssignmentRow> {
  await requireAssignment(context, input.assignmentId);
  const outcome = await give(context, input);
  if (!outcome.ok) throw new ApiProblem(outcome.code, outcome.detail);
  return requireAssignment(context, input.assignmentId);
}

/** The assignment as it is today, or a not-found problem. */
export async function requireAssignment(context: ApiContext, assignmentId: string): Promise<AssignmentRow> {
  const [row] = await viewAssignments(context.database, { assignmentId, ...dataDay(context) });
  if (row === undefined) throw new ApiProblem('not-found', 'Không có việc này. Có thể kế hoạch đã được thay đổi.');
  return row;
}
