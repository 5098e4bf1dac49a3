// A new secret for a subscription: the one before signs too for a while, so that the receiver loses nothing while it changes over.
import { randomUUID } from 'node:crypto';
import { type Database, inTransaction, type Transaction } from './database.ts';
import type { ChangedBy } from './roster-events.ts';
import { tellWebhook } from './webhook-events.ts';

/** Long enough for a receiver that is looked after by an office: a week has working days in it. */
const OVERLAP_MS = 7 * 86_400_000;
/** Every secret in use is one more signature in a header, and receivers limit their headers. */
const RETIRED_MAX = 4;

export type Rotation = { ok: true; oldSecretUntil: Date } | { ok: false; why: 'no-subscription' | 'too-many' };

/** Replaces the secret; every one that was replaced less than a week ago goes on signing beside the new one. */
export async function rotateSecret(
  database: Database | Transaction,
  { subscriptionId, sealedSecret }: { subscriptionId: string; sealedSecret: string },
  by: ChangedBy,
): Promise<Rotation> {
  const { now } = by;
  return inTransaction(database, async (tx) => {
    // Two rotations at once go one after the other: neither may lose the other's secret.
    const [before] = await tx.$queryRaw<{ sealed_secret: string }[]>`
      SELECT sealed_secret FROM webhook_subscription WHERE id = ${subscriptionId} FOR UPDATE`;
    if (before === undefined) return { ok: false, why: 'no-subscription' };
    await tx.webhookRetiredSecret.deleteMany({ where: { subscriptionId, until: { lte: now } } });
    if ((await tx.webhookRetiredSecret.count({ where: { subscriptionId } })) >= RETIRED_MAX)
      return { ok: false, why: 'too-many' };
    const until = new Date(now.getTime() + OVERLAP_MS);
    const retired = { id: randomUUID(), subscriptionId, sealedSecret: before.sealed_secret, until };
    await tx.webhookRetiredSecret.create({ data: retired });
    await tx.webhookSubscription.update({ where: { id: subscriptionId }, data: { sealedSecret } });
    await tellWebhook(tx, subscriptionId, 'webhook-secret-rotated', by);
    return { ok: true, oldSecretUntil: until };
  });
}
