// "Đã nhận" for a whole message, by a reply or a button: every item of it that its reader may take up, as commands like those of the pages.
import { type AnswerRefusal, isPresent, mayAnswer } from '#domain/answer/may-answer.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import { toLocalDate } from '#domain/calendar/local-time.ts';
import { findAnswerScope } from '#store/answer-store.ts';
import { findMessageWork } from '#store/message-work-store.ts';
import { type CommandContext, giveCommand } from './give-command.ts';
import { defineOperation } from './seam/define-operation.ts';

export type MessageAcknowledgement =
  | { ok: true /** How many were acknowledged now. */; given: number }
  | { ok: false; why: 'not-the-reader' | AnswerRefusal };

/** Acknowledges what the message gave to its reader's agency and nobody has taken up yet; repeated, it does nothing. */
export const acknowledgeMessage = defineOperation({
  name: 'acknowledge-message',
  by: ['contact'],
  // Nobody reads an answer to a mail: the entry tells an officer instead, by `why`.
  refuses: {},
  run: async (context: CommandContext, actor, input: { messageId: string }): Promise<MessageAcknowledgement> => {
    const { contactId } = actor;
    const message = await findMessageWork(context.database, input.messageId);
    if (message === null || message.contactId !== contactId) return { ok: false, why: 'not-the-reader' };
    const date = toLocalDate(instantOf(context.now()), context.zone);
    const scope = await findAnswerScope(context.database, { contactId, date });
    if (scope === null) return { ok: false, why: 'person-gone' };
    const presence = isPresent(scope);
    if (!presence.ok) return presence;
    const open = new Set(
      message.work
        .filter(({ agencyId, status }) => {
          const work = { agencyId, fieldCode: null, heardAs: [] };
          return status === 'assigned' && mayAnswer(scope, 'acknowledge', work).ok;
        })
        .map(({ assignmentId }) => assignmentId),
    );
    let given = 0;
    for (const assignmentId of open) {
      const outcome = await giveCommand(context, actor, { assignmentId, command: { command: 'acknowledge' } });
      if (outcome.ok) given += 1;
    }
    return { ok: true, given };
  },
});
