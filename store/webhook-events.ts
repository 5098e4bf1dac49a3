// What the log keeps of the systems that are told of events.
import type { LoggedWebhook } from '#contracts/logged-events.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import { appendNextEvents } from './audit-store.ts';
import type { Transaction } from './database.ts';
import { digestOf } from './digest.ts';
import type { ChangedBy } from './roster-events.ts';

/** Every subscription as the log states it: where to, what, and a fingerprint of the sealed secret. */
export async function loadLoggedWebhooks(tx: Transaction, id?: string): Promise<Map<string, LoggedWebhook>> {
  const rows = await tx.webhookSubscription.findMany({ where: id === undefined ? {} : { id } });
  return new Map(
    rows.map((row) => [
      row.id,
      {
        url: row.url,
        filter: row.filter.join(' '),
        active: row.active,
        secretFingerprint: fingerprintOf(row.sealedSecret),
      },
    ]),
  );
}

/** Tells that a secret was changed, never what it is. */
export function fingerprintOf(sealedSecret: string): string {
  return digestOf(sealedSecret).slice(0, 16);
}

/** Appends an event with the subscription as it is in this transaction. */
export async function tellWebhook(
  tx: Transaction,
  id: string,
  type: 'webhook-added' | 'webhook-changed' | 'webhook-secret-rotated' | 'webhook-removed',
  { actor, now }: ChangedBy,
): Promise<void> {
  const at = instantOf(now);
  const payload = { ...(await loadLoggedWebhooks(tx, id)).get(id) };
  await appendNextEvents(tx, [{ subject: `webhook/${id}`, type, actor, occurredAt: at, payload }], at);
}
