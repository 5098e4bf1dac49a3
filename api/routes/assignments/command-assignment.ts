import { OFFICER } from '#api/context.ts';
import { giveCommand } from '#api/give-command.ts';
import type { Handler } from '#api/handler.ts';

export const commandAssignment: Handler<'commandAssignment'> = async (context, { params, body, operationId }) =>
  giveCommand(context, {
    assignmentId: params.id,
    command: body,
    actor: OFFICER,
    ...(operationId === null ? {} : { commandId: operationId }),
  });
