// The offices that an installation serves. They are the installation's: every office may know of every other that it exists, and no more.
import type { LocalDate } from '#contracts/primitives.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import { FINAL_STATUSES } from '#domain/lifecycle/state.ts';
import { appendNextEvents, lockChain } from './audit-store.ts';
import { type Database, FIRST_OFFICE, forOffice, officeOf, type Transaction } from './database.ts';
import { fromTimestamp } from './local-date.ts';
import type { ChangedBy } from './roster-events.ts';

export interface MemberOffice {
  id: number;
  name: string;
  addedAt: string;
  /** What its letters come from; null = the installation's address. */
  senderAddress: string | null;
}

/** In the order in which they came, the first one first. */
export async function listOffices(database: Database | Transaction): Promise<MemberOffice[]> {
  const rows = await database.memberOffice.findMany({ orderBy: { id: 'asc' } });
  return rows.map(({ addedAt, ...row }) => ({ ...row, addedAt: fromTimestamp(addedAt) }));
}

/** How large an office is: people of its roster, and assignments that are not finished. */
export async function countPeopleAndWork(office: Database): Promise<{ people: number; openWork: number }> {
  const people = await office.contact.count({ where: { listed: true } });
  const openWork = await office.assignment.count({ where: { status: { notIn: [...FINAL_STATUSES] } } });
  return { people, openWork };
}

/** All but the one that asks. */
export async function listOtherOffices(database: Database): Promise<MemberOffice[]> {
  return (await listOffices(database)).filter(({ id }) => id !== officeOf(database));
}

/** Each office as itself, the first one first: for what a program does for all of them. */
export async function listOfficeDatabases(database: Database): Promise<Database[]> {
  const rows = await database.memberOffice.findMany({ orderBy: { id: 'asc' }, select: { id: true } });
  return rows.map(({ id }) => (id === FIRST_OFFICE ? database : forOffice(database, id)));
}

/** Whether there is one of that number. */
export async function hasOffice(database: Database | Transaction, id: number): Promise<boolean> {
  return (await database.memberOffice.count({ where: { id } })) === 1;
}

/** How many there are. */
export async function countOffices(database: Database | Transaction): Promise<number> {
  return database.memberOffice.count();
}

/** Adds an office that has nothing yet, and tells it in the log of the one that adds it; answers its number. */
export async function addOffice(database: Database, name: string, by: ChangedBy): Promise<number> {
  const id = await database.$transaction(async (tx) => {
    // The chain's lock also keeps two from choosing one number.
    await lockChain(tx);
    const { _max: last } = await tx.memberOffice.aggregate({ _max: { id: true } });
    const next = (last.id ?? 0) + 1;
    await tx.memberOffice.create({ data: { id: next, name, addedAt: by.now } });
    const event = { subject: `office/${next}`, type: 'office-added', actor: by.actor, occurredAt: instantOf(by.now) };
    await appendNextEvents(tx, [{ ...event, payload: { name } }], instantOf(by.now));
    return next;
  });
  await ensureCursor(forOffice(database, id));
  return id;
}

/** The other offices know it by the name that its roster gives it. */
export async function changeOfficeName(tx: Transaction, name: string): Promise<void> {
  await tx.$executeRaw`UPDATE member_office SET name = ${name} WHERE id = current_office() AND ${name} <> '' AND name <> ${name}`;
}

/** From where the log of the office is handed out to other systems; a stop in the middle of `addOffice` leaves it out. */
export async function ensureCursor(office: Database): Promise<void> {
  await office.webhookCursor.createMany({ data: [{ id: 1, auditIndex: 0 }], skipDuplicates: true });
}

/** Those that an account belongs to on a day, the first one first. */
export async function listOfficesOfAccount(
  database: Database | Transaction,
  accountId: string,
  date: LocalDate,
): Promise<{ id: number; name: string }[]> {
  return database.$queryRaw<{ id: number; name: string }[]>`
    SELECT o.id, o.name FROM offices_of_accounts(${date}::date) b JOIN member_office o ON o.id = b.office_id
    WHERE b.account_id = ${accountId} ORDER BY o.id`;
}

/** In which office a session works; null = nobody has said. */
export async function findSessionOffice(database: Database, sessionId: string): Promise<number | null> {
  const session = await database.accountSession.findUnique({ where: { id: sessionId }, select: { officeId: true } });
  return session?.officeId ?? null;
}

/** From its next request on the session works in this office. */
export async function keepSessionOffice(database: Database, sessionId: string, office: number): Promise<void> {
  await database.accountSession.updateMany({ where: { id: sessionId }, data: { officeId: office } });
}
