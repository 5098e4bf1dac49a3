// Message-IDs made from our own ids: a mail that is attempted again is the same mail, and all mails of one piece of work to one person are one thread.

/** The Message-ID of one message row. */
export function messageIdOf(messageKey: string, domain: string): string {
  return `<message.${safe(messageKey)}@${domain}>`;
}

/** The root that every mail about this assignment to this person refers to; no mail needs to carry it itself. */
export function threadRootOf(assignmentId: string, contactId: string, domain: string): string {
  return `<assignment.${safe(assignmentId)}.${safe(contactId)}@${domain}>`;
}

function safe(id: string): string {
  return id.replace(/[^A-Za-z0-9-]/g, (character) => `_${character.codePointAt(0)?.toString(16)}`);
}
