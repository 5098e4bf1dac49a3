// What other systems post, through the API's routes into the database and through the worker's loop, with Zalo's sandbox as their sender.
import { setTimeout as sleep } from 'node:timers/promises';
import fastify from 'fastify';
import { incomingSettings } from '#api/incoming-settings.ts';
import { answerProblem } from '#api/problem.ts';
import { registerWebhookRoutes } from '#api/webhook-routes.ts';
import type { TokenAddresses } from '#channels/email/token-address.ts';
import { loadEnv } from '#config/env.ts';
import type { Instant } from '#contracts/primitives.ts';
import type { ZaloSandbox } from '#local/zalo/start-zalo-sandbox.ts';
import { createDirectory } from '#store/directory.ts';
import type { IncomingEvent } from '#store/incoming-store.ts';
import { createMailReader } from '#worker/mail-reader.ts';
import { processIncoming } from '#worker/process-incoming.ts';
import { processMail } from '#worker/process-mail.ts';
import { type IncomingContext, processZaloEvent } from '#worker/process-zalo-event.ts';
import { ZONE } from './builders.ts';
import { type DeliveryWorld, LINKS } from './delivery.ts';

interface Setup {
  addresses?: TokenAddresses | null;
  /** More of the environment, e.g. ZALO_SIGNATURE_VARIANT. */
  variables?: Record<string, string>;
}

/** Routes on a port where the sandbox sends its events; `work` does what the worker's loop does, until nothing is due. */
export async function startIncoming(
  { database, world }: DeliveryWorld,
  sandbox: ZaloSandbox,
  { addresses = null, variables = {} }: Setup = {},
) {
  const now = () => new Date(world.nowMs);
  const { appId, appSecret, oaId, oaSecretKey } = sandbox.identity;
  const env = loadEnv({
    ZALO_APP_ID: appId,
    ZALO_APP_SECRET: appSecret,
    ZALO_OA_ID: oaId,
    ZALO_OA_SECRET_KEY: oaSecretKey,
    ...variables,
  });
  const app = fastify();
  app.setErrorHandler(answerProblem);
  await registerWebhookRoutes(app, { database, now, incoming: incomingSettings(env) });
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  sandbox.webhooks.settings.url = `${url}/webhooks/zalo`;
  const commands: string[] = [];
  const context: IncomingContext = {
    database,
    directory: createDirectory(database),
    engine: {
      command: async (assignmentId, command) => {
        commands.push(`${command.type} by ${command.actor}`);
        await database.assignment.update({ where: { id: assignmentId }, data: { status: 'in-progress' } });
        return { ok: true, status: 'in-progress', sequence: 2 };
      },
      isRunning: async () => true,
      startLifecycles: async () => undefined,
    },
    zone: ZONE,
    now,
    links: LINKS,
    openSlot: async (slotAt: Instant) => void world.reopened.push(slotAt),
  };
  const reader = createMailReader();
  const process = (event: IncomingEvent) =>
    event.source === 'zalo'
      ? processZaloEvent([context], Buffer.from(event.raw).toString('utf8'), oaId)
      : processMail({ offices: [context], reader, addresses }, event);
  /** Everything that is due, two seconds later; answers what became of each event, in the order in which they came. */
  const work = async () => {
    // The sandbox sends its events beside the request that caused them.
    await sleep(300);
    world.nowMs += 2_000;
    while ((await processIncoming({ database, now, process, log: { warn: () => undefined } })) > 0);
    return (await database.incomingEvent.findMany({ orderBy: { receivedAt: 'asc' } })).map(({ result }) => result);
  };
  return { url, commands, work, close: () => Promise.all([app.close(), reader.close()]) };
}
