// Subscriptions of other systems, and every event on its way to them. The audit log is the outbox: an event is told when
// its change was committed, and the cursor moves with the rows that tell it.
import { randomUUID } from 'node:crypto';
import type { Instant } from '#contracts/primitives.ts';
import { WEBHOOK_EVENT_TYPES } from '#contracts/webhooks.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import { eventTypeOf } from '#domain/delivery/webhook-event-type.ts';
import { matchesFilter, webhookRetryAt } from '#domain/delivery/webhook-rules.ts';
import { resolveMatter } from './attention-store.ts';
import { type Database, inTransaction, type Transaction } from './database.ts';
import { Prisma, type WebhookDelivery } from './generated/client.ts';
import { given, inOrderOf, type Keyset, listIdsOfPage, type PageWanted } from './keyset.ts';
import { fromTimestamp } from './local-date.ts';
import type { ChangedBy } from './roster-events.ts';
import { tellWebhook } from './webhook-events.ts';
import { subscriptionTag } from './webhook-tag-store.ts';

export interface NewSubscription {
  url: string;
  filter: string[];
  sealedSecret: string;
}

/** From now on; what happened before is not told. */
export async function addSubscription(
  database: Database,
  { id = randomUUID(), ...subscription }: NewSubscription & { id?: string },
  by: ChangedBy,
): Promise<string> {
  const { now } = by;
  // What is in the log already is handed out first, so that the newcomer hears of nothing older than itself.
  while ((await fanOutEvents(database, now)) > 0);
  await database.$transaction(async (tx) => {
    await tx.webhookSubscription.create({ data: { id, ...subscription, createdAt: now } });
    await tellWebhook(tx, id, 'webhook-added', by);
  });
  return id;
}

/** Switches a subscription on or off, or changes its filter; false when there is none. */
export async function changeSubscription(
  database: Database | Transaction,
  id: string,
  change: { active?: boolean | undefined; filter?: string[] | undefined },
  by: ChangedBy,
): Promise<boolean> {
  const data = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  return inTransaction(database, async (tx) => {
    if ((await tx.webhookSubscription.updateMany({ where: { id }, data })).count === 0) return false;
    if (Object.keys(data).length > 0) await tellWebhook(tx, id, 'webhook-changed', by);
    return true;
  });
}

/** Ends a subscription with everything on its way to it; answers how many deliveries that were, null when there is none. */
export async function removeSubscription(
  database: Database | Transaction,
  id: string,
  by: ChangedBy,
): Promise<number | null> {
  return inTransaction(database, async (tx) => {
    const deliveries = await tx.webhookDelivery.count({ where: { subscriptionId: id } });
    if ((await tx.webhookSubscription.count({ where: { id } })) === 1) await tellWebhook(tx, id, 'webhook-removed', by);
    const { count } = await tx.webhookSubscription.deleteMany({ where: { id } });
    if (count === 0) return null;
    await resolveMatter(tx, webhookMatter(id), by);
    return deliveries;
  });
}

/** The matter on the officer's list that tells of a subscription's dead letters. */
export function webhookMatter(subscriptionId: string): string {
  return `webhook/${subscriptionId}`;
}

export async function hasSubscription(database: Database, id: string): Promise<boolean> {
  return (await database.webhookSubscription.count({ where: { id } })) === 1;
}

/** What was stored under an id, or null. */
export async function findSubscription(database: Database, id: string) {
  return database.webhookSubscription.findUnique({ where: { id } });
}

const created = { sql: Prisma.sql`created_at`, type: 'timestamptz' } as const;
const id = { sql: Prisma.sql`id`, type: 'text' } as const;
export const SUBSCRIPTION_ORDERS = {
  created: { columns: [created, id] },
  '-created': { columns: [created, id], descending: true },
} as const satisfies Record<string, Keyset>;

/** A page of the subscriptions that fit. */
export async function listSubscriptionPage(
  database: Database,
  { active, now }: { active?: boolean | undefined; now: Date },
  page: PageWanted,
) {
  const where = given(active, (value) => Prisma.sql`active = ${value}`);
  const { ids, next } = await listIdsOfPage(
    database,
    { from: Prisma.sql`webhook_subscription`, id: id.sql, where },
    page,
  );
  return { items: inOrderOf(ids, await listSubscriptions(database, now, ids)), next };
}

/** All of them, the oldest first, or those that are named. */
export async function listSubscriptions(database: Database, now: Date, ids?: readonly string[]) {
  const [rows, counts] = await Promise.all([
    database.webhookSubscription.findMany({
      ...(ids === undefined ? {} : { where: { id: { in: [...ids] } } }),
      orderBy: { createdAt: 'asc' },
      include: { retired: { where: { until: { gt: now } }, orderBy: { until: 'desc' }, take: 1 } },
    }),
    database.webhookDelivery.groupBy({ by: ['subscriptionId', 'status'], _count: { _all: true } }),
  ]);
  const count = (id: string, status: string) =>
    counts.find((one) => one.subscriptionId === id && one.status === status)?._count._all ?? 0;
  return rows.map(({ id, url, filter, active, createdAt, sealedSecret, retired: [retired] }) => ({
    id,
    url,
    filter,
    active,
    createdAt: fromTimestamp(createdAt),
    oldSecretUntil: retired === undefined ? null : fromTimestamp(retired.until),
    pending: count(id, 'pending'),
    delivered: count(id, 'delivered'),
    dead: count(id, 'dead'),
    etag: subscriptionTag({ id, filter, active, sealedSecret }),
  }));
}

/** One subscription as it is listed; null when there is none. */
export async function findSubscriptionView(database: Database, id: string, now: Date) {
  return (await listSubscriptions(database, now, [id]))[0] ?? null;
}

export interface DeliveryFilter {
  subscriptionId: string;
  status?: string | undefined;
  type?: string | undefined;
}

const told = { sql: Prisma.sql`audit_index`, type: 'bigint' } as const;
export const DELIVERY_ORDERS = {
  '-time': { columns: [told], descending: true },
  time: { columns: [told] },
} as const satisfies Record<string, Keyset>;

/** A page of what is, or was, on its way to a subscription. */
export async function listDeliveries(
  database: Database,
  { subscriptionId, status, type }: DeliveryFilter,
  page: PageWanted,
) {
  const where = [
    Prisma.sql`subscription_id = ${subscriptionId}`,
    ...given(status, (value) => Prisma.sql`status = ${value}`),
    ...given(type, (value) => Prisma.sql`type = ${value}`),
  ];
  const { ids, next } = await listIdsOfPage(database, { from: Prisma.sql`webhook_delivery`, id: id.sql, where }, page);
  const rows = await database.webhookDelivery.findMany({ where: { id: { in: ids } } });
  return { items: inOrderOf(ids, rows).map(toDelivery), next };
}

function toDelivery(row: WebhookDelivery) {
  return {
    id: row.id,
    type: row.type,
    status: row.status as 'pending' | 'delivered' | 'dead',
    attempts: row.attempts,
    code: row.code,
    reason: row.words,
    lastAt: row.lastAt === null ? null : fromTimestamp(row.lastAt),
    dueAt: row.dueAt === null ? null : fromTimestamp(row.dueAt),
  };
}

/** Sends dead letters again, one or all of a subscription, with the ids that they always had; answers how many. */
export async function resendDead(
  database: Database,
  { subscriptionId, deliveryId }: { subscriptionId: string; deliveryId?: string | undefined },
  now: Date,
): Promise<number> {
  const { count } = await database.webhookDelivery.updateMany({
    where: { subscriptionId, status: 'dead', ...(deliveryId === undefined ? {} : { id: deliveryId }) },
    data: { status: 'pending', attempts: 0, dueAt: now },
  });
  return count;
}

const TOLD: ReadonlySet<string> = new Set(WEBHOOK_EVENT_TYPES);

const FAN_OUT = 500;

/** Hands the next audit events to every active subscription that wants them; answers how many events were looked at. */
export async function fanOutEvents(database: Database, now: Date): Promise<number> {
  // Asked every second, and mostly nothing has happened: one statement says so, without a transaction and its lock.
  const [behind] = await database.$queryRaw<{ isBehind: boolean }[]>`
    SELECT EXISTS (SELECT FROM audit_event WHERE index > coalesce((SELECT audit_index FROM webhook_cursor WHERE id = 1), -1)) AS "isBehind"`;
  if (behind?.isBehind === false) return 0;
  return database.$transaction(async (tx) => {
    // Writers of the log go one after the other (store/audit-store.ts), so no lower index appears behind the cursor.
    const [cursor] = await tx.$queryRaw<{ audit_index: bigint }[]>`
      SELECT audit_index FROM webhook_cursor WHERE id = 1 FOR UPDATE`;
    if (cursor === undefined) throw new Error('webhook_cursor is empty');
    const events = await tx.auditEvent.findMany({
      where: { index: { gt: cursor.audit_index } },
      orderBy: { index: 'asc' },
      take: FAN_OUT,
      select: { index: true, subject: true, type: true },
    });
    const last = events.at(-1);
    if (last === undefined) return 0;
    const subscriptions = await tx.webhookSubscription.findMany({ where: { active: true } });
    const data = events.flatMap(({ index, subject, type: written }) => {
      const type = eventTypeOf(subject, written);
      // Settings and seals are nobody's business outside, and facts that are stated afterwards are no news.
      if (!TOLD.has(type)) return [];
      return subscriptions
        .filter(({ filter }) => matchesFilter(filter, type))
        .map(({ id }) => ({
          id: randomUUID(),
          subscriptionId: id,
          auditIndex: index,
          type,
          status: 'pending',
          dueAt: now,
          createdAt: now,
        }));
    });
    await tx.webhookDelivery.createMany({ data, skipDuplicates: true });
    await tx.webhookCursor.update({ where: { id: 1 }, data: { auditIndex: last.index } });
    return events.length;
  });
}

// Longer than one attempt may take; a process that dies over one gives it back after this.
const LEASE_MS = 60_000;

/** Takes deliveries that are due, each to one process, with what they tell. */
export async function takeWebhooks(database: Database, limit: number, now: Date) {
  const taken = await database.$queryRaw<{ id: string }[]>`
    UPDATE webhook_delivery SET due_at = ${new Date(now.getTime() + LEASE_MS)}
    WHERE id IN (
      SELECT d.id FROM webhook_delivery d JOIN webhook_subscription s ON s.id = d.subscription_id
      WHERE d.due_at <= ${now} AND s.active ORDER BY d.audit_index LIMIT ${limit} FOR UPDATE OF d SKIP LOCKED
    ) RETURNING id`;
  if (taken.length === 0) return [];
  const rows = await database.webhookDelivery.findMany({
    where: { id: { in: taken.map(({ id }) => id) } },
    include: { subscription: { include: { retired: { where: { until: { gt: now } } } } } },
    orderBy: { auditIndex: 'asc' },
  });
  const events = await database.auditEvent.findMany({ where: { index: { in: rows.map((row) => row.auditIndex) } } });
  const byIndex = new Map(events.map((event) => [event.index, event]));
  return rows.flatMap((row) => {
    const event = byIndex.get(row.auditIndex);
    return event === undefined ? [] : [{ ...row, event }];
  });
}
export type TakenWebhook = Awaited<ReturnType<typeof takeWebhooks>>[number];

/** Records one attempt: delivered, again at its time, or a dead letter for a person to look at; gone = removed with its subscription meanwhile. */
export async function recordWebhook(
  database: Database,
  taken: Pick<TakenWebhook, 'id' | 'attempts'>,
  outcome: { ok: boolean; permanent: boolean; code: string | null; words: string | null; spread: number },
  now: Date,
): Promise<'delivered' | 'pending' | 'dead' | 'gone'> {
  const attempts = taken.attempts + 1;
  const retryAt: Instant | null =
    outcome.ok || outcome.permanent ? null : webhookRetryAt(attempts, instantOf(now), outcome.spread);
  const status = outcome.ok ? 'delivered' : retryAt === null ? 'dead' : 'pending';
  const { code, words } = outcome;
  const dueAt = retryAt === null ? null : new Date(retryAt);
  const { count } = await database.webhookDelivery.updateMany({
    where: { id: taken.id },
    data: { status, attempts, dueAt, lastAt: now, code, words },
  });
  return count === 0 ? 'gone' : status;
}
