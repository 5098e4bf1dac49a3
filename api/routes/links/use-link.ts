import { giveCommand } from '#api/give-command.ts';
import type { Handler } from '#api/handler.ts';
import { ApiProblem } from '#api/problem.ts';
import { linkView, requireAnswerer, requireLink } from './view-link.ts';

/** Does what the link is for, once; a refused command does not use it up. */
export const useLink: Handler<'useLink'> = async (context, { params, body }) => {
  const { database } = context;
  const link = requireLink(context, params.token);
  if (link.action !== body.command)
    throw new ApiProblem('link-other-action', 'Mở đúng nút trong thư nhắc việc cho thao tác này.');
  const { name, agency } = await requireAnswerer(context, link);
  if ((await database.usedLink.findUnique({ where: { id: link.jti } })) !== null)
    throw new ApiProblem('link-used', 'Thao tác của đường dẫn này đã được ghi nhận. Không cần làm gì thêm.');
  const { name: agencyName } = await database.agency.findUniqueOrThrow({ where: { id: agency } });
  const actor = `${name} (${agencyName})`;
  // Today's date, whatever was sent: the accepted report's date decides whether it was late, and only the officer may know
  // of an earlier paper. The link's own id names the command, so a press that is repeated after a crash is carried out once.
  const command = { ...body, occurredOn: undefined };
  await giveCommand(context, { assignmentId: link.assignmentId, command, actor, commandId: link.jti });
  await database.usedLink.createMany({ data: [{ id: link.jti, usedAt: context.now() }], skipDuplicates: true });
  return linkView(context, params.token);
};
