// People who sign in, with the roles that they were given.
import { randomUUID } from 'node:crypto';
import type { Role } from '#domain/rights/roles.ts';
import type { GivenRole } from '#domain/rights/roles-on.ts';
import { tellAccount } from './account-events.ts';
import { recordAccountChange } from './account-version-store.ts';
import type { Database, Transaction } from './database.ts';
import { Prisma, type RoleHeld } from './generated/client.ts';
import { fromDateColumnOrNull, toDateColumnOrNull } from './local-date.ts';
import type { ChangedBy } from './roster-events.ts';

export interface AccountFacts {
  id: string;
  name: string;
  email: string;
  contactId: string | null;
  twoFactor: boolean;
  given: GivenRole[];
}

/** What says what somebody may do; null for an account that is not there, or is switched off. */
export async function findAccountFacts(
  database: Database | Transaction,
  id: string,
  { sampleAccounts }: { sampleAccounts: boolean },
): Promise<AccountFacts | null> {
  const row = await database.userAccount.findUnique({ where: { id }, include: { roles: true, person: true } });
  if (row === null || row.disabledAt !== null) return null;
  if (row.sample && (!sampleAccounts || (await hasRealAccount(database)))) return null;
  const { name, email, person } = row;
  const contactId = person?.contactId ?? null;
  return { id, name, email, contactId, twoFactor: row.twoFactorEnabled === true, given: row.roles.map(toGiven) };
}

/** No part of the sample, with a password or a sign-in elsewhere: an invitation that nobody has answered is nobody yet. */
const REAL = { sample: false, credentials: { some: {} } } as const;

/** Whether somebody signs in here who is no part of the sample: then nobody of the sample does. */
export async function hasRealAccount(database: Database | Transaction): Promise<boolean> {
  return (await database.userAccount.count({ where: REAL })) > 0;
}

/** Whether somebody real may give rights here. Until then everybody with the one-time link of the start may be the first. */
export async function hasRealAdministrator(database: Database | Transaction): Promise<boolean> {
  const account = { ...REAL, disabledAt: null };
  return (await database.roleHeld.count({ where: { role: 'administrator', account } })) > 0;
}

/** What the accounts of these people of the roster were given, by person. */
export async function listGivenToContacts(
  database: Database,
  contactIds: readonly string[],
): Promise<Map<string, GivenRole[]>> {
  if (contactIds.length === 0) return new Map();
  const rows = await database.accountContact.findMany({
    where: { contactId: { in: [...contactIds] }, account: { disabledAt: null } },
    include: { account: { include: { roles: true } } },
  });
  return new Map(rows.map(({ contactId, account }) => [contactId, account.roles.map(toGiven)]));
}

export interface NewAccount {
  name: string;
  email: string;
  username?: string;
  contactId?: string | null;
  sample?: boolean;
}

/** Adds an account that can do nothing yet; null when the address, the name or the person has one already. */
export async function addAccount(tx: Transaction, account: NewAccount, now: Date): Promise<{ id: string } | null> {
  const email = account.email.toLowerCase();
  const { name, username = null, contactId = null, sample = false } = account;
  const data = { id: randomUUID(), name, email, username, displayUsername: username, sample };
  const { count } = await tx.userAccount.createMany({
    data: [{ ...data, createdAt: now, updatedAt: now }],
    skipDuplicates: true,
  });
  if (count === 0) return null;
  if (contactId !== null) await tx.accountContact.create({ data: { accountId: data.id, contactId } });
  return { id: data.id };
}

/** Takes in an account that belongs to other offices only, as the person of this office's roster; null when there is none such. */
export async function linkAccount(
  tx: Transaction,
  email: string,
  contactId: string | null,
): Promise<{ id: string } | null> {
  const found = await tx.userAccount.findUnique({
    where: { email: email.toLowerCase() },
    select: { id: true, disabledAt: true, person: true, _count: { select: { roles: true } } },
  });
  if (found === null || found.disabledAt !== null || found.person !== null || found._count.roles > 0) return null;
  if (!(await belongsElsewhere(tx, found.id))) return null;
  if (contactId !== null) await tx.accountContact.create({ data: { accountId: found.id, contactId } });
  return { id: found.id };
}

/** Gives a role, or gives it anew with other dates; false when the account holds it just so already. */
export async function addRole(tx: Transaction, accountId: string, given: GivenRole, by: ChangedBy): Promise<boolean> {
  const { role, agencyId } = given;
  const dates = { fromDate: toDateColumnOrNull(given.from), toDate: toDateColumnOrNull(given.to) };
  const before = await tx.roleHeld.findFirst({ where: { accountId, role, agencyId } });
  if (before !== null && same(toGiven(before), given)) return false;
  const told = { ...dates, givenBy: by.actor, givenAt: by.now };
  if (before === null) await tx.roleHeld.create({ data: { id: randomUUID(), accountId, role, agencyId, ...told } });
  else await tx.roleHeld.update({ where: { id: before.id }, data: told });
  const version = await recordAccountChange(tx, accountId);
  await tellAccount(tx, accountId, 'account-role-given', by, { ...given, version });
  return true;
}

/** Takes a role; false when the account does not hold it. */
export async function removeRole(
  tx: Transaction,
  accountId: string,
  { role, agencyId }: Pick<GivenRole, 'role' | 'agencyId'>,
  by: ChangedBy,
): Promise<boolean> {
  const { count } = await tx.roleHeld.deleteMany({ where: { accountId, role, agencyId } });
  if (count === 0) return false;
  const version = await recordAccountChange(tx, accountId);
  await tellAccount(tx, accountId, 'account-role-taken', by, { role, agencyId, version });
  return true;
}

/** Whether somebody else could still give roles: an installation without an administrator is one that nobody can mend from its pages. */
export async function hasOtherAdministrator(tx: Transaction, accountId: string): Promise<boolean> {
  const where = {
    role: 'administrator',
    accountId: { not: accountId },
    toDate: null,
    account: { disabledAt: null, sample: false },
  };
  return (await tx.roleHeld.count({ where })) > 0;
}

/** Switches an account off, which ends its sessions, or on again; false when it is so already. */
export async function changeAccountStanding(
  tx: Transaction,
  id: string,
  active: boolean,
  by: ChangedBy,
): Promise<boolean> {
  const { count } = await tx.userAccount.updateMany({
    where: { id, disabledAt: active ? { not: null } : null },
    data: { disabledAt: active ? null : by.now, updatedAt: by.now },
  });
  if (count === 0) return false;
  if (!active) await tx.accountSession.deleteMany({ where: { userId: id } });
  const version = await recordAccountChange(tx, id);
  await tellAccount(tx, id, 'account-switched', by, { active, version });
  return true;
}

/** Whether another office has given the account a role, or knows it as a person of its roster. */
async function belongsElsewhere(tx: Database | Transaction, id: string): Promise<boolean> {
  const [found] = await tx.$queryRaw<{ elsewhere: boolean }[]>`
    SELECT EXISTS (SELECT FROM offices_of_accounts('0001-01-01') WHERE account_id = ${id} AND office_id <> current_office()) AS elsewhere`;
  return found?.elsewhere === true;
}

/** True of accounts that this office has given a role or knows from its roster; whoever is in none is the first one's to look after. */
export function isOfThisOffice(account: Prisma.Sql): Prisma.Sql {
  const all = Prisma.sql`SELECT account_id FROM offices_of_accounts('0001-01-01')`;
  return Prisma.sql`(${account} IN (${all} WHERE office_id = current_office()) OR (current_office() = 1 AND ${account} NOT IN (${all})))`;
}

/** An account that this office may look after: of its own people, or, in the first one, of nobody's. Null for any other, which is not there. */
export async function findOwnAccount(
  database: Database | Transaction,
  id: string,
): Promise<{ id: string; elsewhere: boolean } | null> {
  const [found] = await listBelonging(database, id);
  return found?.own === true ? { id, elsewhere: found.elsewhere } : null;
}

/** Where an account belongs, by the offices that gave it roles or know it from their roster; whoever is in none is the first one's. */
function listBelonging(database: Database | Transaction, id: string) {
  return database.$queryRaw<{ id: string; own: boolean; elsewhere: boolean }[]>`
    SELECT a.id, coalesce(bool_or(b.office_id = current_office()), current_office() = 1) AS own,
      coalesce(bool_or(b.office_id <> current_office()), false) AS elsewhere
    FROM user_account a LEFT JOIN offices_of_accounts('0001-01-01') b ON b.account_id = a.id
    WHERE a.id = ${id} GROUP BY a.id`;
}

/** Whether somebody who was invited has come since; of several who ask in their transactions at once, one after the other. */
export async function findInvited(tx: Transaction, id: string): Promise<{ active: boolean; joined: boolean } | null> {
  await tx.$queryRaw`SELECT id FROM user_account WHERE id = ${id} FOR UPDATE`;
  const select = { disabledAt: true, _count: { select: { credentials: true } } } as const;
  const found = await tx.userAccount.findUnique({ where: { id }, select });
  return found === null ? null : { active: found.disabledAt === null, joined: found._count.credentials > 0 };
}

export async function findAccount(database: Database | Transaction, by: { id: string } | { email: string }) {
  const where = 'id' in by ? by : { email: by.email.toLowerCase() };
  return database.userAccount.findUnique({
    where,
    select: { id: true, name: true, email: true, disabledAt: true, sample: true, twoFactorEnabled: true },
  });
}

/** The agency is one that the roster has or had. */
export async function hasAgency(database: Database | Transaction, id: string): Promise<boolean> {
  return (await database.agency.count({ where: { id } })) === 1;
}

/** What agencies are called, by id. */
export async function listNamesOfAgencies(database: Database, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await database.agency.findMany({ where: { id: { in: [...ids] } }, select: { id: true, name: true } });
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** The person of the roster with that address, when there is exactly one and no account is theirs. */
export async function findContactByEmail(tx: Transaction, email: string): Promise<string | null> {
  const where = { listed: true, email: { equals: email, mode: 'insensitive' as const }, account: null };
  const found = await tx.contact.findMany({ where, select: { id: true }, take: 2 });
  return found.length === 1 ? (found[0]?.id ?? null) : null;
}

export function toGiven(row: RoleHeld): GivenRole {
  return {
    role: row.role as Role,
    agencyId: row.agencyId,
    from: fromDateColumnOrNull(row.fromDate),
    to: fromDateColumnOrNull(row.toDate),
  };
}

function same(a: GivenRole, b: GivenRole): boolean {
  return a.from === b.from && a.to === b.to;
}

/** What accounts are called, by their ids. */
export async function loadAccountNames(database: Database, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await database.userAccount.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, name: true },
  });
  return new Map(rows.map(({ id, name }) => [id, name]));
}
