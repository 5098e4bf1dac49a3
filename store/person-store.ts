// A person of the roster with their agency, also after they have left it: what was done is told under their name.
import type { Database, Transaction } from './database.ts';

export interface Person {
  id: string;
  name: string;
  agencyId: string;
  agencyName: string;
}

/** Somebody who is or was in the roster; an id that was never there is a fault of the caller. */
export async function loadPerson(database: Database | Transaction, contactId: string): Promise<Person> {
  const row = await database.contact.findUniqueOrThrow({
    where: { id: contactId },
    select: { id: true, name: true, agencyId: true, agency: { select: { name: true } } },
  });
  return { id: row.id, name: row.name, agencyId: row.agencyId, agencyName: row.agency.name };
}

/** Somebody of each agency, the lead of it when there is one: whoever would have answered for it. */
export async function listAgencySpeakers(database: Database): Promise<Map<string, string>> {
  const contacts = await database.contact.findMany({ select: { id: true, agencyId: true }, orderBy: { role: 'desc' } });
  return new Map(contacts.map(({ id, agencyId }) => [agencyId, id]));
}
