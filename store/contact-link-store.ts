// A person and a Zalo account: linked by a one-time code, by a shared phone number, found again by the account. Only people of the roster
// of that day have an account here (domain/answer/may-answer.ts).
import type { LocalDate } from '#contracts/primitives.ts';
import { isPresent } from '#domain/answer/may-answer.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import type { KnownChannel } from '#domain/delivery/known-channel.ts';
import { findAnswerScope } from './answer-store.ts';
import { appendNextEvents } from './audit-store.ts';
import type { Database, Transaction } from './database.ts';
import type { ChangedBy } from './roster-events.ts';
import { findRoster } from './roster-store.ts';
import { lockOffice, replaceSharedAddresses } from './shared-address-store.ts';
import { contactSubject, ZALO_LINKED } from './zalo-link-events.ts';

/** The person of the day's roster whose Zalo account it is, if it is linked. */
export async function findZaloContact(database: Database, userId: string, date: LocalDate) {
  const where = { zaloUserId: userId, listed: true };
  const contact = await database.contact.findFirst({ where, include: { agency: { select: { name: true } } } });
  return contact !== null && (await isThere(database, contact.id, date)) ? contact : null;
}

async function isThere(database: Database | Transaction, contactId: string, date: LocalDate): Promise<boolean> {
  const scope = await findAnswerScope(database, { contactId, date });
  return scope !== null && isPresent(scope).ok;
}

/**
 * Keeps a new code, with its event (never the code itself); codes that nobody used in time go. Null when the day's roster has no such
 * person.
 */
export async function addLinkCode(
  database: Database,
  { code, contactId, expiresAt, date }: { code: string; contactId: string; expiresAt: Date; date: LocalDate },
  { actor, now }: ChangedBy,
): Promise<{ name: string } | null> {
  return database.$transaction(async (tx) => {
    const contact = await tx.contact.findUnique({ where: { id: contactId }, select: { name: true } });
    if (contact === null || !(await isThere(tx, contactId, date))) return null;
    await tx.zaloLinkCode.deleteMany({ where: { OR: [{ expiresAt: { lt: now } }, { contactId }] } });
    await tx.zaloLinkCode.create({ data: { code, contactId, expiresAt } });
    await tell(tx, contactId, 'zalo-code-made', actor, { expiresAt: expiresAt.toISOString() }, now);
    return contact;
  });
}

export interface LinkedAccount {
  userId: string;
  /** Every channel that the product has: who shares an address is written anew. */
  channels: readonly KnownChannel[];
}

/** Links by a code that is alive, once; null when there is none, or its person has left the roster meanwhile. */
export async function linkByCode(
  database: Database,
  code: string,
  { userId, channels }: LinkedAccount,
  date: LocalDate,
  now: Date,
): Promise<string | null> {
  return database.$transaction(async (tx) => {
    await lockOffice(tx);
    const known = await tx.zaloLinkCode.findUnique({ where: { code } });
    if (known === null || known.expiresAt < now || !(await isThere(tx, known.contactId, date))) return null;
    const { count } = await tx.zaloLinkCode.deleteMany({ where: { code } });
    if (count === 0) return null;
    await link(tx, known.contactId, { userId, channels }, 'mã liên kết một lần', now);
    return known.contactId;
  });
}

/**
 * Links the one person of the roster with this phone number; null when nobody or several people have it. A number is typed by whoever holds the
 * phone and proves less than a code: it never takes a person away from the account that speaks for them already.
 */
export async function linkByPhone(
  database: Database,
  isPhone: (written: string) => boolean,
  { userId, channels }: LinkedAccount,
  date: LocalDate,
  now: Date,
): Promise<string | null> {
  const roster = await findRoster(database);
  const there = roster?.contacts.filter(({ id }) => isPresent({ roster, contactId: id, date }).ok) ?? [];
  const [only, ...others] = there.filter(({ phone }) => phone !== null && isPhone(phone));
  if (only === undefined || others.length > 0) return null;
  if (only.zaloUserId !== null && only.zaloUserId !== userId) return null;
  await database.$transaction(async (tx) => {
    await lockOffice(tx);
    await link(tx, only.id, { userId, channels }, 'số điện thoại do người dùng chia sẻ', now);
  });
  return only.id;
}

/** An account speaks for one person: whoever had it before has it no longer. */
async function link(
  tx: Transaction,
  contactId: string,
  { userId, channels }: LinkedAccount,
  how: string,
  now: Date,
): Promise<void> {
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
  await replaceSharedAddresses(tx, channels);
  await tx.unreachableChannel.deleteMany({ where: { contactId, channel: 'zalo' } });
  await tell(tx, contactId, ZALO_LINKED, contactId, { zaloUserId: userId, how }, now);
}

async function tell(
  tx: Transaction,
  contactId: string,
  type: string,
  actor: string,
  payload: Record<string, unknown>,
  now: Date,
): Promise<void> {
  const at = instantOf(now);
  await appendNextEvents(tx, [{ subject: contactSubject(contactId), type, actor, occurredAt: at, payload }], at);
}
