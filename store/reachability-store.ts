// Who in the roster is hard to reach: addresses that failed for good, and people with no address left at all.
import type { LocalDate } from '#contracts/primitives.ts';
import type { HardToReach } from '#contracts/routes.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import { channelWords, type KnownChannel } from '#domain/delivery/known-channel.ts';
import { failedChannels, whoNeedsAPerson } from '#domain/delivery/reachability.ts';
import { appendNextEvents } from './audit-store.ts';
import type { Database } from './database.ts';
import type { Prisma } from './generated/client.ts';
import { fromTimestamp, toDateColumn } from './local-date.ts';
import type { ChangedBy } from './roster-events.ts';
import { listSharers } from './shared-address-store.ts';

/** The channels that the product has, and which of them are set up here. */
export interface ChannelsHere {
  known: readonly KnownChannel[];
  isSetUp: (channel: string) => boolean;
}

/** Everybody in the roster whom some channel does not reach, those whom none reaches first. */
export async function listHardToReach(
  database: Database,
  today: LocalDate,
  { known, isSetUp }: ChannelsHere,
): Promise<HardToReach[]> {
  const contacts = await database.contact.findMany({
    where: { AND: [{ ...notOverOn(today), agency: notOverOn(today) }, mayBeHardToReach({ known, isSetUp })] },
    include: { agency: { select: { name: true } }, unreachable: { orderBy: { channel: 'asc' } } },
    orderBy: { id: 'asc' },
  });
  const people = contacts.map(({ agency, unreachable, ...contact }) => {
    const person = { ...contact, agency: agency.name };
    const names = failedChannels(person, unreachable, known);
    return { ...person, failures: unreachable.filter(({ channel }) => names.includes(channel)) };
  });
  const failuresOf = new Map(people.map(({ id, failures }) => [id, failures.map(({ channel }) => channel)]));
  const without = whoNeedsAPerson(people, known, isSetUp, (id) => failuresOf.get(id) ?? []);
  const whyOf = new Map(without.map(({ contactId, why }) => [contactId, why]));
  return people
    .filter(({ id, failures }) => whyOf.has(id) || failures.length > 0)
    .map(({ id, name, agency, failures }) => ({
      contactId: id,
      name,
      agency,
      needsPerson: whyOf.get(id) ?? null,
      failed: failures.map(({ channel, address, reason, at }) => ({ channel, address, reason, at: fromTimestamp(at) })),
    }))
    .sort((a, b) => Number(a.needsPerson === null) - Number(b.needsPerson === null));
}

/** Everybody else has an address on a channel that is set up, and none that failed: the rules would leave them out. */
function mayBeHardToReach({ known, isSetUp }: ChannelsHere): Prisma.ContactWhereInput {
  const addresses = new Set(known.filter(({ name }) => isSetUp(name)).flatMap(({ addressedBy }) => addressedBy));
  return { OR: [{ unreachable: { some: {} } }, { AND: [...addresses].map((field) => ({ [field]: null })) }] };
}

/** The same people for a short list: nobody to write to, or which address failed while another is left. */
export async function listUnreachableContacts(
  database: Database,
  today: LocalDate,
  channels: ChannelsHere,
  limit: number,
) {
  const people = await listHardToReach(database, today, channels);
  return people
    .flatMap(({ contactId, name, agency, needsPerson, failed }) =>
      needsPerson === null
        ? failed.map((one) => ({ contactId, name, agency, why: failureWords(one, channels.known), reachable: true }))
        : [{ contactId, name, agency, why: needsPerson, reachable: false }],
    )
    .slice(0, limit);
}

function failureWords(
  { channel, address, reason }: HardToReach['failed'][number],
  known: readonly KnownChannel[],
): string {
  return `Không gửi được tới ${channelWords(channel, known)} ${address}: ${reason}`;
}

/** Takes the mark of an address that failed off, for everybody who has it, with an event each; false when there is none. */
export async function clearFailedAddress(
  database: Database,
  { contactId, channel }: { contactId: string; channel: string },
  { actor, now }: ChangedBy,
): Promise<boolean> {
  return database.$transaction(async (tx) => {
    const sharers = await listSharers(tx, { contactId, channel });
    const where = { contactId: { in: sharers }, channel };
    const marks = await tx.unreachableChannel.findMany({ where, orderBy: { contactId: 'asc' } });
    const { count } = await tx.unreachableChannel.deleteMany({ where });
    if (marks.length === 0 || count === 0) return false;
    const at = instantOf(now);
    const events = marks.map(({ contactId: id, address, reason }) => ({
      subject: `contact/${id}`,
      type: 'channel-tried-again',
      actor,
      occurredAt: at,
      payload: { channel, address, reason },
    }));
    await appendNextEvents(tx, events, at);
    return true;
  });
}

/** Agencies that lead open work and have nobody in the roster any more. */
export async function listAgenciesWithoutContact(database: Database, today: LocalDate): Promise<string[]> {
  // Those without anybody first: they are few.
  const rows = await database.$queryRaw<{ name: string }[]>`
    WITH alone AS MATERIALIZED (
      SELECT g.id, g.name FROM agency g WHERE NOT EXISTS (
        SELECT FROM contact c WHERE c.agency_id = g.id AND c.listed AND (c.valid_to IS NULL OR c.valid_to >= ${today}::date)
      )
    )
    SELECT name FROM alone g
    WHERE EXISTS (SELECT FROM listed_assignment l WHERE l.agency_id = g.id AND l.status IN ('assigned', 'in-progress') AND l.nature <> 'past')
      OR EXISTS (
        SELECT FROM plan p JOIN assignment a ON a.plan_id = p.id AND a.agency_id = g.id
        WHERE p.status = 'publishing' AND a.status = 'assigned' AND a.nature <> 'past'
      )
    ORDER BY name`;
  return rows.map(({ name }) => name);
}

/** In the roster, and not gone before that day; the day named last still counts. */
function notOverOn(day: LocalDate) {
  return { listed: true, OR: [{ validTo: null }, { validTo: { gte: toDateColumn(day) } }] };
}
