// What an officer has to hear about, and the channels that failed for good: one row a matter, however often it comes up.
import { createHash } from 'node:crypto';
import { SYSTEM } from '#domain/audit/system-actor.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import { channelMatterId } from '#domain/delivery/channel-matter.ts';
import { foldDiacritics } from '#domain/shared/slug.ts';
import { storableText } from '#domain/shared/storable-text.ts';
import { tagsFit, versionTag } from '#domain/shared/version-tag.ts';
import { appendNextEvents } from './audit-store.ts';
import { type Database, inTransaction, type Transaction } from './database.ts';
import { Prisma } from './generated/client.ts';
import { hasWords, inOrderOf, type Keyset, listIdsOfPage, type PageWanted } from './keyset.ts';
import { fromTimestamp } from './local-date.ts';
import type { ChangedBy } from './roster-events.ts';
import { listSharers } from './shared-address-store.ts';

export interface Matter {
  /** The same matter always has the same id. */
  id: string;
  what: string;
  place: string;
  href?: string | null;
}

// What people wrote outside stands in `what` and `place`; a matter that could not be stored would be one that nobody hears of.
const [ID_LENGTH_MAX, WORDS_LENGTH_MAX] = [200, 1_000];

/** Puts a matter on the officer's list, or back on it, whatever its words hold. */
export async function raiseAttention(database: Database | Transaction, matter: Matter, now: Date): Promise<void> {
  const { href = null } = matter;
  const id = storableText(matter.id, ID_LENGTH_MAX);
  const [what, place] = [storableText(matter.what, WORDS_LENGTH_MAX), storableText(matter.place, WORDS_LENGTH_MAX)];
  const update = { what, place, href, lastAt: now, resolvedAt: null };
  const { count } = await database.attention.updateMany({ where: { id }, data: update });
  if (count > 0) return;
  const data = [{ id, ...update, raisedAt: now }];
  const added = await database.attention.createMany({ data, skipDuplicates: true });
  // Somebody else raised it meanwhile.
  if (added.count === 0) await database.attention.updateMany({ where: { id }, data: update });
}

/** When a matter came up last, whether it is on the list or not; null = never. */
export async function findLastRaised(database: Database, id: string): Promise<Date | null> {
  const found = await database.attention.findUnique({ where: { id }, select: { lastAt: true } });
  return found?.lastAt ?? null;
}

export interface MatterBound {
  /** What the ids of the kind begin with. */
  prefix: string;
  max: number;
  /** Told in place of what is more than that. */
  rest: Omit<Matter, 'id'>;
}

/**
 * Raises a matter of a kind that anybody outside can cause: at most `max` of them stand on the list, and what comes above that is one matter,
 * `rest`, so that nobody can bury the others under his own.
 */
export async function raiseBoundedAttention(
  database: Database,
  matter: Matter,
  { prefix, max, rest }: MatterBound,
  now: Date,
): Promise<void> {
  const open = await database.attention.count({ where: { id: { startsWith: prefix }, resolvedAt: null } });
  await raiseAttention(database, open < max ? matter : { id: `${prefix}rest`, ...rest }, now);
}

/**
 * Takes a matter off the list, with its event: what it told of works again, or a person has dealt with it; false when it was not on it.
 * A transaction that is given is the one it happens in.
 */
export async function resolveMatter(database: Database | Transaction, id: string, by: ChangedBy): Promise<boolean> {
  return (await resolveMatters(database, { id }, by)) === 1;
}

async function resolveMatters(
  database: Database | Transaction,
  which: Prisma.AttentionWhereInput,
  { actor, now }: ChangedBy,
): Promise<number> {
  const where = { ...which, resolvedAt: null };
  // Nearly always there is nothing to take off, and then nobody has to wait for the log.
  if ((await database.attention.count({ where })) === 0) return 0;
  const resolve = async (tx: Transaction) => {
    const rows = await tx.attention.updateManyAndReturn({ where, data: { resolvedAt: now } });
    const at = instantOf(now);
    const events = rows.map(({ id, what, place }) => ({
      subject: `matter/${id}`,
      type: 'matter-resolved',
      actor,
      occurredAt: at,
      payload: { what, place },
    }));
    if (events.length > 0) await appendNextEvents(tx, events, at);
    return rows.length;
  };
  return inTransaction(database, resolve);
}

/** The version of a matter as an officer reads it: it changes when the matter comes up again. */
export function matterTag({
  id,
  what,
  place,
  lastAt,
}: {
  id: string;
  what: string;
  place: string;
  lastAt: Date;
}): string {
  const content = createHash('sha256')
    .update(JSON.stringify([id, what, place, lastAt.getTime()]))
    .digest('hex');
  return versionTag('matter', content.slice(0, 16), content.slice(16, 32));
}

export type SeenMatter = { ok: true; resolved: boolean } | { ok: false; tag: string; text: string };

/** Takes a matter off the list as it was read; one that came up again since is not taken off unread, one that is off already is fine. */
export async function resolveSeenMatter(
  database: Database,
  { id, seen }: { id: string; seen: readonly string[] | null },
  by: ChangedBy,
): Promise<SeenMatter> {
  return database.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM attention WHERE id = ${id} FOR UPDATE`;
    const matter = await tx.attention.findUnique({ where: { id } });
    if (matter?.resolvedAt === null && seen !== null && !tagsFit(seen, [matterTag(matter)]))
      return { ok: false, tag: matterTag(matter), text: matter.what };
    return { ok: true, resolved: await resolveMatter(tx, id, by) };
  });
}

/** Puts a matter back on the list that was ticked off, with its event; false when it is on it, or never was. */
export async function reviveMatter(database: Database, id: string, { actor, now }: ChangedBy): Promise<boolean> {
  return database.$transaction(async (tx) => {
    const where = { id, resolvedAt: { not: null } };
    const [matter] = await tx.attention.updateManyAndReturn({ where, data: { resolvedAt: null } });
    if (matter === undefined) return false;
    const at = instantOf(now);
    const payload = { what: matter.what, place: matter.place };
    await appendNextEvents(
      tx,
      [{ subject: `matter/${id}`, type: 'matter-reopened', actor, occurredAt: at, payload }],
      at,
    );
    return true;
  });
}

/** Takes the matters of a channel off the list that have not come up since `quietSince`. */
export async function resolveChannelMatters(
  database: Database,
  { channel, quietSince }: { channel: string; quietSince: Date },
  now: Date,
): Promise<void> {
  await resolveMatters(
    database,
    { id: { startsWith: channelMatterId(channel, '') }, lastAt: { lte: quietSince } },
    { actor: SYSTEM, now },
  );
}

/** Matters on the list whose id begins so. */
export function countOpenMatters(database: Database, idPrefix: string): Promise<number> {
  return database.attention.count({ where: { id: { startsWith: idPrefix }, resolvedAt: null } });
}

/** Matters on the list whose id begins so, the longest open first. */
export async function listOpenMatters(database: Database, idPrefix: string) {
  return database.attention.findMany({
    where: { id: { startsWith: idPrefix }, resolvedAt: null },
    orderBy: { raisedAt: 'asc' },
  });
}

const id = { sql: Prisma.sql`id`, type: 'text' } as const;
export const MATTER_ORDERS = {
  '-last': { columns: [{ sql: Prisma.sql`last_at`, type: 'timestamptz' }, id], descending: true },
  raised: { columns: [{ sql: Prisma.sql`raised_at`, type: 'timestamptz' }, id] },
} as const satisfies Record<string, Keyset>;

/** A page of the matters on the list that fit. */
export async function listMatters(database: Database, { words }: { words?: string | undefined }, page: PageWanted) {
  const where = [
    Prisma.sql`resolved_at IS NULL`,
    ...hasWords(
      Prisma.sql`concat_ws(' ', what, place)`,
      foldDiacritics(words ?? '')
        .split(/\s+/)
        .filter(Boolean),
    ),
  ];
  const { ids, next } = await listIdsOfPage(database, { from: Prisma.sql`attention`, id: id.sql, where }, page);
  const rows = await database.attention.findMany({ where: { id: { in: ids } } });
  const items = inOrderOf(ids, rows).map((row) => ({
    id: row.id,
    what: row.what,
    where: row.place,
    href: row.href,
    raisedAt: fromTimestamp(row.raisedAt),
    lastAt: fromTimestamp(row.lastAt),
    etag: matterTag(row),
  }));
  return { items, next };
}

export async function listOpenAttention(database: Database, limit: number) {
  return database.attention.findMany({ where: { resolvedAt: null }, orderBy: { lastAt: 'desc' }, take: limit });
}

export interface FailedChannel {
  contactId: string;
  channel: string;
  /** A new address in the roster is a new chance. */
  address: string;
  reason: string;
}

/** Marks a contact's channel as one that reaches nobody, for everybody who has the same address there. */
export async function markUnreachable(
  database: Database | Transaction,
  { contactId, channel, address, reason }: FailedChannel,
  now: Date,
): Promise<void> {
  const ids = await listSharers(database, { contactId, channel });
  await database.$executeRaw`
    INSERT INTO unreachable_channel (contact_id, channel, address, reason, at)
    SELECT id, ${channel}::text, ${address}::text, ${storableText(reason, WORDS_LENGTH_MAX)}::text, ${now}::timestamptz FROM unnest(${ids}::text[]) AS id
    ON CONFLICT (office_id, contact_id, channel) DO UPDATE SET address = EXCLUDED.address, reason = EXCLUDED.reason, at = EXCLUDED.at`;
}

/** A sign of life on the channel: the mark is gone. */
export async function clearUnreachable(
  database: Database | Transaction,
  contactId: string,
  channel: string,
): Promise<void> {
  await database.unreachableChannel.deleteMany({ where: { contactId, channel } });
}
