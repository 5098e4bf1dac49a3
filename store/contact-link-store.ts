// A person and a Zalo account: linked by a one-time code, by a shared phone number, found again by the account.
import { appendNextEvents } from './audit-store.ts';
import type { Database, Transaction } from './database.ts';
import { SYSTEM } from './roster-events.ts';

/** The person of the roster whose Zalo account it is, if it is linked. */
export async function contactOfZaloUser(database: Database, userId: string) {
  const where = { zaloUserId: userId, listed: true };
  return database.contact.findFirst({ where, include: { agency: { select: { name: true } } } });
}

/** Keeps a new code, with its event (never the code itself); codes that nobody used in time go. Null when there is no such contact. */
export async function addLinkCode(
  database: Database,
  { code, contactId, expiresAt }: { code: string; contactId: string; expiresAt: Date },
  now: Date,
  actor: string = SYSTEM,
): Promise<{ name: string } | null> {
  return database.$transaction(async (tx) => {
    const contact = await tx.contact.findUnique({ where: { id: contactId }, select: { name: true } });
    if (contact === null) return null;
    await tx.zaloLinkCode.deleteMany({ where: { OR: [{ expiresAt: { lt: now } }, { contactId }] } });
    await tx.zaloLinkCode.create({ data: { code, contactId, expiresAt } });
    await tell(tx, contactId, 'zalo-code-made', actor, { expiresAt: expiresAt.toISOString() }, now);
    return contact;
  });
}

/** Links by a code that is alive, once; null when there is none. */
export async function linkByCode(database: Database, code: string, userId: string, now: Date): Promise<string | null> {
  return database.$transaction(async (tx) => {
    const known = await tx.zaloLinkCode.findUnique({ where: { code } });
    if (known === null || known.expiresAt < now) return null;
    const { count } = await tx.zaloLinkCode.deleteMany({ where: { code } });
    if (count === 0) return null;
    await link(tx, known.contactId, userId, 'mã liên kết một lần', now);
    return known.contactId;
  });
}

/** Links the one person of the roster with this phone number; null when nobody or several people have it. */
export async function linkByPhone(
  database: Database,
  isPhone: (written: string) => boolean,
  userId: string,
  now: Date,
): Promise<string | null> {
  const withPhone = await database.contact.findMany({
    where: { phone: { not: null }, listed: true },
    select: { id: true, phone: true },
  });
  const [only, ...others] = withPhone.filter(({ phone }) => isPhone(phone ?? ''));
  if (only === undefined || others.length > 0) return null;
  await database.$transaction((tx) => link(tx, only.id, userId, 'số điện thoại do người dùng chia sẻ', now));
  return only.id;
}

/** The accounts that people have linked themselves and still have, by contact. */
export async function linksByPeople(tx: Transaction): Promise<Map<string, string>> {
  const contacts = await tx.contact.findMany({
    where: { zaloUserId: { not: null } },
    select: { id: true, zaloUserId: true },
  });
  const events = await tx.auditEvent.findMany({
    where: { type: LINKED, subject: { in: contacts.map(({ id }) => subjectOf(id)) } },
    select: { subject: true, payload: true },
    orderBy: { sequence: 'asc' },
  });
  const latest = new Map(
    events.map(({ subject, payload }) => [subject, (payload as { zaloUserId?: string }).zaloUserId]),
  );
  return new Map(
    contacts.flatMap(({ id, zaloUserId }) =>
      zaloUserId !== null && latest.get(subjectOf(id)) === zaloUserId ? [[id, zaloUserId] as const] : [],
    ),
  );
}

const LINKED = 'zalo-linked';
const subjectOf = (contactId: string) => `contact/${contactId}`;

/** An account speaks for one person: whoever had it before has it no longer. */
async function link(tx: Transaction, contactId: string, userId: string, how: string, now: Date): Promise<void> {
  const others = { zaloUserId: userId, id: { not: contactId } };
  const before = await tx.contact.updateManyAndReturn({
    where: others,
    data: { zaloUserId: null },
    select: { id: true },
  });
  for (const { id } of before) {
    const why = 'tài khoản được liên kết với người khác';
    await tell(tx, id, 'zalo-unlinked', contactId, { zaloUserId: userId, why }, now);
  }
  await tx.contact.update({ where: { id: contactId }, data: { zaloUserId: userId } });
  await tx.unreachableChannel.deleteMany({ where: { contactId, channel: 'zalo' } });
  await tell(tx, contactId, LINKED, contactId, { zaloUserId: userId, how }, now);
}

async function tell(
  tx: Transaction,
  contactId: string,
  type: string,
  actor: string,
  payload: Record<string, unknown>,
  now: Date,
): Promise<void> {
  const at = now.toISOString();
  await appendNextEvents(tx, [{ subject: subjectOf(contactId), type, actor, occurredAt: at, payload }], at);
}
