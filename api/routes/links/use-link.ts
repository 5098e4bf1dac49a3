import { giveCommand } from '#api/give-command.ts';
import type { Handler } from '#api/handler.ts';
import { ApiProblem } from '#api/problem.ts';
import { isRecorded } from '#store/recorded-command-store.ts';
import { linkView, requireAnswerer, requireLink } from './view-link.ts';

/** Does what the link is for, once; the same press again gets the same answer, and a refused command does not use it up. */
export const useLink: Handler<'useLink'> = async (context, { params, body }) => {
  const { database } = context;
  const link = requireLink(context, params.token);
  if (link.action !== body.command || (body.command !== 'acknowledge' && body.command !== 'report'))
    throw new ApiProblem('link-other-action', 'Mở đúng nút trong thư nhắc việc cho thao tác này.');
  const { name, agency } = await requireAnswerer(context, link);
  const { name: agencyName } = await database.agency.findUniqueOrThrow({ where: { id: agency } });
  const actor = `${name} (${agencyName})`;
  // Today's date, whatever was sent: the accepted report's date decides whether it was late, and only the officer may know
  // of an earlier paper. The link's own id names the command, so a press that is repeated after a crash is carried out once.
  const command = { ...body, occurredOn: undefined };
  const given = { assignmentId: link.assignmentId, actor, command };
  const recorded = () => isRecorded(database, given);
  if ((await database.usedLink.findUnique({ where: { id: link.jti } })) === null) {
    try {
      await giveCommand(context, { ...given, commandId: link.jti });
    } catch (error) {
      // A press beside this one may have been first: then what this one wants is done.
      const late = error instanceof ApiProblem && error.code === 'command-does-not-fit';
      if (!late || !(await recorded())) throw error;
    }
    await database.usedLink.createMany({ data: [{ id: link.jti, usedAt: context.now() }], skipDuplicates: true });
  }
  // Under one command id the first words count: whoever sent others must not believe that they arrived.
  if (!(await recorded()))
    throw new ApiProblem(
      'link-used',
      'Đường dẫn này đã được dùng để gửi một nội dung khác, nội dung vừa gửi chưa được ghi nhận. ' +
        'Mở lại đường dẫn để xem nội dung đã ghi; cần bổ sung thì liên hệ cán bộ phụ trách.',
    );
  return linkView(context, params.token);
};
