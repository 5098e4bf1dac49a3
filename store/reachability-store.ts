// Who in the roster is hard to reach: addresses that failed for good, and people with no address left at all.

import type { ChannelName } from '#contracts/roster.ts';
import type { HardToReach } from '#contracts/routes.ts';
import { channelWords, failedChannels, whoNeedsAPerson } from '#domain/delivery/reachability.ts';
import type { Database } from './database.ts';
import { fromTimestamp } from './local-date.ts';

/** Everybody in the roster whom some channel does not reach, those whom none reaches first. */
export async function hardToReach(database: Database): Promise<HardToReach[]> {
  const contacts = await database.contact.findMany({
    where: { listed: true, validTo: null, agency: { listed: true, validTo: null } },
    include: { agency: { select: { name: true } }, unreachable: { orderBy: { channel: 'asc' } } },
    orderBy: { id: 'asc' },
  });
  const people = contacts.map(({ agency, channels, unreachable, ...contact }) => {
    const person = { ...contact, channels: channels as ChannelName[], agency: agency.name };
    const names = failedChannels(person, unreachable);
    return { ...person, failures: unreachable.filter(({ channel }) => names.includes(channel)) };
  });
  const failuresOf = new Map(people.map(({ id, failures }) => [id, failures.map(({ channel }) => channel)]));
  const without = whoNeedsAPerson(people, (id) => failuresOf.get(id) ?? []);
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

/** The same people for a short list: nobody to write to, or which address failed while another is left. */
export async function unreachableContacts(database: Database, limit: number) {
  const people = await hardToReach(database);
  return people
    .flatMap(({ name, agency, needsPerson, failed }) =>
      needsPerson === null
        ? failed.map((one) => ({ name, agency, why: failureWords(one) }))
        : [{ name, agency, why: needsPerson }],
    )
    .slice(0, limit);
}

function failureWords({ channel, address, reason }: HardToReach['failed'][number]): string {
  return `Không gửi được tới ${channelWords(channel)} ${address}: ${reason}`;
}
