// The links to Zalo accounts that people made themselves, as the audit log tells them.
import { readLoggedPayload } from '#contracts/logged-events.ts';
import type { Transaction } from './database.ts';

export const ZALO_LINKED = 'zalo-linked';

/** What the events about a person are about. */
export function contactSubject(contactId: string): string {
  return `contact/${contactId}`;
}

/** The accounts that people have linked themselves and still have, by contact. */
export async function loadLinksByPeople(tx: Transaction): Promise<Map<string, string>> {
  const contacts = await tx.contact.findMany({
    where: { zaloUserId: { not: null } },
    select: { id: true, zaloUserId: true },
  });
  const events = await tx.auditEvent.findMany({
    where: { type: ZALO_LINKED, subject: { in: contacts.map(({ id }) => contactSubject(id)) } },
    select: { subject: true, payload: true },
    orderBy: { sequence: 'asc' },
  });
  const latest = new Map(
    events.map(({ subject, payload }) => [subject, readLoggedPayload(ZALO_LINKED, payload).zaloUserId]),
  );
  return new Map(
    contacts.flatMap(({ id, zaloUserId }) =>
      zaloUserId !== null && latest.get(contactSubject(id)) === zaloUserId ? [[id, zaloUserId] as const] : [],
    ),
  );
}
