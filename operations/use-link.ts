// A press on a button of a mail: what the signed link is for, done once.
import type { AssignmentLink } from '#channels/signed-links.ts';
import type { AssignmentCommand } from '#contracts/assignment.ts';
import { listNamedContents } from '#store/evidence-store.ts';
import { hasToldSame } from '#store/recorded-command-store.ts';
import { findUsedLink, noteLinkUsed } from '#store/used-link-store.ts';
import { type CommandCode, type CommandContext, giveCommand } from './give-command.ts';
import { evidenceIds } from './parts/claim-evidence.ts';
import { evidenceOwner } from './parts/evidence-owner.ts';
import { actorWords } from './seam/actor.ts';
import { defineOperation } from './seam/define-operation.ts';
import { linkHolder } from './seam/link-holder.ts';
import { type Refusal, refuse } from './seam/refusal.ts';

export interface UseLinkInput {
  /** Of a token that was found genuine and alive. */
  link: AssignmentLink;
  command: AssignmentCommand;
}

type Code = CommandCode | 'not-found' | 'link-other-action' | 'link-holder-changed' | 'link-used';

/** Does what the link is for, once; the same press again gets the same answer, and a refused command does not use it up. */
export const useLink = defineOperation({
  name: 'use-link',
  by: ['contact'],
  refuses: {
    'not-found': 'the work is there no more',
    'link-other-action': 'the link is for something else',
    'link-holder-changed': 'the work is not theirs any more (ADR 0090)',
    'link-used': 'it was used before, to say something else',
    'command-does-not-fit': 'somebody else was first, or the work has ended',
    'command-not-storable': 'PostgreSQL will never take what the report says',
    'evidence-unknown': 'a file that the report names is not there, not theirs or too old',
    'date-in-future': 'not by a link: it is told of today',
    'date-too-early': 'not by a link: it is told of today',
    'date-before-assignment': 'not by a link: it is told of today',
  },
  run: async (
    context: CommandContext,
    actor,
    { link, command }: UseLinkInput,
  ): Promise<{ ok: true } | Refusal<Code>> => {
    if (link.action !== command.command || (command.command !== 'acknowledge' && command.command !== 'report'))
      return refuse('link-other-action', 'Mở đúng nút trong thư nhắc việc cho thao tác này.');
    const holder = await linkHolder(context, link);
    if (!holder.ok) return holder;
    const { database } = context;
    const { assignmentId, jti } = link;
    // Today's date, whatever was sent: the accepted report's date decides whether it was late, and only the officer may know
    // of an earlier paper. The link's own id names the command, so a press that is repeated after a crash is carried out once.
    const today = { ...command, occurredOn: undefined };
    const contents = await listNamedContents(
      database,
      { assignmentId, owner: evidenceOwner(actor) },
      evidenceIds(command),
    );
    const { contactId } = actor;
    const told = { assignmentId, contactId, actor: await actorWords(database, actor), command: today, contents };
    const isTold = () => hasToldSame(database, told);
    if ((await findUsedLink(database, jti)) === null) {
      const outcome = await giveCommand(context, actor, { assignmentId, command: today, commandId: jti });
      // A press beside this one may have been first: then what this one wants is done.
      if (!outcome.ok && (outcome.code !== 'command-does-not-fit' || !(await isTold()))) return outcome;
      await noteLinkUsed(database, jti, context.now());
    }
    // Under one command id the first words count: whoever sent others must not believe that they arrived.
    if (await isTold()) return { ok: true };
    return refuse(
      'link-used',
      'Đường dẫn này đã được dùng để gửi một nội dung khác, nội dung vừa gửi chưa được ghi nhận. ' +
        'Mở lại đường dẫn để xem nội dung đã ghi; cần bổ sung thì liên hệ cán bộ phụ trách.',
    );
  },
});
