// Which addresses of a slot are in which share of it.
import type { SlotShare } from '#contracts/delivery.ts';
import { Prisma } from './generated/client.ts';

/**
 * A condition on the id of whoever holds the letters of an address (ADR 0200). The server's own hash: a share is asked for within minutes, by
 * whoever delivers it.
 */
export function isInShare({ index, of }: SlotShare, holderId: Prisma.Sql): Prisma.Sql {
  if (of === 1) return Prisma.sql`true`;
  return Prisma.sql`(hashtextextended(${holderId}, 0) & 9223372036854775807) % ${of}::bigint = ${index}::bigint`;
}
