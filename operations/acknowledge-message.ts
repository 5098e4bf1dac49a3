// "Đã nhận" for a whole message, by a reply or a button: every item of it that its readers may take up, as commands like those of the pages.
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

/**
 * Acknowledges what the message gave to its readers' agencies and nobody has taken up yet; repeated, it does nothing. Of a letter to several who
 * share an address any of them speaks for all, as with its buttons: each item is taken up by the one whom it was for.
 */
export const acknowledgeMessage = defineOperation({
  name: 'acknowledge-message',
  by: ['contact'],
  // Nobody reads an answer to a mail: the entry tells an officer instead, by `why`.
  refuses: {},
  run: async (context: CommandContext, actor, input: { messageId: string }): Promise<MessageAcknowledgement> => {
    const { contactId } = actor;
    const message = await findMessageWork(context.database, input.messageId);
    if (message === null || !message.readers.includes(contactId)) return { ok: false, why: 'not-the-reader' };
    const date = toLocalDate(instantOf(context.now()), context.zone);
    const scope = await findAnswerScope(context.database, { contactId, date });
    if (scope === null) return { ok: false, why: 'person-gone' };
    const presence = isPresent(scope);
    const isThere = (reader: string) => isPresent({ ...scope, contactId: reader }).ok;
    if (!presence.ok && !message.readers.some(isThere)) return presence;
    const open = new Map<string, string>();
    for (const { contactId: reader, assignmentId, agencyId, status } of message.work) {
      const work = { agencyId, fieldCode: null, heardAs: [] };
      const may = status === 'assigned' && mayAnswer({ ...scope, contactId: reader }, 'acknowledge', work).ok;
      // What several heard of is taken up once, by whoever acts if it was for them.
      if (may && (reader === contactId || !open.has(assignmentId))) open.set(assignmentId, reader);
    }
    let given = 0;
    for (const [assignmentId, reader] of open) {
      const by = { ...actor, contactId: reader };
      const outcome = await giveCommand(context, by, { assignmentId, command: { command: 'acknowledge' } });
      if (outcome.ok) given += 1;
    }
    return { ok: true, given };
  },
});
