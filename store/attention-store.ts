// What an officer has to hear about, and the channels that failed for good: one row a matter, however often it comes up.
import { createHash } from 'node:crypto';
import { SYSTEM } from '#domain/audit/system-actor.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import { channelMatterId } from '#domain/delivery/channel-matter.ts';
import { storableText } from '#domain/shared/storable-text.ts';
import { tagsFit, versionTag } from '#domain/shared/version-tag.ts';
import { appendNextEvents } from './audit-store.ts';
import { type Database, inTransaction, type Transaction } from './database.ts';
import type { Prisma } from './generated/client.ts';
import type { ChangedBy } from './roster-events.ts';

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
  await database.attention.upsert({ where: { id }, create: { id, ...update, raisedAt: now }, update });
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

/** Marks a contact's channel as one that reaches nobody. */
export async function markUnreachable(
  database: Database | Transaction,
  { contactId, channel, address, reason }: FailedChannel,
  now: Date,
): Promise<void> {
  const update = { address, reason: storableText(reason, WORDS_LENGTH_MAX), at: now };
  await database.unreachableChannel.upsert({
    where: { contactId_channel: { contactId, channel } },
    create: { contactId, channel, ...update },
    update,
  });
}

/** A sign of life on the channel: the mark is gone. */
export async function clearUnreachable(
  database: Database | Transaction,
  contactId: string,
  channel: string,
): Promise<void> {
  await database.unreachableChannel.deleteMany({ where: { contactId, channel } });
}
