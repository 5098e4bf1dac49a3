// A person of the roster with their agency, also after they have left it: what was done is told under their name.
import type { LocalDate } from '#contracts/primitives.ts';
import type { Database, Transaction } from './database.ts';
import { toDateColumnOrNull } from './local-date.ts';

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

/** Whether somebody still stands in the roster as they did: listed, of that agency, in that role, on that day. */
export async function hasContactAs(
  database: Database,
  { id, agency, role }: { id: string; agency: string; role: string },
  date: LocalDate,
): Promise<boolean> {
  const day = toDateColumnOrNull(date) as Date;
  const where = {
    AND: [
      { id, agencyId: agency, role, listed: true },
      { OR: [{ validFrom: null }, { validFrom: { lte: day } }] },
      { OR: [{ validTo: null }, { validTo: { gte: day } }] },
    ],
  };
  return (await database.contact.count({ where })) === 1;
}
