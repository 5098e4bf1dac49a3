// Who shares an address with whom, as the database needs it: follows the roster, and says nothing that the roster does not (ADR 0200).
import type { KnownChannel } from '#domain/delivery/known-channel.ts';
import { type SharedAddress, sharedAddresses } from '#domain/delivery/letter-holder.ts';
import type { Database, Transaction } from './database.ts';
import { Prisma } from './generated/client.ts';

/** With whom the letters of a row's contact go: by what `joinHolder` has joined to it. */
export function holderOf(row: string): Prisma.Sql {
  return Prisma.raw(`coalesce(${row}_holder.holder_id, ${row}.contact_id)`);
}

/** Joins to a row with a contact and a channel whom its letters go with. */
export function joinHolder(row: string): Prisma.Sql {
  return Prisma.raw(
    `LEFT JOIN shared_address ${row}_holder ON ${row}_holder.contact_id = ${row}.contact_id AND ${row}_holder.channel = ${row}.channel`,
  );
}

/** Everybody who has the address of this contact on the channel, the contact among them. */
export async function listSharers(
  database: Database | Transaction,
  { contactId, channel }: { contactId: string; channel: string },
): Promise<string[]> {
  const rows = await database.$queryRaw<{ id: string }[]>`
    WITH asked AS (SELECT ${contactId}::text AS contact_id, ${channel}::text AS channel), held AS (
      SELECT ${holderOf('asked')} AS holder_id, asked.channel FROM asked ${joinHolder('asked')}
    )
    SELECT contact_id AS id FROM asked UNION SELECT holder_id FROM held
    UNION SELECT s.contact_id FROM shared_address s JOIN held USING (holder_id, channel)
    ORDER BY 1`;
  return rows.map(({ id }) => id);
}

/** Writes it anew after a change of addresses, in the transaction of that change, which holds the office (`lockOffice`). */
export async function replaceSharedAddresses(tx: Transaction, known: readonly KnownChannel[]): Promise<void> {
  const contacts = await tx.contact.findMany({
    where: { listed: true },
    select: { id: true, email: true, phone: true, zaloUserId: true },
  });
  const wanted = sharedAddresses(contacts, known);
  const present = await tx.sharedAddress.findMany();
  if (isSame(present, wanted)) return;
  await tx.sharedAddress.deleteMany();
  await tx.sharedAddress.createMany({ data: wanted });
}

/** Of two who change addresses at once the second one sees what the first has changed. */
export async function lockOffice(tx: Transaction): Promise<void> {
  await tx.$queryRaw`SELECT id FROM office FOR UPDATE`;
}

/** For a roster that a version before took, or a channel that a version before did not know. */
export async function ensureSharedAddresses(database: Database, known: readonly KnownChannel[]): Promise<void> {
  await database.$transaction(async (tx) => {
    await lockOffice(tx);
    await replaceSharedAddresses(tx, known);
  }, LIMITS);
}

// A province has ten thousand people.
const LIMITS = { timeout: 30_000, maxWait: 10_000 };

function isSame(present: readonly SharedAddress[], wanted: readonly SharedAddress[]): boolean {
  const key = ({ contactId, channel, holderId }: SharedAddress) => `${channel} ${contactId} ${holderId}`;
  const keys = new Set(present.map(key));
  return present.length === wanted.length && wanted.every((one) => keys.has(key(one)));
}
