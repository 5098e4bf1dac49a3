// The version of what an account may do: its roles, and whether it is on. Several administrators give roles; who changes what they have not
// seen is told what the other did (docs/adr/0091).
import { z } from 'zod';
import { LocalDate } from '#contracts/primitives.ts';
import { formatDate } from '#domain/calendar/format-date.ts';
import { ROLE_WORDS, type Role } from '#domain/rights/roles.ts';
import { tagsFit, versionTag } from '#domain/shared/version-tag.ts';
import type { Database, Transaction } from './database.ts';
import { fromTimestamp } from './local-date.ts';
import type { ForeignChange } from './plan-version-store.ts';

export function accountTag(id: string, version: number): string {
  return versionTag('account', id, version);
}

export type SeenAccount<T> = { ok: true; value: T; tag: string } | { ok: false; tag: string; changes: ForeignChange[] };

/** Changes what an account may do as it was seen (null = as it is now); of several who saw the same, one. */
export async function ifAccountSeen<T>(
  database: Database,
  { id, seen }: { id: string; seen: readonly string[] | null },
  change: (tx: Transaction) => Promise<T>,
): Promise<SeenAccount<T>> {
  return database.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM user_account WHERE id = ${id} FOR UPDATE`;
    const { version } = await tx.userAccount.findUniqueOrThrow({ where: { id }, select: { version: true } });
    const tag = accountTag(id, version);
    if (seen !== null && !tagsFit(seen, [tag]))
      return { ok: false, tag, changes: await listAccountChanges(tx, id, versionSeen(seen, id)) };
    const value = await change(tx);
    const after = await tx.userAccount.findUniqueOrThrow({ where: { id }, select: { version: true } });
    return { ok: true, value, tag: accountTag(id, after.version) };
  });
}

/** Counts a change of what the account may do; answers the version that it made. */
export async function recordAccountChange(tx: Transaction, id: string): Promise<number> {
  const { version } = await tx.userAccount.update({ where: { id }, data: { version: { increment: 1 } } });
  return version;
}

const LISTED_MAX = 10;
const TYPES = ['account-role-given', 'account-role-taken', 'account-switched'];

const Told = z.object({
  version: z.number().int().optional(),
  active: z.boolean().optional(),
  role: z.string().optional(),
  to: LocalDate.nullish(),
});

/** What was given, taken or switched after `version`, the latest first, the first few of many. */
async function listAccountChanges(tx: Transaction, id: string, version: number | null): Promise<ForeignChange[]> {
  const events = await tx.auditEvent.findMany({
    where: { subject: `account/${id}`, type: { in: TYPES } },
    orderBy: { index: 'desc' },
    take: LISTED_MAX,
  });
  return events.flatMap((event) => {
    const told = Told.parse(event.payload ?? {});
    if (version !== null && (told.version ?? 0) <= version) return [];
    return [{ at: fromTimestamp(event.occurredAt), actor: event.actor, ...changeOf(event.type, told) }];
  });
}

function changeOf(type: string, { active, role, to }: z.infer<typeof Told>) {
  if (type === 'account-switched') {
    const [before, after] = active ? ['đã tắt', 'đang dùng'] : ['đang dùng', 'đã tắt'];
    return { field: 'tài khoản', from: before, to: after, what: `đã đổi tài khoản từ «${before}» thành «${after}»` };
  }
  const words = ROLE_WORDS[role as Role] ?? role ?? '';
  const field = `vai trò ${words}`;
  if (type === 'account-role-taken') return { field, from: 'có', to: 'không', what: `đã thôi giao vai trò «${words}»` };
  const until = to ? `có, đến hết ${formatDate(to)}` : 'có';
  return { field, from: null, to: until, what: `đã giao vai trò «${words}»${to ? ` đến hết ${formatDate(to)}` : ''}` };
}

function versionSeen(tags: readonly string[], id: string): number | null {
  const versions = tags.flatMap((tag) => {
    const start = `"account-${id}-`;
    const version = tag.startsWith(start) ? tag.slice(start.length, -1) : '';
    return /^\d{1,9}$/.test(version) ? [Number(version)] : [];
  });
  return versions[0] ?? null;
}
