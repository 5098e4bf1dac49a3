// What an officer has to hear about, and the channels that failed for good: one row a matter, however often it comes up.
import { storableText } from '#domain/shared/storable-text.ts';
import type { Database, Transaction } from './database.ts';

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

/**
 * Raises a matter of a kind that anybody outside can cause: at most `max` of them stand on the list, and what comes above that is one matter,
 * `rest`, so that nobody can bury the others under his own.
 */
export async function raiseBoundedAttention(
  database: Database,
  matter: Matter,
  { prefix, max, rest }: { prefix: string; max: number; rest: Omit<Matter, 'id'> },
  now: Date,
): Promise<void> {
  const open = await database.attention.count({ where: { id: { startsWith: prefix }, resolvedAt: null } });
  await raiseAttention(database, open < max ? matter : { id: `${prefix}rest`, ...rest }, now);
}

/** Takes a matter off the list: what it told of works again, or a person has dealt with it; false when it was not on it. */
export async function resolveMatter(database: Database | Transaction, id: string, now: Date): Promise<boolean> {
  const { count } = await database.attention.updateMany({ where: { id, resolvedAt: null }, data: { resolvedAt: now } });
  return count === 1;
}

/** The matter of one refusal of a channel, whoever's message it was. */
export function channelMatterId(channel: string, code: string): string {
  return `channel/${channel}/${code}`;
}

/** Takes the matters of a channel off the list that have not come up since `quietSince`. */
export async function resolveChannelMatters(
  database: Database,
  { channel, quietSince }: { channel: string; quietSince: Date },
  now: Date,
): Promise<void> {
  await database.attention.updateMany({
    where: { id: { startsWith: channelMatterId(channel, '') }, resolvedAt: null, lastAt: { lte: quietSince } },
    data: { resolvedAt: now },
  });
}

/** Matters on the list whose id begins so. */
export function countOpenMatters(database: Database, idPrefix: string): Promise<number> {
  return database.attention.count({ where: { id: { startsWith: idPrefix }, resolvedAt: null } });
}

/** Matters on the list whose id begins so, the longest open first. */
export function openMatters(database: Database, idPrefix: string) {
  return database.attention.findMany({
    where: { id: { startsWith: idPrefix }, resolvedAt: null },
    orderBy: { raisedAt: 'asc' },
  });
}

export async function openAttention(database: Database, limit: number) {
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
