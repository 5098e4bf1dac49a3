import { OFFICER } from '#api/context.ts';
import type { Handler } from '#api/handler.ts';
import { orProblem } from '#api/or-problem.ts';
import { requireAssignment } from '#api/require-assignment.ts';
import { giveCommand } from '#operations/give-command.ts';

/** Carries a command out and answers with the assignment as it is then. */
export const commandAssignment: Handler<'commandAssignment'> = async (context, { params, body, operationId }) => {
  // Also what the log alone knows is an assignment: a row that another hand took away is missed, not unknown.
  await requireAssignment(context, params.id);
  const given = { assignmentId: params.id, command: body, ...(operationId === null ? {} : { commandId: operationId }) };
  orProblem(await giveCommand(context, OFFICER, given));
  return requireAssignment(context, params.id);
};
