// "Đã nhận" for a whole message: every item of it that its reader may take up, as commands like those of the pages.
import { type CommandContext, giveCommand } from '#engine/give-command.ts';

/**
 * Acknowledges what the message gave to its reader's agency and nobody has taken up yet; repeated, it does nothing.
 * @returns how many were acknowledged now, null when the message is not this contact's.
 */
export async function acknowledgeMessage(
  context: CommandContext,
  { messageId, contactId }: { messageId: string; contactId: string },
): Promise<number | null> {
  const message = await context.database.message.findUnique({
    where: { id: messageId },
    include: {
      contact: { include: { agency: true } },
      entries: { include: { assignment: { select: { id: true, agencyId: true, status: true } } } },
    },
  });
  if (message === null || message.contactId !== contactId) return null;
  const { contact } = message;
  const open = new Set(
    message.entries
      .filter(({ assignment }) => assignment.agencyId === contact.agencyId && assignment.status === 'assigned')
      .map(({ assignment }) => assignment.id),
  );
  let given = 0;
  for (const assignmentId of open) {
    const actor = `${contact.name} (${contact.agency.name})`;
    const outcome = await giveCommand(context, { assignmentId, command: { command: 'acknowledge' }, actor });
    if (outcome.ok) given += 1;
  }
  return given;
}
