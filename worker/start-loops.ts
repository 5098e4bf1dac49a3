// The work beside Temporal: what came in from outside, what goes out to other systems.

import { tokenAddressesOf } from '#channels/email/token-address.ts';
import type { ChannelRegistry } from '#channels/registry.ts';
import { createSecretBox } from '#channels/secret-box.ts';
import { createLinkSigner } from '#channels/signed-links.ts';
import { createWebhookSender } from '#channels/webhook/webhook-sender.ts';
import type { ConnectedEnv } from '#config/connected-env.ts';
import { wallClock } from '#contracts/clock.ts';
import { DEFAULT_ZONE } from '#contracts/primitives.ts';
import type { EngineClient } from '#engine/engine-client.ts';
import type { Database } from '#store/database.ts';
import { sealDeliveries } from '#store/delivery-seals.ts';
import { createDirectory } from '#store/directory.ts';
import type { IncomingEvent } from '#store/incoming-store.ts';
import { createStatusRound } from './ask-status.ts';
import { deliverWebhooks } from './deliver-webhooks.ts';
import { createMailReader } from './mail-reader.ts';
import { pollMailbox } from './poll-mailbox.ts';
import { processIncoming, tellOfDead } from './process-incoming.ts';
import { processMail } from './process-mail.ts';
import { type IncomingContext, processZaloEvent } from './process-zalo-event.ts';
import { type Loop, runLoop } from './run-loop.ts';

export interface LoopSetup {
  env: ConnectedEnv;
  database: Database;
  engine: EngineClient;
  channels: ChannelRegistry;
  log: { info(fields: object, message: string): void; warn(fields: object, message: string): void };
}

const IDLE_MS = 1_000;
const IMAP_IDLE_MS = 30_000;
const STATUS_IDLE_MS = 60_000;
const SEAL_IDLE_MS = 5_000;
const DEAD_IDLE_MS = 60_000;

/** Starts every loop that the environment calls for. */
export function startLoops({ env, database, engine, channels, log }: LoopSetup): Loop[] {
  const now = wallClock;
  const context: IncomingContext = {
    database,
    directory: createDirectory(database),
    engine,
    zone: DEFAULT_ZONE,
    now,
    links: createLinkSigner(env.secret),
    openSlot: (slotAt) => engine.openSlot(slotAt),
  };
  const reader = createMailReader();
  const addresses = tokenAddressesOf(env);
  const process = (event: IncomingEvent) =>
    event.source === 'zalo'
      ? processZaloEvent(context, Buffer.from(event.raw).toString('utf8'), env.zalo.oaId ?? '')
      : processMail({ ...context, reader, addresses }, event);
  const box = createSecretBox(env.encryptionKey ?? env.secret, 'webhook-secret');
  const sender = createWebhookSender({ allowPrivate: env.webhookAllowPrivate });
  const { imapUrl } = env.mail;
  const statusRound = createStatusRound({ database, channels, now, openSlot: context.openSlot }, now());
  return [
    runLoop('status', STATUS_IDLE_MS, statusRound, log),
    runLoop('incoming', IDLE_MS, () => processIncoming({ database, now, process, log }), log),
    runLoop('seals', SEAL_IDLE_MS, () => sealDeliveries(database, now()), log),
    // Those that the API set aside, and those that a person has tried again.
    runLoop('dead-letters', DEAD_IDLE_MS, () => tellOfDead(database, now()).then(() => 0), log),
    runLoop('webhooks', IDLE_MS, () => deliverWebhooks({ database, box, sender, now, log }), log),
    ...(imapUrl === null ? [] : [runLoop('imap', IMAP_IDLE_MS, () => pollMailbox({ imapUrl, database, now }), log)]),
  ];
}
