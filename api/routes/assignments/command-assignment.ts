import type { Handler } from '#api/handler.ts';
import { orProblem } from '#api/or-problem.ts';
import { requireAssignment } from '#api/require-assignment.ts';
import { giveCommand } from '#operations/give-command.ts';

/** Carries a command out and answers with the assignment as it is then. */
export const commandAssignment: Handler<'commandAssignment'> = async (
  context,
  { actor, params, body, operationId },
) => {
  await requireAssignment(context, actor, params.id);
  const given = { assignmentId: params.id, command: body, ...(operationId === null ? {} : { commandId: operationId }) };
  orProblem(await giveCommand(context, actor, given));
  return requireAssignment(context, actor, params.id);
};
