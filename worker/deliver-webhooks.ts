// Outgoing webhooks: what the audit log says, told to the systems that asked for it.

import { createHash } from 'node:crypto';
import type { SecretBox } from '#channels/secret-box.ts';
import type { WebhookSender } from '#channels/webhook/webhook-sender.ts';
import type { Clock } from '#contracts/clock.ts';
import { SYSTEM } from '#domain/audit/system-actor.ts';
import { raiseAttention, resolveMatter } from '#store/attention-store.ts';
import type { Database } from '#store/database.ts';
import {
  changeSubscription,
  fanOutEvents,
  recordWebhook,
  type TakenWebhook,
  takeWebhooks,
  webhookMatter,
} from '#store/webhook-store.ts';

export interface WebhookWork {
  database: Database;
  box: SecretBox;
  sender: WebhookSender;
  now: Clock;
  log: { warn(fields: object, message: string): void };
}

const BATCH = 20;

/** One round: new events are handed out, what is due is sent; answers how much there was to do. */
export async function deliverWebhooks(work: WebhookWork): Promise<number> {
  // What is on its way goes out even while no new event can be handed out.
  const [handedOut] = await Promise.allSettled([fanOutEvents(work.database, work.now())]);
  const sent = await sendTaken(work);
  if (handedOut.status === 'rejected') throw handedOut.reason;
  return handedOut.value + sent;
}

/** One delivery that can not be noted does not keep the others from being noted; it comes again when its lease ends. */
async function sendTaken(work: WebhookWork): Promise<number> {
  const taken = await takeWebhooks(work.database, BATCH, work.now());
  const ends = await Promise.allSettled(taken.map((one) => deliver(work, one)));
  for (const end of ends)
    if (end.status === 'rejected') work.log.warn({ error: String(end.reason) }, 'a webhook could not be noted');
  return taken.length;
}

async function deliver({ database, box, sender, now, log }: WebhookWork, taken: TakenWebhook): Promise<void> {
  const { event, subscription, type } = taken;
  const data = {
    index: Number(event.index),
    subject: event.subject,
    sequence: event.sequence,
    actor: event.actor,
    recordedAt: event.recordedAt.toISOString(),
    payload: event.payload,
  };
  const message = { id: taken.id, type, timestamp: event.occurredAt.toISOString(), data };
  const outcome = await send(sender, box, subscription, message, now());
  const ok = outcome.kind === 'accepted';
  const status = await recordWebhook(
    database,
    taken,
    {
      ok,
      permanent: outcome.kind === 'refused' && outcome.permanent,
      code: outcome.kind === 'refused' ? outcome.code : null,
      words: outcome.kind === 'accepted' ? (outcome.detail ?? null) : outcome.why,
      spread: spreadOf(taken.id),
    },
    now(),
  );
  const id = webhookMatter(subscription.id);
  if (status === 'delivered') await resolveMatter(database, id, { actor: SYSTEM, now: now() });
  if (status !== 'dead') return;
  log.warn({ subscription: subscription.id, delivery: taken.id }, 'a webhook is a dead letter');
  const isUnwanted = outcome.kind === 'refused' && outcome.code === NOT_WANTED;
  if (isUnwanted) await changeSubscription(database, subscription.id, { active: false }, { actor: SYSTEM, now: now() });
  const what = isUnwanted ? SWITCHED_OFF : NOT_TAKEN;
  await raiseAttention(database, { id, what, place: subscription.url, href: '/kenh-gui' }, now());
}

/** HTTP 410: the receiver does not want to hear from us again. */
const NOT_WANTED = '410';
const SWITCHED_OFF = 'Hệ thống nhận sự kiện báo không nhận nữa; việc gửi tới hệ thống này đã tạm dừng';
const NOT_TAKEN = 'Hệ thống nhận sự kiện không nhận được; các sự kiện được giữ lại để gửi lại';

type Message = Parameters<WebhookSender['send']>[1];

async function send(
  sender: WebhookSender,
  box: SecretBox,
  { url, sealedSecret, retired }: TakenWebhook['subscription'],
  message: Message,
  now: Date,
): ReturnType<WebhookSender['send']> {
  try {
    const secrets = [sealedSecret, ...retired.map((secret) => secret.sealedSecret)].map(box.open);
    return await sender.send({ url, secrets }, message, now.toISOString());
  } catch (error) {
    const why = `không gửi được: ${error instanceof Error ? error.message : String(error)}`;
    return { kind: 'refused', permanent: false, code: 'internal', why };
  }
}

/** 0 to 1, always the same for one event, so that an outage does not end in one burst. */
function spreadOf(id: string): number {
  return createHash('sha256').update(id).digest().readUInt16BE(0) / 65_535;
}
