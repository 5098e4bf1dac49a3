import type { AssignmentRow } from '#contracts/assignment.ts';
import { viewAssignments } from '#store/assignment-view-store.ts';
import type { ApiContext } from './context.ts';
import { dataDay } from './data-day.ts';
import { ApiProblem } from './problem.ts';

/** The assignment as it is today, or a not-found problem. */
export async function requireAssignment(context: ApiContext, assignmentId: string): Promise<AssignmentRow> {
  const [row] = await viewAssignments(context.database, { assignmentId, ...dataDay(context) });
  if (row === undefined) throw new ApiProblem('not-found', 'Không có việc này. Có thể kế hoạch đã được thay đổi.');
  return row;
}
