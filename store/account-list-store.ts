// Everybody who signs in here, a page of them.
import type { Role } from '#domain/rights/roles.ts';
import { foldDiacritics } from '#domain/shared/slug.ts';
import { isOfThisOffice, toGiven } from './account-store.ts';
import { accountTag } from './account-version-store.ts';
import type { Database } from './database.ts';
import { Prisma } from './generated/client.ts';
import { given, hasWords, inOrderOf, type Keyset, listIdsOfPage, type PageWanted } from './keyset.ts';
import { fromTimestamp } from './local-date.ts';

export interface AccountFilter {
  active?: boolean | undefined;
  role?: Role | undefined;
  /** Who holds a role for this agency. */
  agencyId?: string | undefined;
  words?: string | undefined;
  sample?: boolean | undefined;
}

const id = { sql: Prisma.sql`u.id`, type: 'text' } as const;
export const ACCOUNT_ORDERS = {
  name: { columns: [{ sql: Prisma.sql`u.name`, type: 'text' }, id] },
  '-created': { columns: [{ sql: Prisma.sql`u.created_at`, type: 'timestamptz' }, id], descending: true },
} as const satisfies Record<string, Keyset>;

export async function listAccounts(database: Database, filter: AccountFilter, page: PageWanted) {
  const from = Prisma.sql`user_account u`;
  const { ids, next } = await listIdsOfPage(database, { from, id: id.sql, where: conditionsOf(filter) }, page);
  const rows = await database.userAccount.findMany({
    where: { id: { in: ids } },
    include: {
      roles: { orderBy: { givenAt: 'asc' } },
      person: true,
      credentials: { select: { id: true } },
      _count: { select: { passkeys: true } },
    },
  });
  const items = inOrderOf(ids, rows).map((row) => ({
    id: row.id,
    name: row.name,
    email: row.email,
    username: row.username,
    contactId: row.person?.contactId ?? null,
    sample: row.sample,
    active: row.disabledAt === null,
    /** False: invited, and has not set a password. */
    joined: row.credentials.length > 0,
    twoFactor: row.twoFactorEnabled === true,
    passkeys: row._count.passkeys,
    createdAt: fromTimestamp(row.createdAt),
    roles: row.roles.map((role) => ({ ...toGiven(role), givenBy: role.givenBy })),
    etag: accountTag(row.id, row.version),
  }));
  return { items, next };
}

function conditionsOf({ active, role, agencyId, words, sample }: AccountFilter): Prisma.Sql[] {
  const holds = (which: Prisma.Sql) =>
    Prisma.sql`EXISTS (SELECT FROM role_held h WHERE h.account_id = u.id AND ${which})`;
  return [
    isOfThisOffice(id.sql),
    ...given(active, (value) => Prisma.sql`(u.disabled_at IS NULL) = ${value}`),
    ...given(sample, (value) => Prisma.sql`u.sample = ${value}`),
    ...given(role, (value) => holds(Prisma.sql`h.role = ${value}`)),
    ...given(agencyId, (value) => holds(Prisma.sql`h.agency_id = ${value}`)),
    ...hasWords(
      Prisma.sql`concat_ws(' ', u.name, u.email, u.username)`,
      foldDiacritics(words ?? '')
        .split(/\s+/)
        .filter(Boolean),
    ),
  ];
}
