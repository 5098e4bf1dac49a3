// Which people of a slot are in which share of it.
import type { SlotShare } from '#contracts/delivery.ts';
import { Prisma } from './generated/client.ts';

/** A condition on a contact's id. The server's own hash: a share is asked for within minutes, by whoever delivers it. */
export function isInShare({ index, of }: SlotShare, contactId: Prisma.Sql = Prisma.sql`contact_id`): Prisma.Sql {
  if (of === 1) return Prisma.sql`true`;
  return Prisma.sql`(hashtextextended(${contactId}, 0) & 9223372036854775807) % ${of}::bigint = ${index}::bigint`;
}
