import { join } from 'node:path';
import { SEARCH_ATTRIBUTES } from '#contracts/search-attributes.ts';
import { appliedInWords, prepareGivenDatabase } from '#deploy/prepare-given-database.ts';
import { startMailbox } from '../mailbox/start-mailbox.ts';
import { prepareCluster } from '../postgres/prepare-cluster.ts';
import { startPostgres } from '../postgres/start-postgres.ts';
import { obtainTemporalBinary } from '../temporal/obtain-binary.ts';
import { startTemporal } from '../temporal/start-temporal.ts';
import { SANDBOX_REFRESH_TOKEN, startZaloSandbox } from '../zalo/start-zalo-sandbox.ts';
import { keepRunning } from './keep-running.ts';
import type { StackPorts } from './remembered-ports.ts';
import type { StackContext } from './stack-context.ts';

export interface ServiceAddresses {
  /** Migrated, and reached with the rights of a program. */
  databaseUrl: string;
  temporalAddress: string;
  temporalNamespace: string;
  temporalUi: string | null;
  smtpUrl: string;
  /** Null when a real mail server is used. */
  mailboxDir: string | null;
  /** The Zalo sandbox; null when real addresses or real mail are used. */
  zalo: ZaloAddress | null;
}

/** The sandbox's addresses, and the credentials that it takes. */
export interface ZaloAddress {
  url: string;
  oaUrl: string;
  businessUrl: string;
  oauthUrl: string;
  appId: string;
  appSecret: string;
  oaId: string;
  oaSecretKey: string;
  refreshToken: string;
}

type ServicesContext = StackContext & { ports: StackPorts };

/**
 * Brings up PostgreSQL, Temporal, the mailbox and the Zalo sandbox side by side, each unless the environment names a real one, and keeps
 * them up: one that dies is started again on the same port with the same data.
 */
export async function startServices(context: ServicesContext): Promise<ServiceAddresses> {
  // All are waited for, even when one fails, so that nothing starts after the stack was told to stop.
  const [postgres, temporal, mailbox, zalo] = await Promise.allSettled([
    ensureDatabase(context),
    ensureTemporal(context),
    ensureMailbox(context),
    ensureZalo(context),
  ]);
  const failures = [postgres, temporal, mailbox, zalo].flatMap((result) =>
    result.status === 'rejected' ? [result.reason as Error] : [],
  );
  if (failures.length > 0) throw new Error(failures.map(({ message }) => message).join('\n'));
  return {
    ...(postgres as PromiseFulfilledResult<PostgresAddress>).value,
    ...(temporal as PromiseFulfilledResult<TemporalAddress>).value,
    ...(mailbox as PromiseFulfilledResult<MailboxAddress>).value,
    zalo: (zalo as PromiseFulfilledResult<ZaloAddress | null>).value,
  };
}

type PostgresAddress = Pick<ServiceAddresses, 'databaseUrl'>;
type TemporalAddress = Pick<ServiceAddresses, 'temporalAddress' | 'temporalNamespace' | 'temporalUi'>;
type MailboxAddress = Pick<ServiceAddresses, 'smtpUrl' | 'mailboxDir'>;

async function ensureDatabase(context: ServicesContext): Promise<PostgresAddress> {
  const { env, ports, record, say, onGiveUp, running } = context;
  if (env.databaseUrl !== null) {
    say('PostgreSQL: dùng DATABASE_URL đã đặt');
    const lines = await prepareGivenDatabase(env.databaseUrl, env.databaseOwnerUrl);
    for (const line of lines) say(line);
    return { databaseUrl: env.databaseUrl };
  }
  const dataDir = join(env.dataDir, 'postgres');
  let ownerUrl = '';
  const kept = await keepRunning({
    title: 'PostgreSQL',
    say,
    onGiveUp,
    start: async () => {
      const server = await startPostgres({
        dataDir,
        port: ports.postgres,
        logFile: join(env.dataDir, 'logs', 'postgres.log'),
        onSpawn: (process) => record.add('postgres', process),
      });
      ownerUrl = server.url;
      return server.process;
    },
  });
  running.push({ name: 'postgres', stop: kept.stop });
  const { applied, url } = await prepareCluster(dataDir, ownerUrl);
  say(`PostgreSQL đã sẵn sàng (cổng ${ports.postgres})`);
  if (applied.length > 0) say(appliedInWords(applied));
  return { databaseUrl: url };
}

async function ensureTemporal(context: ServicesContext): Promise<TemporalAddress> {
  const { env, ports, record, say, onGiveUp, running, signal } = context;
  if (env.temporalAddress !== null) {
    say(`Temporal: dùng TEMPORAL_ADDRESS đã đặt (${env.temporalAddress})`);
    return { temporalAddress: env.temporalAddress, temporalNamespace: env.temporalNamespace, temporalUi: null };
  }
  const binary = await obtainTemporalBinary({ cacheDir: env.cacheDir, needsTimeSkipping: false, say, signal });
  signal.throwIfAborted();
  const namespace = env.temporalNamespace;
  const kept = await keepRunning({
    title: 'Máy chủ Temporal',
    say,
    onGiveUp,
    start: async () => {
      const server = await startTemporal({
        binary: binary.path,
        dataDir: join(env.dataDir, 'temporal'),
        port: ports.temporal,
        uiPort: ports.temporalUi,
        namespace,
        searchAttributes: SEARCH_ATTRIBUTES,
        logFile: join(env.dataDir, 'logs', 'temporal.log'),
        onSpawn: (process) => record.add('temporal', process),
      });
      return server.process;
    },
  });
  running.push({ name: 'temporal', stop: kept.stop });
  say(`Máy chủ Temporal ${binary.serverVersion} đã sẵn sàng (cổng ${ports.temporal})`);
  return {
    temporalAddress: `127.0.0.1:${ports.temporal}`,
    temporalNamespace: namespace,
    temporalUi: `http://localhost:${ports.temporalUi}`,
  };
}

async function ensureMailbox({ env, ports, say, running }: ServicesContext): Promise<MailboxAddress> {
  if (env.smtpUrl !== null) {
    say('Thư điện tử: dùng SMTP_URL đã đặt, thư được gửi đi thật');
    return { smtpUrl: env.smtpUrl, mailboxDir: null };
  }
  const dir = join(env.dataDir, 'mailbox');
  const mailbox = await startMailbox({ dir, port: ports.smtp });
  running.push({ name: 'mailbox', stop: mailbox.stop });
  say(`Hộp thư nội bộ đã sẵn sàng (SMTP cổng ${ports.smtp})`);
  return { smtpUrl: mailbox.smtpUrl, mailboxDir: dir };
}

/** With real mail or a real address of Zalo nobody's message may end in a sandbox. */
async function ensureZalo({ env, ports, say, running }: ServicesContext): Promise<ZaloAddress | null> {
  const { oaUrl, addressesGiven, appId, appSecret, oaId, oaSecretKey, refreshToken } = env.zalo;
  if (env.smtpUrl !== null || addressesGiven) {
    say(appId === null ? 'Zalo: không dùng' : `Zalo: dùng ${oaUrl}`);
    return null;
  }
  const given = { appId, appSecret, oaId, oaSecretKey };
  const identity = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null));
  const host = env.listenHost === '0.0.0.0' || env.listenHost === '::' ? '127.0.0.1' : env.listenHost;
  const firstRefreshToken = refreshToken ?? SANDBOX_REFRESH_TOKEN;
  const sandbox = await startZaloSandbox({
    port: ports.zalo,
    stateFile: join(env.dataDir, 'zalo', 'state.json'),
    identity,
    firstRefreshToken,
    webhookUrl: `http://${host.includes(':') ? `[${host}]` : host}:${env.port}/webhooks/zalo`,
    // The sample speaks at any hour, and to whoever stands in the roster.
    keepsNight: false,
    everybodyHasZalo: true,
  });
  running.push({ name: 'zalo', stop: sandbox.close });
  say(`Hộp thử Zalo đã sẵn sàng (cổng ${ports.zalo})`);
  return {
    ...sandbox.identity,
    url: sandbox.url,
    oaUrl: sandbox.oaUrl,
    businessUrl: sandbox.businessUrl,
    oauthUrl: sandbox.oauthUrl,
    refreshToken: firstRefreshToken,
  };
}
