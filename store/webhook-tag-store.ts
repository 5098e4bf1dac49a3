// The version of a subscription's settings: what it is told of, whether it is on, with which secret. Its counters are no part of it.
import { createHash } from 'node:crypto';
import { tagsFit, versionTag } from '#domain/shared/version-tag.ts';
import type { Database, Transaction } from './database.ts';

interface Settings {
  id: string;
  filter: string[];
  active: boolean;
  sealedSecret: string;
}

export function subscriptionTag({ id, filter, active, sealedSecret }: Settings): string {
  const content = createHash('sha256')
    .update(JSON.stringify([filter, active, sealedSecret]))
    .digest('hex');
  return versionTag('webhook', id, content.slice(0, 32));
}

export type SeenOutcome<T> = { ok: true; value: T } | { ok: false; tag: string; text: string };

/** Changes a subscription only as it was seen; of several who saw the same, one. Without `seen` as it is now. */
export async function ifSubscriptionSeen<T>(
  database: Database,
  { id, seen }: { id: string; seen: readonly string[] | null },
  change: (tx: Transaction) => Promise<T>,
): Promise<SeenOutcome<T>> {
  return database.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM webhook_subscription WHERE id = ${id} FOR UPDATE`;
    const now = await tx.webhookSubscription.findUnique({ where: { id } });
    if (now !== null && seen !== null && !tagsFit(seen, [subscriptionTag(now)])) {
      const text = `${now.active ? 'đang bật' : 'đang tắt'}, nhận ${now.filter.join(', ')}`;
      return { ok: false, tag: subscriptionTag(now), text };
    }
    return { ok: true, value: await change(tx) };
  });
}
