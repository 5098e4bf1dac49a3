// "Đã nhận" for a whole message: every item of it that its reader may take up, as commands like those of the pages.

import { type AnswerRefusal, isPresent, mayAnswer } from '#domain/answer/may-answer.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import { toLocalDate } from '#domain/calendar/local-time.ts';
import { type CommandContext, giveCommand } from '#operations/give-command.ts';
import { loadAnswerScope } from '#store/answer-store.ts';

export type MessageAcknowledgement =
  | { ok: true /** How many were acknowledged now. */; given: number }
  | { ok: false; why: 'not-the-reader' | AnswerRefusal };

/** Acknowledges what the message gave to its reader's agency and nobody has taken up yet; repeated, it does nothing. */
export async function acknowledgeMessage(
  context: CommandContext,
  { messageId, contactId }: { messageId: string; contactId: string },
): Promise<MessageAcknowledgement> {
  const message = await context.database.message.findUnique({
    where: { id: messageId },
    include: {
      contact: { include: { agency: true } },
      entries: { include: { assignment: { select: { id: true, agencyId: true, status: true } } } },
    },
  });
  if (message === null || message.contactId !== contactId) return { ok: false, why: 'not-the-reader' };
  const date = toLocalDate(instantOf(context.now()), context.zone);
  const scope = await loadAnswerScope(context.database, { contactId, date });
  const presence = scope === null ? { ok: false as const, why: 'person-gone' as const } : isPresent(scope);
  if (scope === null || !presence.ok) return { ok: false, why: presence.ok ? 'person-gone' : presence.why };
  const { contact } = message;
  const open = new Set(
    message.entries
      .filter(({ assignment: { agencyId, status } }) => {
        const work = { agencyId, fieldCode: null, heardAs: [] };
        return status === 'assigned' && mayAnswer(scope, 'acknowledge', work).ok;
      })
      .map(({ assignment }) => assignment.id),
  );
  let given = 0;
  for (const assignmentId of open) {
    const actor = `${contact.name} (${contact.agency.name})`;
    const outcome = await giveCommand(context, { assignmentId, command: { command: 'acknowledge' }, actor });
    if (outcome.ok) given += 1;
  }
  return { ok: true, given };
}
