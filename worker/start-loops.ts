// The work beside Temporal: what came in from outside, what goes out to other systems.

import type { Channel } from '#channels/channel.ts';
import { tokenAddressesOf } from '#channels/email/token-address.ts';
import type { ChannelRegistry } from '#channels/registry.ts';
import { createSecretBox } from '#channels/secret-box.ts';
import { createLinkSigner } from '#channels/signed-links.ts';
import { createWebhookSender } from '#channels/webhook/webhook-sender.ts';
import type { ConnectedEnv } from '#config/connected-env.ts';
import { wallClock } from '#contracts/clock.ts';
import { DEFAULT_ZONE } from '#contracts/primitives.ts';
import type { EngineClient } from '#engine/engine-client.ts';
import { noteWorkFromAbove } from '#operations/note-work-from-above.ts';
import { BY_SYSTEM } from '#operations/seam/actor.ts';
import { type Database, officeOf } from '#store/database.ts';
import { sealDeliveries } from '#store/delivery-seals.ts';
import { createDirectory } from '#store/directory.ts';
import type { IncomingEvent } from '#store/incoming-store.ts';
import { listOfficeDatabases } from '#store/member-office-store.ts';
import { createStatusRound } from './ask-status.ts';
import { deliverWebhooks } from './deliver-webhooks.ts';
import { eachOffice } from './each-office.ts';
import { createMailReader } from './mail-reader.ts';
import { pollMailbox } from './poll-mailbox.ts';
import { processIncoming, tellOfDead } from './process-incoming.ts';
import { processMail } from './process-mail.ts';
import { type IncomingContext, processZaloEvent } from './process-zalo-event.ts';
import { type Loop, runLoop } from './run-loop.ts';
import { type AccountMailWork, sendAccountMails } from './send-account-mails.ts';

export interface LoopSetup {
  env: ConnectedEnv;
  database: Database;
  /** Of an office. */
  engineOf(office: number): EngineClient;
  channels: ChannelRegistry;
  log: { info(fields: object, message: string): void; warn(fields: object, message: string): void };
}

const IDLE_MS = 1_000;
const IMAP_IDLE_MS = 30_000;
const STATUS_IDLE_MS = 60_000;
const SEAL_IDLE_MS = 5_000;
const DEAD_IDLE_MS = 60_000;
const ABOVE_IDLE_MS = 5_000;

/** Starts every loop that the environment calls for. */
export function startLoops({ env, database, engineOf, channels, log }: LoopSetup): Loop[] {
  const now = wallClock;
  const contextOf = once((office: Database): IncomingContext => {
    const engine = engineOf(officeOf(office));
    return {
      database: office,
      directory: createDirectory(office),
      engine,
      zone: DEFAULT_ZONE,
      now,
      links: createLinkSigner(env.secret, officeOf(office)),
      openSlot: (slotAt) => engine.openSlot(slotAt),
    };
  });
  const contexts = async () => (await listOfficeDatabases(database)).map(contextOf);
  const reader = createMailReader();
  const addresses = tokenAddressesOf(env);
  const process = async (event: IncomingEvent) =>
    event.source === 'zalo'
      ? processZaloEvent(await contexts(), Buffer.from(event.raw).toString('utf8'), env.zalo.oaId ?? '')
      : processMail({ offices: await contexts(), reader, addresses }, event);
  const key = env.encryptionKey ?? env.secret;
  const box = createSecretBox(key, 'webhook-secret');
  const sender = createWebhookSender({ allowPrivate: env.webhookAllowPrivate });
  const webhooksOf = (office: Database) => () => deliverWebhooks({ database: office, box, sender, now, log });
  const { imapUrl } = env.mail;
  const since = now();
  const statusRoundOf = (office: Database) =>
    createStatusRound({ database: office, channels, now, openSlot: contextOf(office).openSlot }, since);
  return [
    runLoop('status', STATUS_IDLE_MS, eachOffice(database, statusRoundOf), log),
    runLoop('incoming', IDLE_MS, () => processIncoming({ database, now, process, log }), log),
    runLoop(
      'seals',
      SEAL_IDLE_MS,
      eachOffice(database, (office) => () => sealDeliveries(office, now())),
      log,
    ),
    runLoop(
      'work-from-above',
      ABOVE_IDLE_MS,
      eachOffice(database, (office) => () => noteWorkFromAbove({ database: office, now }, BY_SYSTEM, {})),
      log,
    ),
    // Those that the API set aside, and those that a person has tried again.
    runLoop('dead-letters', DEAD_IDLE_MS, () => tellOfDead(database, now()).then(() => 0), log),
    ...accountMails(channels.get('email'), { env, database, now, box: createSecretBox(key, 'account-letter'), log }),
    runLoop('webhooks', IDLE_MS, eachOffice(database, webhooksOf), log),
    ...(imapUrl === null ? [] : [runLoop('imap', IMAP_IDLE_MS, () => pollMailbox({ imapUrl, database, now }), log)]),
  ];
}

/** What is made of an office, made once. */
function once<Made>(make: (office: Database) => Made): (office: Database) => Made {
  const made = new Map<Database, Made>();
  return (office) => {
    const known = made.get(office) ?? make(office);
    made.set(office, known);
    return known;
  };
}

function accountMails(
  email: Channel | undefined,
  { env, ...work }: Pick<LoopSetup, 'env'> & Omit<AccountMailWork, 'email' | 'publicUrl' | 'mailDomain'>,
): Loop[] {
  if (email === undefined) return [];
  const mailDomain = new URL(env.publicUrl).hostname;
  const round = () => sendAccountMails({ ...work, email, publicUrl: env.publicUrl, mailDomain });
  return [runLoop('account-mails', IDLE_MS, round, work.log)];
}
