// The version of a subscription's settings: what it is told of, whether it is on, with which secret. Its counters are no part of it.
import { createHash } from 'node:crypto';
import { type LoggedWebhook, readLoggedEvent } from '#contracts/logged-events.ts';
import { tagsFit, versionTag } from '#domain/shared/version-tag.ts';
import type { Database, Transaction } from './database.ts';
import { fromTimestamp } from './local-date.ts';
import type { ForeignChange } from './plan-version-store.ts';
import { fingerprintOf } from './webhook-events.ts';

type Settings = Pick<LoggedWebhook, 'filter' | 'active' | 'secretFingerprint'>;

interface Row {
  id: string;
  filter: string[];
  active: boolean;
  sealedSecret: string;
}

export function subscriptionTag({ id, filter, active, sealedSecret }: Row): string {
  return tagOf(id, { filter: filter.join(' '), active, secretFingerprint: fingerprintOf(sealedSecret) });
}

/** Of what the log holds too: it can be told from there which version somebody has seen. */
function tagOf(id: string, { filter, active, secretFingerprint }: Settings): string {
  const content = createHash('sha256')
    .update(JSON.stringify([filter, active, secretFingerprint]))
    .digest('hex');
  return versionTag('webhook', id, content.slice(0, 32));
}

export type SeenOutcome<T> =
  | { ok: true; value: T }
  | { ok: false; tag: string; text: string; changes: ForeignChange[] };

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
      const text = `${standing(now.active)}, nhận ${now.filter.join(', ')}`;
      return { ok: false, tag: subscriptionTag(now), text, changes: await listSubscriptionChanges(tx, id, seen) };
    }
    return { ok: true, value: await change(tx) };
  });
}

const LOOKED_AT_MAX = 20;

/** What became of it since it was as one of the tags says, the latest first, as far as that is not too long ago. */
async function listSubscriptionChanges(tx: Transaction, id: string, seen: readonly string[]): Promise<ForeignChange[]> {
  const events = await tx.auditEvent.findMany({
    where: { subject: `webhook/${id}`, type: { in: ['webhook-added', 'webhook-changed', 'webhook-secret-rotated'] } },
    orderBy: { index: 'desc' },
    take: LOOKED_AT_MAX,
  });
  const changes: ForeignChange[] = [];
  for (const [n, event] of events.entries()) {
    const after = settingsIn(event);
    if (after === null || seen.includes(tagOf(id, after))) break;
    const [older] = events.slice(n + 1);
    const before = older === undefined ? null : settingsIn(older);
    if (before === null) break;
    const told = { at: fromTimestamp(event.occurredAt), actor: event.actor };
    changes.push(...differences(before, after).map((difference) => ({ ...told, ...difference })));
  }
  return changes;
}

type LogEvent = Awaited<ReturnType<Database['auditEvent']['findMany']>>[number];

function settingsIn({ type, payload }: LogEvent): Settings | null {
  const event = readLoggedEvent(type, payload);
  switch (event.type) {
    case 'webhook-added':
    case 'webhook-changed':
    case 'webhook-secret-rotated':
      return event.payload;
    default:
      return null;
  }
}

function differences(before: Settings, after: Settings): Omit<ForeignChange, 'at' | 'actor'>[] {
  const change = (field: string, from: string, to: string) =>
    from === to ? [] : [{ field, from, to, what: `đã đổi ${field} từ «${from}» thành «${to}»` }];
  return [
    ...change('tình trạng gửi', standing(before.active), standing(after.active)),
    ...change('loại sự kiện được nhận', before.filter.replaceAll(' ', ', '), after.filter.replaceAll(' ', ', ')),
    ...(before.secretFingerprint === after.secretFingerprint
      ? []
      : [{ field: 'khóa ký', from: null, to: null, what: 'đã đổi khóa ký' }]),
  ];
}

function standing(active: boolean): string {
  return active ? 'đang bật' : 'đang tắt';
}
